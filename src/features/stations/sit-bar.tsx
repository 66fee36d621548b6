import type { StationAnswer } from '@domain/contracts/stations'
import { View } from '@tarojs/components'
import { useNow } from '@/features/time/use-now'
import { open } from '@/platform/navigate'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import styles from './station-detail.module.scss'
import type { Seat } from './use-seat'
import { sayStationHours, sayStay } from './words'

const MINUTE_MS = 60_000

/** The main action at a station: take a seat, or leave it. */
export function SitBar({ answer, seat }: { answer: StationAnswer; seat: Seat }) {
  const now = useNow(MINUTE_MS)
  const { station, visit } = answer
  const doors = sayStationHours(station, now)
  const sitting = visit && visit.until > now ? visit : null
  if (sitting?.stationId === station.id) {
    return (
      <View>
        <View id="station-sitting" className={cx(styles.seated)}>
          您坐在这里 · {sayStay(sitting)}
        </View>
        <Button id="station-leave" busy={seat.busy} onTap={() => void seat.leave(station.id, sitting.id)}>
          离开，把座位让出来
        </Button>
      </View>
    )
  }
  if (!doors.open) {
    return (
      <Button id="station-others" look="soft" onTap={() => open('stations', {})}>
        现在没开门，看看附近的
      </Button>
    )
  }
  return (
    <View>
      {sitting && <View className={cx(styles.seated)}>您在{sitting.stationName}的座位会让出来</View>}
      <Button id="station-sit" busy={seat.busy} onTap={() => void seat.sit(station.id)}>
        坐下
      </Button>
    </View>
  )
}
