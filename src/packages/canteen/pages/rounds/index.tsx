import type { Failure } from '@domain/canteen/delivery'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useRequest } from '@/cloud/use-request'
import { callPhone } from '@/platform/phone'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { Chip, ChipStrip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { Icon } from '@/ui/icon'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import { Skeleton } from '@/ui/skeleton'
import { EmptyState, ErrorState } from '@/ui/states'
import { FailureSheet } from '../../rounds/failure-sheet'
import { keptRounds } from '../../rounds/kept'
import styles from '../../rounds/rounds.module.scss'
import { StopList } from '../../rounds/stop-list'
import { type RoundStop, useRound } from '../../rounds/use-round'

interface Chosen {
  sessionId: string
  roundId: string
  label: string
}

/** A courier's round: the next door, one tap when the meal is handed over, and it works without a network. */
function RoundsPage() {
  const { centreId = '' } = useRouter().params
  const request = useRequest('staff.mealRounds', { centreId })
  const kept = useState(() => keptRounds(centreId))[0]
  const rounds: readonly Chosen[] = request.data?.rounds ?? kept
  const [wanted, setWanted] = useState<Chosen | null>(null)
  const chosen = wanted ?? rounds[0] ?? null
  const round = useRound(centreId, chosen?.sessionId ?? null, chosen?.roundId ?? null)
  const [stopId, setStopId] = useState<string | null>(null)
  const [failing, setFailing] = useState(false)
  const { stops, waiting, offline, sheet, error } = round
  const isOpen = (stop: RoundStop) => stop.handedAt === null && stop.failed === null
  const stop =
    stops.find(({ bookingId, handedAt }) => bookingId === stopId && handedAt === null) ?? stops.find(isOpen) ?? null
  const done = stops.filter(stop => !isOpen(stop)).length

  const failure = error ?? (request.data ? null : request.error)
  const problem = failure && messageOf(failure)

  const report = (failed: Failure | null) => {
    if (!stop) return
    round.report(stop.bookingId, failed)
    setStopId(null)
    setFailing(false)
  }
  const footer = stop && (
    <View className={cx(styles.pair)}>
      <View className={cx(styles.second)}>
        <Button id="round-failed" look="soft" onTap={() => setFailing(true)}>
          没送成
        </Button>
      </View>
      <View className={cx(styles.first)}>
        <Button id="round-handed" icon="check" onTap={() => report(null)}>
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
              <View className={cx(styles.left)}>
                {done < stops.length ? `还有 ${stops.length - done} 家` : '都走完了'}
              </View>
              {(offline || waiting > 0) && (
                <View className={cx(styles.badge)}>
                  <Icon name="offline" size="small" />
                  <View>
                    {offline ? '没网' : '正在传'}
                    {waiting > 0 && ` · ${waiting} 条待传`}
                  </View>
                </View>
              )}
            </View>
            <View className={cx(styles.bar)}>
              <View
                className={cx(styles.progress)}
                style={{ width: `${stops.length === 0 ? 0 : (100 * done) / stops.length}%` }}
              />
            </View>
            {stop && (
              <View id="round-stop" className={cx(styles.next)}>
                <View className={cx(styles.address)}>
                  {stop.building} {stop.door}
                </View>
                <View>
                  {stop.name} · {stop.meals.length} 份 · {stop.meals.map(names => names.join('、')).join('；')}
                </View>
                <Button id="round-call" look="soft" size="small" icon="phone" onTap={() => callPhone(stop.phone)}>
                  打电话
                </Button>
              </View>
            )}
            <StopList stops={stops} current={stop?.bookingId ?? null} onChoose={setStopId} />
            <View className={cx(styles.note)}>地址和电话只有今天看得到。</View>
          </>
        ) : request.data && rounds.length === 0 ? (
          <EmptyState scene="bowl" title="今天没有要送的餐" note="有人订了送餐，这里就有地址。" />
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
      {failing && <FailureSheet onChoose={report} onClose={() => setFailing(false)} />}
    </Screen>
  )
}

export default page(RoundsPage)
