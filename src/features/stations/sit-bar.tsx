import type { StationAnswer, VisitView } from '@domain/contracts/stations'
import { HOLD } from '@domain/stations/limits'
import { stationOfScan } from '@domain/stations/scene'
import { localClock } from '@domain/time'
import { View } from '@tarojs/components'
import { guide } from '@/features/centres/guide'
import { useNow } from '@/features/time/use-now'
import { open } from '@/platform/navigate'
import { canScan, scanDoor } from '@/platform/scan'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { toast } from '@/ui/toast'
import { openScanned } from './open-scanned'
import styles from './station-detail.module.scss'
import type { Seat } from './use-seat'
import { sayStationHours, sayStay } from './words'

const MINUTE_MS = 60_000

interface SitBarProps {
  answer: StationAnswer
  seat: Seat
  /** From the code at the door; null: it was not scanned. */
  proof: string | null
}

/** The main action at a station: take a seat, keep one for a short time, or leave it. */
export function SitBar({ answer, seat, proof }: SitBarProps) {
  const { station, visit } = answer
  // A kept seat ends within minutes.
  const now = useNow(MINUTE_MS, visit ? [visit.until] : [])
  const doors = sayStationHours(station, now)
  const sitting = visit && visit.until > now ? visit : null
  if (sitting?.stationId === station.id) {
    return sitting.held ? (
      <KeptBar visit={sitting} seat={seat} proof={proof} />
    ) : (
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
      {proof === null && <View className={cx(styles.hold)}>到了扫门口的码才算坐下；没到，座位会自动让出来。</View>}
      {/* Who has not scanned the code at the door is on the way: the way comes first. */}
      {proof === null && (
        <Button id="station-guide" icon="pin" onTap={() => void guide(station)}>
          {process.env.TARO_ENV === 'weapp' ? '导航过去' : '复制地址'}
        </Button>
      )}
      <View className={cx(proof === null && styles.second)}>
        <Button
          id="station-sit"
          look={proof === null ? 'soft' : 'primary'}
          busy={seat.busy}
          onTap={() => void seat.sit(station.id, proof)}
        >
          {proof === null ? `先留一个座，${HOLD / MINUTE_MS} 分钟` : '坐下'}
        </Button>
      </View>
    </View>
  )
}

/** A seat is kept: the person sits down by scanning the code at the door, or gives it up. */
function KeptBar({ visit, seat, proof }: { visit: VisitView; seat: Seat; proof: string | null }) {
  const { stationId } = visit
  const scan = async () => {
    const text = await scanDoor()
    if (text === null) return
    const scanned = stationOfScan(text)
    if (scanned?.stationId === stationId && scanned.proof !== null) await seat.sit(stationId, scanned.proof)
    else if (scanned && scanned.stationId !== stationId) openScanned(scanned)
    else toast('这不是驿站的码', '请扫门口海报上的二维码。')
  }
  return (
    <View>
      <View id="station-kept" className={cx(styles.seated)}>
        座位给您留到 {localClock(visit.until)}
        {proof === null ? '，到了扫门口的码才算坐下' : '，点一下就坐下'}
      </View>
      {proof !== null ? (
        <Button id="station-sit" busy={seat.busy} onTap={() => void seat.sit(stationId, proof)}>
          我到了，坐下
        </Button>
      ) : (
        canScan && (
          <Button id="station-scan" icon="scan" busy={seat.busy} onTap={() => void scan()}>
            到了，扫门口的码坐下
          </Button>
        )
      )}
      <View className={cx(styles.give)}>
        <Button
          id="station-leave"
          look="plain"
          size="small"
          busy={seat.busy}
          onTap={() => void seat.leave(stationId, visit.id)}
        >
          不去了，让出座位
        </Button>
      </View>
    </View>
  )
}
