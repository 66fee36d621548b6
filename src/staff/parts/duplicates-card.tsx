import { localClock, localDate, sayMoment } from '@domain/time'
import { useRequest } from '@/cloud/use-request'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Section } from '@/ui/section'

/** The second moment; its day goes without saying when it is the first one's. */
function sayOther(first: number, second: number, now: number): string {
  return localDate(first) === localDate(second) ? localClock(second) : sayMoment(second, now)
}

/** For managers: bookings that let somebody in twice. Nothing while there are none. */
export function DuplicatesCard({ centreId }: { centreId: string }) {
  const { data } = useRequest('staff.duplicates', { centreId }, { refreshOnShow: true })
  if (!data || data.duplicates.length === 0) return null
  return (
    <Section title="同一个预约签了两次">
      <ListGroup>
        {data.duplicates.map(({ id, names, partySize, title, at, againAt }) => (
          <ListRow
            key={id}
            id={`duplicate-${id}`}
            icon="people"
            title={`${names.join('、')} · ${partySize} 人`}
            note={`${title}：${sayMoment(at, data.now)} 和 ${sayOther(at, againAt, data.now)} 各签了一次，按早的算`}
          />
        ))}
      </ListGroup>
    </Section>
  )
}
