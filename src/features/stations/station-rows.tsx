import type { StationCard } from '@domain/contracts/stations'
import { View } from '@tarojs/components'
import { open } from '@/platform/navigate'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Pill } from '@/ui/pill'
import styles from './stations.module.scss'
import { saySeats } from './words'

interface StationRowsProps {
  stations: readonly StationCard[]
  now: number
  /** Whether their figures are current. */
  live: boolean
}

/** Stations as rows with their free seats. */
export function StationRows({ stations, now, live }: StationRowsProps) {
  return (
    <ListGroup>
      {stations.map(station => {
        const seats = saySeats(station, now, live)
        return (
          <ListRow
            key={station.id}
            id={`station-row-${station.id}`}
            icon="home"
            title={station.name}
            note={
              <View className={cx(styles.state)}>
                <Pill tone={seats.tone} dot>
                  {seats.text}
                </Pill>
              </View>
            }
            leads
            onTap={() => open('station', { id: station.id })}
          />
        )
      })}
    </ListGroup>
  )
}
