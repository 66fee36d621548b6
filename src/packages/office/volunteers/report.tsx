import type { VolunteerReport } from '@domain/contracts/office-volunteers'
import { View } from '@tarojs/components'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import styles from '../parts/office.module.scss'
import { ExportButton } from '../xlsx/export-button'
import type { SheetData } from '../xlsx/workbook'

/** Minutes in hours, two decimals at most. */
const hours = (minutes: number) => Math.round((minutes / 60) * 100) / 100

/** A month's figures of a centre, to read and to save. */
export function Report({ report }: { report: VolunteerReport }) {
  const { month, shifts, volunteers, minutes, manualMinutes, taken, missed, manualPercent } = report
  const sheet = (): SheetData => ({
    name: '志愿服务',
    columns: [
      { label: '项目', width: 24 },
      { label: month, width: 12 },
    ],
    rows: [
      ['班次', shifts],
      ['服务人数', volunteers],
      ['时长（小时）', hours(minutes)],
      ['其中手工补的（小时）', hours(manualMinutes)],
      ['报名人次', taken],
      ['没来人次', missed],
      ['全年手工补的占比（%）', manualPercent],
    ],
  })
  return (
    <View className={cx(styles.stack)}>
      <ListGroup>
        <ListRow id="report-hours" title={`${hours(minutes)} 小时`} note={`${shifts} 个班次，${volunteers} 人来服务`} />
        <ListRow title={`报名 ${taken} 人次，没来 ${missed} 人次`} />
        <ListRow title={`手工补的 ${hours(manualMinutes)} 小时`} note={`今年占全部时长的 ${manualPercent}%，最多 5%`} />
      </ListGroup>
      <ExportButton id="report-export" file={`志愿服务 ${month}`} sheet={sheet} />
    </View>
  )
}
