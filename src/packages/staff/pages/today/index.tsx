import '../../messages'
import type { BoardSession } from '@domain/contracts/staff'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { useRequest } from '@/cloud/use-request'
import { Loaded } from '@/features/requests/loaded'
import { storedBoards } from '@/features/staff-checkin/kept'
import { useOutcome } from '@/features/staff-checkin/use-outcome'
import { useSync } from '@/features/staff-checkin/use-sync'
import { useNow } from '@/features/time/use-now'
import { open } from '@/platform/navigate'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import { EmptyState } from '@/ui/states'
import { WalkInSheet } from '../../desk/walk-in-sheet'
import { BoardRow } from '../../parts/board-row'
import { DoorResult } from '../../parts/door-result'
import { DuplicatesCard } from '../../parts/duplicates-card'
import { Entrances } from '../../parts/entrances'
import { QueueBadge } from '../../parts/queue-badge'
import { QueueResults } from '../../parts/queue-results'
import styles from './today.module.scss'

/** How often the figures are renewed while the board is in front, ms. */
const REFRESH_MS = 30_000

function StaffTodayPage() {
  const { centreId = '' } = useRouter().params
  const request = useRequest(
    'staff.today',
    { centreId },
    {
      refreshOnShow: true,
      refreshEvery: REFRESH_MS,
      keepIn: storedBoards.at(centreId),
    },
  )
  const { data, reload } = request
  const [walkingIn, setWalkingIn] = useState<BoardSession | null>(null)
  const { outcome, tell, clear } = useOutcome()
  useSync(data?.door === false ? null : centreId)
  const now = useNow(REFRESH_MS)
  // People of a partner scan within their own sessions.
  const footer = data?.door && (
    <View className={cx(styles.pair)}>
      <View className={cx(styles.second)}>
        <Button id="staff-find" look="soft" onTap={() => open('staff/find', { centreId })}>
          找人
        </Button>
      </View>
      <View className={cx(styles.first)}>
        <Button id="staff-scan" icon="scan" onTap={() => open('staff/scan', { centreId })}>
          扫码签到
        </Button>
      </View>
    </View>
  )
  return (
    <Screen id="staff-today" title="今日" footer={footer}>
      <QueueBadge />
      <Loaded request={request} skeleton={[30, 160, 160, 160]}>
        {data => (
          <View className={cx(styles.list)}>
            <View className={cx(styles.centre)}>{data.centre.name}</View>
            <QueueResults centreId={centreId} />
            {data.manages && <DuplicatesCard centreId={centreId} />}
            {data.sessions.map(session => (
              <BoardRow
                key={session.id}
                session={session}
                space={data.spaces.find(({ sessionId }) => sessionId === session.id)}
                now={now}
                onTap={() => open('staff/roster', { centreId, sessionId: session.id })}
                onWalkIn={() => setWalkingIn(session)}
              />
            ))}
            <Entrances centreId={centreId} access={data} />
            {data.sessions.length === 0 && (
              <EmptyState scene="calendar" title="今天没有排课" note="有人来签到，照样可以扫码。" />
            )}
          </View>
        )}
      </Loaded>
      {walkingIn && (
        <WalkInSheet
          centreId={centreId}
          session={walkingIn}
          onClose={() => setWalkingIn(null)}
          onDone={result => {
            setWalkingIn(null)
            tell({ by: 'server', result })
          }}
        />
      )}
      {outcome && (
        <DoorResult
          centreId={centreId}
          outcome={outcome}
          next="下一位"
          onNext={() => {
            clear()
            reload()
          }}
        />
      )}
    </Screen>
  )
}

export default page(StaffTodayPage)
