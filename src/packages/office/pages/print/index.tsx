import '../../messages'
import type { RosterRow } from '@domain/contracts/staff'
import { localClock, localDate } from '@domain/time'
import { toggled } from '@domain/toggled'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { useRequest } from '@/cloud/use-request'
import { Loaded } from '@/features/requests/loaded'
import { canPrint, printPage } from '@/platform/print'
import { a11y } from '@/ui/base/a11y'
import { Button } from '@/ui/button'
import { Chip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import styles from '../../print/print.module.scss'
import { ExportButton } from '../../xlsx/export-button'
import type { Cell } from '../../xlsx/workbook'

interface Column {
  label: string
  /** On paper. */
  width: string
  cell: (row: RosterRow, n: number) => string
  /** In a spreadsheet; null: only on paper. */
  value: ((row: RosterRow, n: number) => Cell) | null
}

const way = ({ guest }: RosterRow) => (guest ? '前台' : '小程序')

/** The columns of a roster; people leave out what they do not need. */
const COLUMNS: readonly Column[] = [
  { label: '序', width: '32px', cell: (_row, n) => String(n + 1), value: (_row, n) => n + 1 },
  { label: '姓名', width: '2fr', cell: ({ names }) => names.join('、'), value: ({ names }) => names.join('、') },
  { label: '人数', width: '44px', cell: ({ partySize }) => String(partySize), value: ({ partySize }) => partySize },
  {
    label: '尾号',
    width: '60px',
    cell: ({ guest }) => guest?.lastFour ?? '',
    value: ({ guest }) => guest?.lastFour ?? '',
  },
  { label: '怎么约的', width: '72px', cell: way, value: way },
  {
    label: '签到',
    width: '64px',
    cell: ({ checkedInAt }) => (checkedInAt === null ? '' : localClock(checkedInAt)),
    value: ({ checkedInAt }) => (checkedInAt === null ? null : { at: checkedInAt }),
  },
  { label: '签名', width: '1.4fr', cell: () => '', value: null },
]

/** The roster of a session on A4, names masked as on the screen: some 30 rows on a page. */
function PrintPage() {
  const { centreId = '', sessionId = '' } = useRouter().params
  const request = useRequest('staff.roster', { centreId, sessionId })
  /** Labels of columns that are left out. */
  const [left, setLeft] = useState<readonly string[]>([])
  const columns = COLUMNS.filter(({ label }) => !left.includes(label))
  const inRow = { gridTemplateColumns: columns.map(({ width }) => width).join(' ') }
  const toggle = (label: string) => {
    // Something has to be on the paper, and in the file.
    const stays = columns.some(column => column.value !== null && column.label !== label)
    if (stays || left.includes(label)) setLeft(toggled(left, label))
  }
  return (
    <Screen id="office-print" title="名单" spread>
      <Loaded request={request} skeleton={[60, 400]} ageless>
        {({ session, rows }) => {
          const people = rows.reduce((sum, { partySize }) => sum + partySize, 0)
          const when = `${localDate(session.startsAt)} ${localClock(session.startsAt)}–${localClock(session.endsAt)}`
          return (
            <View>
              <View className={cx(styles.tools)}>
                {canPrint && (
                  <Button id="print-now" size="small" onTap={printPage}>
                    打印
                  </Button>
                )}
                <ExportButton
                  id="print-export"
                  file={`名单 ${session.title} ${localDate(session.startsAt)}`}
                  sheet={() => {
                    const stored = columns.flatMap(({ label, value }) => (value ? [{ label, value }] : []))
                    return {
                      name: '名单',
                      columns: stored.map(({ label }) => ({ label, width: label === '姓名' ? 20 : 10 })),
                      rows: rows.map((row, n) => stored.map(({ value }) => value(row, n))),
                    }
                  }}
                />
                {COLUMNS.map(({ label }) => (
                  <Chip
                    key={label}
                    id={`print-column-${label}`}
                    role="checkbox"
                    on={!left.includes(label)}
                    onTap={() => toggle(label)}
                  >
                    {label}
                  </Chip>
                ))}
              </View>
              <View
                className={cx('nf-light', styles.sheet)}
                {...a11y({ role: 'region', label: '名单', scrolls: true })}
              >
                <View className={cx(styles.title)}>{session.title}</View>
                <View className={cx(styles.about)}>
                  {when}　{session.room}　{session.teacher}　约了 {people} 人
                </View>
                <View className={cx(styles.table)}>
                  <View className={cx(styles.row, styles.head)} style={inRow}>
                    {columns.map(({ label }) => (
                      <View key={label}>{label}</View>
                    ))}
                  </View>
                  {rows.map((row, n) => (
                    <View key={row.bookingId} className={cx(styles.row)} style={inRow}>
                      {columns.map(({ label, cell }) => (
                        <View key={label}>{cell(row, n)}</View>
                      ))}
                    </View>
                  ))}
                </View>
              </View>
            </View>
          )
        }}
      </Loaded>
    </Screen>
  )
}

export default page(PrintPage)
