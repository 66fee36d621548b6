import type { RosterRow } from '@domain/contracts/staff'
import { isSpace } from '@domain/offerings/kinds'
import { localClock, saySpan } from '@domain/time'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { cloudNow } from '@/cloud/clock'
import { messageOf } from '@/cloud/messages'
import { useRequest } from '@/cloud/use-request'
import { open } from '@/platform/navigate'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Pill } from '@/ui/pill'
import { Screen } from '@/ui/screen'
import { Skeleton } from '@/ui/skeleton'
import { EmptyState, ErrorState } from '@/ui/states'
import { SessionActions } from '../../parts/session-actions'
import styles from './roster.module.scss'

function sayRow({ partySize, stay, far }: RosterRow): string {
  const where = stay ? `${stay.unit} · ${localClock(stay.startsAt)}–${localClock(stay.endsAt)} · ` : ''
  return `${where}${partySize} 人${far ? ' · 自助签到，位置较远' : ''}`
}

export default function StaffRosterPage() {
  const { centreId = '', sessionId = '' } = useRouter().params
  const { data, error, reload } = useRequest('staff.roster', { centreId, sessionId }, { refreshOnShow: true })
  const problem = error && messageOf(error)
  const footer = data && (
    <Button id="staff-scan" icon="scan" onTap={() => open('staff/scan', { centreId, sessionId })}>
      扫码签到
    </Button>
  )
  return (
    <Screen id="staff-roster" title="名单" footer={footer}>
      {data ? (
        <View>
          <View className={cx(styles.title)}>{data.session.title}</View>
          <View className={cx(styles.note)}>
            {saySpan(data.session.startsAt, data.session.endsAt, cloudNow())} · {data.session.room}
          </View>
          <View className={cx(styles.count)}>
            <Pill tone="good">
              到了 {data.session.came} / 约了 {data.session.booked}
            </Pill>
            {data.session.status === 'cancelled' && <Pill tone="none">已取消</Pill>}
            {data.excused && <Pill tone="indigo">没来的不算：{data.excused.reason}</Pill>}
            {!isSpace(data.session.kind) && <Pill tone="quiet">空位 {data.session.seatsLeft}</Pill>}
          </View>
          {data.rows.length === 0 ? (
            <EmptyState scene="lantern" title="还没有人约" note="有人约上，这里马上就能看到。" />
          ) : (
            <ListGroup>
              {data.rows.map(row => (
                <ListRow
                  key={row.bookingId}
                  id={`roster-${row.bookingId}`}
                  title={row.names.join('、')}
                  note={sayRow(row)}
                  end={
                    row.checkedInAt === null ? (
                      <Pill tone="quiet">没到</Pill>
                    ) : (
                      <Pill tone="good" dot>
                        {localClock(row.checkedInAt)} 到了
                      </Pill>
                    )
                  }
                />
              ))}
            </ListGroup>
          )}
          {data.manages && (
            <SessionActions
              centreId={centreId}
              session={data.session}
              excused={data.excused !== null}
              now={cloudNow()}
              onDone={reload}
            />
          )}
        </View>
      ) : problem ? (
        <ErrorState reason={problem.text} hint={problem.hint} onRetry={reload} />
      ) : (
        <Skeleton blocks={[60, 240]} />
      )}
    </Screen>
  )
}
