import '../../messages'
import type { RosterRow } from '@domain/contracts/staff'
import { localClock, localDate } from '@domain/time'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useRequest } from '@/cloud/use-request'
import { Loaded } from '@/features/requests/loaded'
import { canPrint, printPage } from '@/platform/print'
import { a11y } from '@/ui/base/a11y'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import styles from '../../print/print.module.scss'
import { ExportButton } from '../../xlsx/export-button'

const LABELS = ['序', '姓名', '人数', '尾号', '怎么约的', '签到', '签名']

function cellsOf(row: RosterRow, n: number): string[] {
  const { names, partySize, guest, checkedInAt } = row
  return [
    String(n + 1),
    names.join('、'),
    String(partySize),
    guest?.lastFour ?? '',
    guest ? '前台' : '小程序',
    checkedInAt === null ? '' : localClock(checkedInAt),
    '',
  ]
}

/** The roster of a session on A4, names masked as on the screen: some 30 rows on a page. */
function PrintPage() {
  const { centreId = '', sessionId = '' } = useRouter().params
  const request = useRequest('staff.roster', { centreId, sessionId })
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
                  sheet={() => ({
                    name: '名单',
                    columns: LABELS.slice(0, -1).map((label, n) => ({ label, width: n === 1 ? 20 : 10 })),
                    rows: rows.map(({ names, partySize, guest, checkedInAt }, n) => [
                      n + 1,
                      names.join('、'),
                      partySize,
                      guest?.lastFour ?? '',
                      guest ? '前台' : '小程序',
                      checkedInAt === null ? null : { at: checkedInAt },
                    ]),
                  })}
                />
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
                  <View className={cx(styles.row, styles.head)}>
                    {LABELS.map(label => (
                      <View key={label}>{label}</View>
                    ))}
                  </View>
                  {rows.map((row, n) => (
                    <View key={row.bookingId} className={cx(styles.row)}>
                      {cellsOf(row, n).map((cell, at) => (
                        <View key={LABELS[at] ?? at}>{cell}</View>
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
