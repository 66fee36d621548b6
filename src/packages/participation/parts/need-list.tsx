import type { NeedCard } from '@domain/contracts/needs'
import { sayDay } from '@domain/time'
import { open } from '@/platform/navigate'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Pill } from '@/ui/pill'
import { needState, sayCategory, saySupporters } from './need-words'

/** Needs as rows that open their pages. */
export function NeedList({ needs, now }: { needs: readonly NeedCard[]; now: number }) {
  return (
    <ListGroup>
      {needs.map(need => (
        <ListRow
          key={need.id}
          id={`need-${need.id}`}
          title={need.text}
          note={`${sayCategory(need.category)} · ${sayDay(need.at, now)} · ${saySupporters(need.supporters)}`}
          end={<Pill tone={needState(need).tone}>{needState(need).label}</Pill>}
          leads
          onTap={() => open('participation/need', { id: need.id })}
        />
      ))}
    </ListGroup>
  )
}
