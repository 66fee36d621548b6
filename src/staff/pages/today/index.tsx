import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { cloudNow } from '@/cloud/clock'
import { messageOf } from '@/cloud/messages'
import { useRequest } from '@/cloud/use-request'
import { open } from '@/platform/navigate'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Screen } from '@/ui/screen'
import { Skeleton } from '@/ui/skeleton'
import { EmptyState, ErrorState } from '@/ui/states'
import { useSync } from '../../offline/use-sync'
import { BoardRow } from '../../parts/board-row'
import { DuplicatesCard } from '../../parts/duplicates-card'
import { QueueBadge } from '../../parts/queue-badge'
import { QueueResults } from '../../parts/queue-results'
import styles from './today.module.scss'

export default function StaffTodayPage() {
  const { centreId = '' } = useRouter().params
  const { data, error, reload } = useRequest(
    'staff.today',
    { centreId },
    { refreshOnShow: true, keepAs: `board:${centreId}` },
  )
  useSync(centreId)
  const problem = error && messageOf(error)
  const now = cloudNow()
  const footer = data && (
    <Button id="staff-scan" icon="scan" onTap={() => open('staff/scan', { centreId })}>
      扫码签到
    </Button>
  )
  return (
    <Screen id="staff-today" title="今日" footer={footer}>
      <QueueBadge />
      {data ? (
        <View className={cx(styles.list)}>
          <View className={cx(styles.centre)}>{data.centre.name}</View>
          {data.sessions.map(session => (
            <BoardRow
              key={session.id}
              session={session}
              space={data.spaces.find(({ sessionId }) => sessionId === session.id)}
              now={now}
              onTap={() => open('staff/roster', { centreId, sessionId: session.id })}
            />
          ))}
          <ListGroup>
            <ListRow
              id="staff-door-entrance"
              icon="door"
              title="门口签到屏"
              note="在平板或电视上打开，来的人自己扫码签到"
              leads
              onTap={() => open('staff/door', { centreId })}
            />
          </ListGroup>
          <QueueResults centreId={centreId} />
          {data.manages && <DuplicatesCard centreId={centreId} />}
          <ListGroup>
            <ListRow
              id="staff-stations-entrance"
              icon="home"
              title="驿站座位"
              note="没带手机的人来了走了，记一下；也可以临时关闭"
              leads
              onTap={() => open('staff/stations', { centreId })}
            />
          </ListGroup>
          {data.manages && (
            <ListGroup>
              <ListRow
                id="staff-appeals-entrance"
                icon="info"
                title="爽约申诉"
                note="约了没来的人说明原因，您来决定算不算"
                leads
                onTap={() => open('staff/appeals', { centreId })}
              />
            </ListGroup>
          )}
          {data.sessions.length === 0 && (
            <EmptyState scene="calendar" title="今天没有排课" note="有人来签到，照样可以扫码。" />
          )}
        </View>
      ) : problem ? (
        <ErrorState reason={problem.text} hint={problem.hint} onRetry={reload} />
      ) : (
        <Skeleton blocks={[30, 160, 160, 160]} />
      )}
    </Screen>
  )
}
