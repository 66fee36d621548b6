import '../../messages'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useRequest } from '@/cloud/use-request'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { Chip, ChipStrip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { Icon } from '@/ui/icon'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import { Skeleton } from '@/ui/skeleton'
import { EmptyState, ErrorState } from '@/ui/states'
import styles from '../../parts/page.module.scss'
import { FailureSheet } from '../../rounds/failure-sheet'
import { keptRounds, roundKey } from '../../rounds/kept'
import own from '../../rounds/rounds.module.scss'
import { StopCard } from '../../rounds/stop-card'
import { StopList } from '../../rounds/stop-list'
import { type RoundStop, useRound } from '../../rounds/use-round'
import { isOpenStop, useStopInHand } from '../../rounds/use-stop-in-hand'
import { COURIER } from '../../scenes'

interface Chosen {
  sessionId: string
  roundId: string
  label: string
}

/** A courier's round: the stop in hand, one tap when the meal is handed over, one to go on; it works without a network. */
function RoundsPage() {
  const { centreId = '' } = useRouter().params
  const request = useRequest('staff.mealRounds', { centreId })
  const kept = useState(() => keptRounds(centreId))[0]
  const rounds: readonly Chosen[] = request.data?.rounds ?? kept
  const [wanted, setWanted] = useState<Chosen | null>(null)
  const chosen = wanted ?? rounds[0] ?? null
  const round = useRound(centreId, chosen?.sessionId ?? null, chosen?.roundId ?? null)
  const [failing, setFailing] = useState<RoundStop | null>(null)
  const { stops, waiting, offline, sheet, error } = round
  const key = chosen && roundKey(centreId, chosen.sessionId, chosen.roundId)
  const inHand = useStopInHand(key, stops)
  const { stop } = inHand
  const done = stops.filter(one => !isOpenStop(one)).length

  const failure = error ?? (request.data ? null : request.error)
  const problem = failure && messageOf(failure)

  const footer = stop && inHand.isOpen && (
    <View key={stop.bookingId} className={cx(styles.pair)}>
      <View className={cx(own.second)}>
        <Button id="round-failed" look="soft" onTap={() => setFailing(stop)}>
          没送成
        </Button>
      </View>
      <View className={cx(own.first)}>
        <Button id="round-handed" icon="check" onTap={() => round.report(stop.bookingId, null)}>
          送到
        </Button>
      </View>
    </View>
  )
  return (
    <Screen id="rounds" title={chosen ? chosen.label : '送餐'} footer={footer}>
      <View className={cx(styles.page)}>
        {rounds.length > 1 && (
          <ChipStrip>
            {rounds.map(one => (
              <Chip
                key={`${one.sessionId}-${one.roundId}`}
                id={`round-${one.roundId}`}
                on={one.sessionId === chosen?.sessionId && one.roundId === chosen.roundId}
                onTap={() => setWanted(one)}
              >
                {one.label}
              </Chip>
            ))}
          </ChipStrip>
        )}
        {sheet ? (
          <>
            <View id="round-state" className={cx(styles.head)}>
              <View className={cx(own.left)}>
                {done < stops.length ? `还有 ${stops.length - done} 家` : '都走完了'}
              </View>
              {(offline || waiting > 0) && (
                <View className={cx(own.badge)}>
                  <Icon name="offline" size="small" />
                  <View>
                    {offline ? '没网' : '正在传'}
                    {waiting > 0 && ` · ${waiting} 条待传`}
                  </View>
                </View>
              )}
            </View>
            <View className={cx(own.bar)}>
              <View
                className={cx(own.progress)}
                style={{ width: `${stops.length === 0 ? 0 : (100 * done) / stops.length}%` }}
              />
            </View>
            <StopCard {...inHand} onNext={inHand.choose} />
            <StopList
              stops={stops}
              current={inHand.isOpen ? (stop?.bookingId ?? null) : null}
              onChoose={inHand.choose}
            />
            <View className={cx(styles.note)}>地址和电话只有今天看得到。</View>
          </>
        ) : request.data && rounds.length === 0 ? (
          <EmptyState scene={COURIER} title="今天没有要送的餐" note="有人订了送餐，这里就有地址。" />
        ) : problem ? (
          <ErrorState
            reason={problem.text}
            hint={problem.hint}
            onRetry={() => {
              request.reload()
              void round.load()
            }}
          />
        ) : (
          <Skeleton blocks={[40, 120, 200]} />
        )}
        {sheet && problem && !offline && <Alert id="round-problem" {...problem} />}
      </View>
      {failing && (
        <FailureSheet
          stop={failing}
          onChoose={why => {
            round.report(failing.bookingId, why)
            setFailing(null)
          }}
          onClose={() => setFailing(null)}
        />
      )}
    </Screen>
  )
}

export default page(RoundsPage)
