import { kindFactsOf } from '@domain/contest/kinds'
import type { ContestKind } from '@domain/contest/rules'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Section } from '@/ui/section'

interface YearsProps {
  kind: ContestKind
  years: readonly number[]
  onOpen: (params: { year: string; kind?: 'talent' }) => void
}

/** Contests that were published before; each year leads to its own as it was published. Nothing where there are none. */
export function Years({ kind, years, onOpen }: YearsProps) {
  if (years.length === 0) return null
  return (
    <Section title="历年">
      <ListGroup>
        {years.map(year => (
          <ListRow
            key={year}
            id={`contest-year-${year}`}
            icon="badge"
            title={`${year} 年${kindFactsOf(kind).label}`}
            leads
            onTap={() => onOpen({ year: `${year}`, ...(kind === 'talent' ? { kind } : {}) })}
          />
        ))}
      </ListGroup>
    </Section>
  )
}
