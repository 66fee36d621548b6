import { FIGURE_DAYS } from '@domain/contracts/limits'
import type { RollUp } from '@domain/contracts/office-day'
import type { FigureGroup } from '@domain/office/figures'
import { groupOfSums } from '@domain/office/roll-up'
import { atLocal, DAY, localDate } from '@domain/time'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { open } from '@/platform/navigate'
import { cx } from '@/ui/cx'
import { Sheet } from '@/ui/sheet'
import styles from '../parts/office.module.scss'
import { Table } from '../parts/table'
import { Chart } from './chart'
import { AgesChart } from './people-charts'
import { sayShare, saySplit } from './say'

interface SplitChartsProps {
  view: RollUp
  from: string
  to: string
}

const COLUMNS = [{ label: '中心', width: '1fr' }]

const most = (groups: readonly FigureGroup[]) =>
  groups.reduce<FigureGroup | null>((best, group) => (best && best.came >= group.came ? best : group), null)

/** What a bar opens: what it says, and which sessions of a centre are behind it. */
interface Shown {
  title: string
  said: string
  /** A weekday or an hour; null: all. */
  only: string | null
}

/** On which weekdays, at which hours and at which ages people come; a bar leads to the centres, and there to the sessions behind it. */
export function SplitCharts({ view, from, to }: SplitChartsProps) {
  const [shown, setShown] = useState<Shown | null>(null)
  const groups = view.split.map(groupOfSums)
  const days = groups.filter(({ key }) => key.startsWith('w'))
  const hours = groups.filter(({ key }) => key.startsWith('h'))
  const [busyDay, busyHour] = [most(days), most(hours)]
  const sessions = (of: readonly FigureGroup[]) => of.reduce((sum, group) => sum + group.sessions, 0)
  const late = sessions(days) - sessions(hours)
  const whole = view.centres.reduce((sum, { sums }) => sum + (sums?.sessions ?? 0), 0)
  // What an earlier release has counted has neither; the next night counts it again.
  const missing = Math.max(whole - sessions(days), late)
  const start = localDate(Math.max(atLocal(from), atLocal(to) - (FIGURE_DAYS - 1) * DAY))
  const label = ({ came }: FigureGroup) => String(came)
  const name = ({ key }: FigureGroup) => saySplit(key)
  const show = (group: FigureGroup) =>
    setShown({
      title: `${name(group)}：${group.sessions} 场`,
      said: `约了 ${group.booked} / ${group.capacity}，来了 ${group.came}，没来 ${group.missed}。`,
      only: group.key,
    })
  return (
    <>
      {days.length > 0 && (
        <Chart
          id="compare-weekdays"
          title="周几来的人多"
          said={
            busyDay ? `${name(busyDay)}来的人最多，${busyDay.came} 人；约出去 ${sayShare(busyDay.fill) || '—'}` : ''
          }
          groups={days}
          tone="amber"
          value={({ came }) => came}
          label={label}
          name={name}
          onOpen={show}
        />
      )}
      {days.length > 0 && (
        <Chart
          id="compare-hours"
          title="几点开始的来的人多"
          said={`${busyHour ? `${name(busyHour)}开始的来的人最多，${busyHour.came} 人` : ''}${
            missing > 0 ? `。还有 ${missing} 场没有按钟点分，今晚补上` : ''
          }`}
          groups={hours}
          tone="plum"
          value={({ came }) => came}
          label={label}
          name={name}
          onOpen={show}
        />
      )}
      <AgesChart id="compare-ages" view={view} onOpen={(title, said) => setShown({ title, said, only: null })} />
      {shown && (
        <Sheet id="compare-records" title={shown.title} onClose={() => setShown(null)}>
          <View className={cx(styles.form)}>
            <View className={cx(styles.note)}>
              {`${shown.said}点一个中心看是哪些场次${start > from ? `（最近 ${FIGURE_DAYS} 天）` : ''}。`}
            </View>
            <Table
              columns={COLUMNS}
              rows={view.centres
                .filter(({ sums }) => sums !== null)
                .map(({ id, name: title }) => ({
                  id: `split-${id}`,
                  cells: [title],
                  onTap: () => {
                    setShown(null)
                    open('office/figures', {
                      centreId: id,
                      from: start,
                      to,
                      ...(shown.only ? { only: shown.only } : {}),
                    })
                  },
                }))}
            />
          </View>
        </Sheet>
      )}
    </>
  )
}
