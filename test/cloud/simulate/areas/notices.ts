import type { BookingNoticeKind } from '@domain/contracts/views'
import { MINUTE } from '@domain/time'
import type { BookingDocument } from '../../../../cloudfunctions/lib/kernel/store/documents'
import type { Area, City } from './area'

/** Consents to notices, and the notices: a notice with a consent must be sent. */
export const notices: Area = {
  name: 'notices',
  acts: [],
  due: [
    { what: 'a reminder', collection: 'bookings', field: 'remindAt', isMessage: true },
    { what: 'the message about an offer', collection: 'bookings', field: 'offerTellAt', isMessage: true },
    { what: 'the message about a draw', collection: 'bookings', field: 'drawTellAt', isMessage: true },
    { what: 'the message about a change', collection: 'bookings', field: 'tellAt', isMessage: true },
  ],
  begin: city => ({
    onWrite: ({ collection, before, after }) => {
      if (collection === 'bookings' && before === null && city.simulation.random.chance(0.6)) consent(city, after)
    },
    checkWrite: ({ collection, before, after }) =>
      collection === 'bookings' && before ? droppedReminders(city, before, after) : [],
  }),
}

const ASKED: Partial<Record<BookingDocument['status'], BookingNoticeKind[]>> = {
  confirmed: ['reminder', 'changed'],
  waiting: ['offer', 'changed'],
  registered: ['ballot', 'offer'],
}

function consent(city: City, { _id: bookingId, accountId, status }: BookingDocument): void {
  const resident = city.residentOf(accountId)
  const asked = ASKED[status]
  if (!resident || !asked) return
  city.simulation.after(city.simulation.random.whole(1500, MINUTE), () => {
    city.phoneOf(resident).press('booking.notices', { bookingId, notices: asked })
  })
}

/** A reminder with a consent is dropped only when it was sent, or when its reason is gone. */
function droppedReminders(city: City, before: BookingDocument, after: BookingDocument): string[] {
  const { simulation } = city
  if (before.remindAt === null || after.remindAt !== null) return []
  const tooLate = after.startsAt - simulation.now - simulation.clockStep < 31 * MINUTE
  const over = after.status !== 'confirmed' || !after.notices.includes('reminder')
  // A consent is taken off the booking by the message that it was for.
  return tooLate || over ? [] : [`${after._id}: its reminder was dropped`]
}
