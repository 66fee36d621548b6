import type { StationCard } from '@domain/contracts/stations'
import { View } from '@tarojs/components'
import { sayAge } from '@/features/time/age'
import { open } from '@/platform/navigate'
import { Card } from '@/ui/card'
import { cx } from '@/ui/cx'
import { joinWithDots } from '@/ui/join-with-dots'
import { Pill } from '@/ui/pill'
import styles from './stations.module.scss'
import { comingHealthDays, labelOf, sayHealthDay, saySeats, sayStationHours, sayWay } from './words'

interface StationItemProps {
  station: StationCard
  /** Where distances are measured from. */
  from: 'person' | 'place'
  now: number
  /** Whether its figures are current. */
  live: boolean
}

/** One station in a list: seats, distance and facilities. */
export function StationItem({ station, from, now, live }: StationItemProps) {
  const doors = sayStationHours(station, now)
  const seats = saySeats(station, now, live)
  const [health] = comingHealthDays(station, now)
  return (
    <Card id={`station-${station.id}`} padded onTap={() => open('station', { id: station.id })}>
      <View className={cx(styles.head)}>
        <View className={cx(styles.name)}>{station.name}</View>
        <Pill tone={seats.tone} dot>
          {seats.text}
        </Pill>
      </View>
      <View className={cx(styles.note)}>{[sayWay(station, from), doors.until].filter(Boolean).join(' · ')}</View>
      {doors.open && !seats.stale && <View className={cx(styles.note)}>{sayAge(station.seenAt, now)}的座位数</View>}
      <View className={cx(styles.has)}>{joinWithDots(station.facilities.map(labelOf))}</View>
      {health && <View className={cx(styles.health)}>义诊：{sayHealthDay(health, now)}</View>}
    </Card>
  )
}
