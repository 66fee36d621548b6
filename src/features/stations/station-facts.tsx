import type { StationCard } from '@domain/contracts/stations'
import { View } from '@tarojs/components'
import { OpeningHoursSection } from '@/features/centres/opening-hours'
import { RouteRow } from '@/features/centres/route-row'
import { sayAge } from '@/features/time/age'
import { a11y } from '@/ui/base/a11y'
import { cx } from '@/ui/cx'
import { joinWithDots } from '@/ui/join-with-dots'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Pill } from '@/ui/pill'
import { Section } from '@/ui/section'
import styles from './station-detail.module.scss'
import { comingHealthDays, labelOf, sayHealthDay, saySeats, sayStationHours, sayWay } from './words'

/** Number of health-check days shown. */
const HEALTH_DAYS = 3

interface FactsProps {
  station: StationCard
  now: number
}

/** A station's name and its free seats. */
export function StationHead({ station, now, live }: FactsProps & { live: boolean }) {
  const doors = sayStationHours(station, now)
  const seats = saySeats(station, now, live)
  return (
    <View>
      <View className={cx(styles.title)} {...a11y({ role: 'heading' })}>
        {station.name}
      </View>
      <View id="station-seats" className={cx(styles.line)}>
        <Pill tone={seats.tone} dot>
          {seats.text}
        </Pill>
        <View className={cx(styles.note)}>
          {joinWithDots([doors.open && `共 ${station.capacity} 座`, doors.until, sayWay(station, 'person')])}
        </View>
        {doors.open && (
          <View className={cx(styles.age)}>
            {seats.stale ? '可能有变化，到了看看就知道' : `${sayAge(station.seenAt, now)}的座位数`}
          </View>
        )}
      </View>
    </View>
  )
}

export function Facilities({ station }: Pick<FactsProps, 'station'>) {
  return (
    <Section title="这里有什么">
      <View className={cx(styles.pills)}>
        {station.facilities.map(facility => (
          <Pill key={facility} tone="good">
            {labelOf(facility)}
          </Pill>
        ))}
      </View>
    </Section>
  )
}

/** Health-check days and opening hours. */
export function Days({ station, now }: FactsProps) {
  const health = comingHealthDays(station, now).slice(0, HEALTH_DAYS)
  return (
    <View>
      {health.length > 0 && (
        <Section title="义诊">
          <ListGroup>
            {health.map(day => (
              <ListRow key={day.date} title={sayHealthDay(day, now)} note={day.note} />
            ))}
          </ListGroup>
        </Section>
      )}
      <OpeningHoursSection hours={station.hours} />
    </View>
  )
}

/** A station that this phone knows from a list only: without entrance, phone number and the action to take a seat. */
export function KnownFacts({ station, now }: FactsProps) {
  return (
    <View>
      <StationHead station={station} now={now} live={false} />
      <ListGroup>
        <RouteRow id="station-way" place={station} />
      </ListGroup>
      <Facilities station={station} />
      <Days station={station} now={now} />
    </View>
  )
}
