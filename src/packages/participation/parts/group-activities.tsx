import type { GroupView } from '@domain/contracts/groups'
import { saySpan } from '@domain/time'
import { open } from '@/platform/navigate'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Section } from '@/ui/section'

/** What a group will do, to be booked like any class, and what it did, with the people who were checked in. */
export function GroupActivities({ group: { coming, past }, now }: { group: GroupView; now: number }) {
  return (
    <>
      <Section title="接下来的活动">
        <ListGroup>
          {coming.length === 0 && <ListRow title="还没有排" note="负责人和中心商量好时间，就会出现在这里。" />}
          {coming.map(({ sessionId, offeringId, title, startsAt, endsAt }) => (
            <ListRow
              key={sessionId}
              id={`activity-${sessionId}`}
              title={title}
              note={saySpan(startsAt, endsAt, now)}
              leads
              onTap={() => open('class', { id: offeringId, sessionId })}
            />
          ))}
        </ListGroup>
      </Section>
      {past.length > 0 && (
        <Section title="办过的活动">
          <ListGroup>
            {past.map(({ sessionId, title, startsAt, endsAt, attended }) => (
              <ListRow
                key={sessionId}
                title={title}
                note={saySpan(startsAt, endsAt, now)}
                end={`来了 ${attended} 人`}
              />
            ))}
          </ListGroup>
        </Section>
      )}
    </>
  )
}
