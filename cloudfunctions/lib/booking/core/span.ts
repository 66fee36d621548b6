import type { SpaceFacts } from '@domain/bookings/facts'
import { freeUnits } from '@domain/bookings/rules/spots'
import { type Span, spotsOf, type Unit } from '@domain/offerings/layout'
import type { SessionRow } from '../../catalogue/session-views'
import type { SessionDocument, WaitEntry } from '../../kernel/store/documents'

/** The wanted span of a container, and the wanted unit; without a unit, any will do. */
export interface WantedSpan extends Span {
  unit?: string | undefined
}

/** The session with the times of the entry's span instead of the whole day's. */
export function withSpan<Session extends SessionRow>(session: Session, { span }: Pick<WaitEntry, 'span'>): Session {
  return span ? { ...session, ...span } : session
}

/** The facts that the rules about spans need; undefined where places are only counted. */
export function spaceFacts(
  session: SessionRow & Pick<SessionDocument, 'spots' | 'closures'>,
  wanted: WantedSpan | undefined,
): SpaceFacts | undefined {
  const { layout, startsAt, endsAt, spots = {}, closures = {} } = session
  if (!layout || !wanted) return undefined
  const span = { startsAt: wanted.startsAt, endsAt: wanted.endsAt }
  return { layout, hours: { startsAt, endsAt }, span, unitId: wanted.unit ?? null, spots, closures }
}

/** The part of a container that a booking takes. */
export interface UnitChoice {
  unit: Unit
  span: Span
  spots: string[]
}

/**
 * Picks a free unit; null when there is none. The booking id spreads concurrent bookings over the free units, so that they do
 * not all try the first.
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
