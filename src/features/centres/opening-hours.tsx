import type { OpeningHours } from '@domain/places/opening-hours'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Section } from '@/ui/section'
import { sayWeek } from './hours'

/** The opening hours of a week, and the dates on which it is closed. */
export function OpeningHoursSection({ hours }: { hours: OpeningHours }) {
  return (
    <Section title="开放时间">
      <ListGroup>
        {sayWeek(hours.week).map(line => (
          <ListRow key={line.days} title={line.days} end={line.hours} />
        ))}
        {hours.closures.map(({ from, to, reason }) => (
          <ListRow key={from} title={reason} end={from === to ? from : `${from} 至 ${to}`} />
        ))}
      </ListGroup>
    </Section>
  )
}
