import { isBookable } from '@domain/classes/availability'
import { partAvailability, type WholeSeries } from '@domain/classes/whole-series'
import { localClock, sayShortDate } from '@domain/time'
import { View } from '@tarojs/components'
import { sayAvailability } from '@/features/classes/say-seats'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Pill } from '@/ui/pill'
import { Unbroken } from '@/ui/unbroken'
import styles from './series.module.scss'

/** All sessions of a series with their places. */
export function WholeDates({ whole, now }: { whole: WholeSeries; now: number }) {
  return (
    <View id="whole-dates">
      <ListGroup>
        {whole.sessions.map((session, n) => {
          const availability = partAvailability(session, now)
          const seats = sayAvailability(availability, now)
          return (
            <ListRow
              key={session.id}
              title={
                <Unbroken
                  text={`${sayShortDate(session.startsAt)} ${localClock(session.startsAt)}–${localClock(session.endsAt)}`}
                />
              }
              note={`第 ${n + 1} 节 · ${session.room}`}
              end={<Pill tone={seats.tone}>{isBookable(availability) ? seats.short : '已约满'}</Pill>}
            />
          )
        })}
      </ListGroup>
      <View className={cx(styles.note)}>要么每一节都约上，要么一节都不占位。整期不候补。</View>
    </View>
  )
}
