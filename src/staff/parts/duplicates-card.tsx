import { localClock } from '@domain/time'
import { useRequest } from '@/cloud/use-request'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Section } from '@/ui/section'

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
            note={`${title}：${localClock(at)} 和 ${localClock(againAt)} 各签了一次，按早的算`}
          />
        ))}
      </ListGroup>
    </Section>
  )
}
