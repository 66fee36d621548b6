import type { SessionDocument } from '../../../../cloudfunctions/lib/kernel/store/documents'
import type { ResidentAct, StaffAct } from '../acts'
import { sessionIdOf, spanOf } from '../calls/call'
import { partyOf } from '../themes/stage'
import { ownRefusal, type PaperList } from './paper-list'

interface Span {
  startsAt: number
  endsAt: number
}

/** Predicts booking a unit for a span: from times, not from the keys that the session stores. */
export function predictSpan(
  list: PaperList,
  act: Extract<ResidentAct, { does: 'book-span' }>,
): string | string[] | null {
  const session = list.session(sessionIdOf(list.theme, act))
  const span = session && spanOf(session, act)
  if (!session?.layout || !span) return null
  const { layout, status, rules } = session
  if (span.endsAt > session.endsAt) return 'OUTSIDE_HOURS'
  if (act.slots > layout.maxSlots) return 'SPAN_TOO_LONG'
  if (status === 'cancelled') return 'SESSION_CANCELLED'
  if (list.now >= span.startsAt - rules.closesBefore) return 'BOOKING_CLOSED'
  const { openid, memberIds } = partyOf(act.who, false)
  if (list.isPaused(openid, memberIds)) return 'PAUSED'
  const refusal = ownRefusal(list.own(openid), memberIds, { ...span, session })
  if (refusal) return refusal
  if (!span.unit && layout.choose && layout.units.length > 1) return 'UNIT_NEEDED'
  const units = layout.units.filter(({ id }) => span.unit === undefined || id === span.unit)
  if (units.some(({ id }) => isFree(list, session, id, span))) return 'OK'
  return ['SPOT_TAKEN', 'SPOT_CLOSED', 'GAP_NEEDED']
}

/** Predicts closing a part: bookings stay, and closing a closed part changes nothing. */
export function predictClosure(list: PaperList, act: Extract<StaffAct, { does: 'close-spots' }>): string | null {
  const session = list.session(sessionIdOf(list.theme, act))
  const span = session && spanOf(session, act)
  if (!session?.layout || !span) return null
  const { slot } = session.layout
  if (session.status === 'cancelled') return 'SESSION_CANCELLED'
  if (list.now >= session.endsAt) return 'SESSION_OVER'
  if (span.endsAt > session.endsAt) return 'OUTSIDE_HOURS'
  const units = session.layout.units.map(({ id }) => id).filter(id => span.unit === undefined || id === span.unit)
  if (units.some(id => isBooked(list, session, id, span, 0))) return 'SPOTS_BOOKED'
  const starts = Array.from({ length: act.slots }, (_, n) => span.startsAt + n * (slot ?? 0))
  const closed = units.every(id => starts.every(at => isClosed(session, id, { startsAt: at, endsAt: at + 1 })))
  return closed ? 'SPOT_CLOSED' : 'OK'
}

function isFree(list: PaperList, session: SessionDocument, unit: string, span: Span): boolean {
  const gap = gapOf(session)
  const aired = { ...span, endsAt: span.endsAt + gap }
  return !isBooked(list, session, unit, span, gap) && !isClosed(session, unit, aired)
}

/** Whether the unit is booked or being cleaned then; `gap`: how long it must be free after this span, ms. */
function isBooked({ bookings }: PaperList, session: SessionDocument, unit: string, span: Span, gap: number): boolean {
  return bookings.some(
    booking =>
      booking.sessionId === session._id &&
      booking.status === 'confirmed' &&
      booking.unit?.id === unit &&
      booking.startsAt < span.endsAt + gap &&
      span.startsAt < booking.endsAt + gapOf(session),
  )
}

function isClosed({ closures = {} }: SessionDocument, unit: string, span: Span): boolean {
  return Object.values(closures).some(
    closure =>
      closure.opened === null &&
      (closure.unit?.id ?? unit) === unit &&
      closure.span.startsAt < span.endsAt &&
      span.startsAt < closure.span.endsAt,
  )
}

function gapOf({ layout }: SessionDocument): number {
  return (layout?.slot ?? 0) * (layout?.gapSlots ?? 0)
}
