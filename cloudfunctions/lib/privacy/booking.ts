import { UNNAMED_GUEST } from '@domain/desk/guest'
import { REDACTED_GUEST } from '@domain/desk/redact'
import { nobodyIdOf } from '../kernel/ids'
import type { Context } from '../kernel/router/context'
import type { BookingDocument, Claim, WaitEntry } from '../kernel/store/documents'
import { neq, remove } from '../kernel/store/port'

/** Stands where a name was. */
export const FORGOTTEN_NAME = '不再保存'

type Attendees = WaitEntry['attendees']
type PrivacyContext = Pick<Context, 'store' | 'idSecret'>

/** The places of a party, without whom they were for. */
export function anonymousAttendees(attendees: Attendees, name = FORGOTTEN_NAME): Attendees {
  return attendees.map((_, n) => ({ memberId: `person-${n}`, nickname: name }))
}

/**
 * Removes from a booking that is over, and from all that belongs to it, whom it was for: claim, rows of the check-in log,
 * no-shows and messages. How many came where and when stays. The booking changes last, because it is found by its account or
 * its date: whatever dies in between is done again, with the same result. Returns false while something else has to be
 * finished first.
 */
export async function anonymizeBooking(context: PrivacyContext, booking: BookingDocument): Promise<boolean> {
  const { store } = context
  const { _id, accountId, sessionId, attendees, guest, checkIn } = booking
  const nobody = nobodyIdOf(context, _id)
  const people = anonymousAttendees(attendees, guest ? UNNAMED_GUEST : FORGOTTEN_NAME)
  const path = `claims.${_id}` as const
  const session = await store.sessions.get(sessionId, [path])
  const claim = session?.claims?.[_id]
  if (claim)
    await store.sessions.update(
      { _id: sessionId, [`${path}.accountId`]: accountId },
      {
        [path]: anonymousClaim(claim, nobody, people),
        ...Object.fromEntries((claim.eaters ?? []).map(key => [`eaters.${key}`, remove()])),
      },
    )
  await store.checkins.update({ bookingId: _id, by: accountId }, { by: nobody })
  await Promise.all([
    store.checkins.update({ bookingId: _id }, { requestId: '', reason: null, near: remove() }),
    store.noshows.remove({ bookingId: _id }),
    store.notices.remove({ bookingId: _id }),
    // Why somebody did not have to pay, or got money back.
    store.tillrows.update({ bookingId: _id, reason: neq(null) }, { reason: '' }),
  ])
  const changed = await store.bookings.update(
    { _id, accountId, unlogged: false, releasing: false, partyChange: null },
    {
      accountId: nobody,
      anonymous: true,
      requestId: '',
      attendees: people,
      secret: '',
      ...anonymousOrder(booking),
      notices: [],
      consentRequests: remove(),
      bookedFor: remove(),
      partyRequests: remove(),
      ...(booking.rating ? { rating: remove(), ratedAt: remove() } : {}),
      ...(booking.collector ? { collector: remove() } : {}),
      ...(booking.pass ? { pass: remove(), passRequests: remove() } : {}),
      ...(booking.stops ? { stops: remove() } : {}),
      ...(booking.welfareAt === undefined ? {} : { welfareAt: remove() }),
      ...(booking.welfare ? { welfare: remove() } : {}),
      ...(guest ? { guest: { ...REDACTED_GUEST, letInBy: guest.letInBy } } : {}),
      ...(booking.undone ? { undone: { ...booking.undone, reason: '' } } : {}),
      ...(checkIn ? { checkIn: anonymousMark(checkIn, accountId, nobody) } : {}),
      // The reason that the person gave at the desk.
      ...(booking.deskRelease ? { deskRelease: remove(), changeReason: null } : {}),
    },
  )
  return changed === 1
}

function anonymousMark({ at, by, way }: NonNullable<BookingDocument['checkIn']>, accountId: string, nobody: string) {
  return { at, way, requestId: '', by: by === accountId ? nobody : by }
}

/** An order without its address, and without who ate what and is allergic to what; its dishes and its price remain. */
function anonymousOrder({
  order,
  takes,
}: Pick<WaitEntry, 'order' | 'takes'>): Pick<WaitEntry, 'order' | 'takes' | 'eaters'> {
  if (!order) return {}
  const meals = order.meals.map(({ allergens: _health, ...meal }, n) => ({ ...meal, memberId: `person-${n}` }))
  return { order: { ...order, meals, to: null }, ...(takes ? { takes } : {}), eaters: [] }
}

/** What the session needs for its figures: places, and where they came from. */
function anonymousClaim(
  { at, spots, unit, span, fromReserve, guest, enrolment, wonAt, partyChanges, ...rest }: Claim,
  nobody: string,
  people: Attendees,
): Claim {
  return {
    accountId: nobody,
    attendees: people,
    requestId: '',
    at,
    ...(spots ? { spots } : {}),
    ...(unit ? { unit } : {}),
    ...(span ? { span } : {}),
    ...(fromReserve === undefined ? {} : { fromReserve }),
    ...(guest ? { guest: { ...REDACTED_GUEST, letInBy: guest.letInBy } } : {}),
    ...(enrolment === undefined ? {} : { enrolment }),
    ...(wonAt === undefined ? {} : { wonAt }),
    ...(partyChanges === undefined ? {} : { partyChanges }),
    ...anonymousOrder(rest),
  }
}

/** Removes the numbers of the staff who worked on an anonymous booking. Safe to repeat; the booking changes last. */
export async function forgetStaffOf({ store }: PrivacyContext, booking: BookingDocument): Promise<void> {
  const { _id, sessionId, guest, checkIn } = booking
  const letIn = guest ? { guest: { ...REDACTED_GUEST, letInBy: guest.letInBy === null ? null : '' } } : {}
  await store.checkins.update({ bookingId: _id }, { by: '' })
  if (guest?.letInBy)
    await store.sessions.update(
      { _id: sessionId, [`claims.${_id}.guest.letInBy`]: guest.letInBy },
      { [`claims.${_id}.guest.letInBy`]: '' },
    )
  await store.bookings.update(
    { _id, anonymous: true },
    { ...letIn, ...(checkIn ? { checkIn: { ...checkIn, by: '' } } : {}), forgetAt: 0 },
  )
}
