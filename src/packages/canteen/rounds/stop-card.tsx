import { localClock } from '@domain/time'
import { View } from '@tarojs/components'
import { callPhone } from '@/platform/phone'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import styles from './rounds.module.scss'
import { sayFailure } from './stop-list'
import type { RoundStop } from './use-round'

interface StopCardProps {
  stop: RoundStop | null
  /** It is still to be reported. */
  isOpen: boolean
  /** The order of the stop in hand is no longer on the round. */
  isGone: boolean
  next: RoundStop | null
  onNext: (stop: RoundStop) => void
}

/** The stop in hand; when it was reported, what was reported and the way on. */
export function StopCard({ stop, isOpen, isGone, next, onNext }: StopCardProps) {
  if (!stop && !isGone) return null
  return (
    <View id="round-stop" className={cx(styles.next)}>
      {stop ? (
        <>
          <View className={cx(styles.address)}>
            {stop.building} {stop.door}
          </View>
          <View>
            {stop.name} · {stop.meals.length} 份 · {stop.meals.map(names => names.join('、')).join('；')}
          </View>
        </>
      ) : (
        <View>这一家刚刚取消了，不用送。</View>
      )}
      {stop && !isOpen && <View className={cx(styles.done)}>记下了：{sayReport(stop)}</View>}
      {stop && isOpen && (
        <Button id="round-call" look="soft" size="small" icon="phone" onTap={() => callPhone(stop.phone)}>
          打电话
        </Button>
      )}
      {!isOpen && next && (
        <Button id="round-next" onTap={() => onNext(next)}>
          下一家：{next.door}
        </Button>
      )}
    </View>
  )
}

function sayReport({ handedAt, failed }: RoundStop): string {
  if (handedAt !== null) return `${localClock(handedAt)} 送到`
  return failed ? `${localClock(failed.at)} ${sayFailure(failed.why)}` : ''
}
