import { KEEP } from '@domain/privacy/keep'
import type { Context } from '../kernel/router/context'
import { dueBy } from '../kernel/store/due'
import { eachOf } from '../kernel/work/task'
import { anonymizeBooking, forgetStaffOf } from './booking'

/** Stood where a name was in bookings that were erased before 0.2. */
const ERASED_BEFORE = '已注销'

/** Removes what is kept about people in bookings, when its period is over. */
export const forgetBookings = eachOf(
  { name: 'pastBookings', collection: 'bookings', due: now => ({ forgetAt: dueBy(now) }), by: 'forgetAt' },
  forgetBooking,
)

/** Bookings that were stored before periods were noted, also those of guests whose names were removed under the old rules. */
export const scheduleBookings = eachOf(
  { name: 'oldBookings', collection: 'bookings', due: () => ({ forgetAt: null }), by: 'activeUntil' },
  forgetBooking,
)

/** First whom it was for, then who of the staff worked on it; `forgetAt` says when the next step is due. */
async function forgetBooking(context: Context, bookingId: string): Promise<void> {
  const { store, now } = context
  const booking = await store.bookings.get(bookingId)
  if (!booking) return
  const { _id, forgetAt = null, guest, attendees } = booking
  const next = (moment: number) => store.bookings.update({ _id, forgetAt }, { forgetAt: moment })
  // Erased under the rules before, with a number that is the same in all records of the person.
  const erased = forgetAt === null && attendees.some(({ nickname }) => nickname === ERASED_BEFORE)
  const anonymousAt = erased ? now : booking.endsAt + (guest ? KEEP.guest : KEEP.booking)
  // The session was moved since, or the period changed.
  if (!booking.anonymous && anonymousAt > now) await next(anonymousAt)
  else if (booking.anonymous || (await anonymizeBooking(context, booking))) {
    const rest = booking.endsAt + KEEP.booking
    if (rest > now) await next(rest)
    else await forgetStaffOf(context, { ...booking, ...(await store.bookings.get(_id)) })
  }
}
