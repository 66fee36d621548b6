import type { SpaceFacts } from '@domain/bookings/facts'
import { freeUnits } from '@domain/bookings/rules/spots'
import { type Span, spotsOf, type Unit } from '@domain/offerings/layout'
import type { SessionRow } from '../../catalogue/session-views'
import type { SessionDocument, WaitEntry } from '../../kernel/store/documents'

/** A span of a container as somebody wants it; without a unit, any will do. */
export interface WantedSpan extends Span {
  unit?: string | undefined
}

/** A session as one booking of it sees it: with the span of the entry in place of the day's hours. */
export function withSpan<Session extends SessionRow>(session: Session, { span }: Pick<WaitEntry, 'span'>): Session {
  return span ? { ...session, ...span } : session
}

/** What is decided about a span of a container; undefined where places are only counted. */
export function spaceFacts(
  session: SessionRow & Pick<SessionDocument, 'spots' | 'closures'>,
  wanted: WantedSpan | undefined,
): SpaceFacts | undefined {
  const { layout, startsAt, endsAt, spots = {}, closures = {} } = session
  if (!layout || !wanted) return undefined
  const span = { startsAt: wanted.startsAt, endsAt: wanted.endsAt }
  return { layout, hours: { startsAt, endsAt }, span, unitId: wanted.unit ?? null, spots, closures }
}

/** What a booking takes of a container: the unit that was chosen, or one of those that are free. */
export interface UnitChoice {
  unit: Unit
  span: Span
  spots: string[]
}

/**
 * Picks a unit that is free. People who come at the same moment are spread over the free ones by the id of their
 * booking, so that not all of them run for the first.
 */
export function pickUnit(facts: SpaceFacts, bookingId: string): UnitChoice | null {
  const { layout, hours, span, unitId } = facts
  const free = freeUnits(facts)
  const unit = unitId === null ? free[hashOf(bookingId) % free.length] : free.find(({ id }) => id === unitId)
  return unit ? { unit, span, spots: spotsOf(layout, hours, unit.id, span) } : null
}

function hashOf(text: string): number {
  return Array.from(text).reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) % 65_521, 0)
}
