import type { StationCard } from '@domain/contracts/stations'
import { View } from '@tarojs/components'
import { guide } from '@/features/centres/guide'
import { saySeats, sayStationHours, sayWay } from '@/features/stations/words'
import { open } from '@/platform/navigate'
import { Tap } from '@/ui/base/tap'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { cx } from '@/ui/cx'
import { Pill } from '@/ui/pill'
import styles from './station-near.module.scss'

/** The nearest station with a seat: one tap to its page, one to the way there. */
export function StationNear({ station, now }: { station: StationCard; now: number }) {
  const seats = saySeats(station, now, true)
  const doors = sayStationHours(station, now)
  return (
    <Card id="home-station">
      <View className={cx(styles.row)}>
        <Tap id="home-station-open" className={styles.text} onTap={() => open('station', { id: station.id })}>
          <View className={cx(styles.name)}>{station.name}</View>
          <View className={cx(styles.state)}>
            <Pill tone={seats.tone} dot>
              {seats.text}
            </Pill>
            <View className={cx(styles.note)}>
              {[sayWay(station, 'person'), doors.until].filter(Boolean).join(' · ')}
            </View>
          </View>
        </Tap>
        <Button id="home-station-way" look="soft" size="small" icon="pin" onTap={() => void guide(station)}>
          {process.env.TARO_ENV === 'weapp' ? '导航' : '抄地址'}
        </Button>
      </View>
    </Card>
  )
}
