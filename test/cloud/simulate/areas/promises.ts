import type { Reply } from '@domain/contracts/reply'
import type { BookingDocument } from '../../../../cloudfunctions/lib/kernel/store/documents'
import { writeViolations } from '../../histories/write-violations'
import { violationsIn } from '../../support/invariants'
import type { Sent } from '../core/simulation'
import type { Area, City } from './area'

/** Routes that may end an acknowledged booking. */
const ENDING = [
  'booking.cancel',
  'waitlist.leave',
  'staff.cancelFor',
  'staff.releaseBooking',
  'booking.cancelSeries',
  'staff.undoCheckIn',
]

/** What people were told stays true, and all invariants hold at every write and whenever no call is running. */
export const promises: Area = {
  name: 'promises',
  acts: [],
  begin: city => {
    const told = new ToldPromises()
    return {
      checkWrite: write => [
        ...writeViolations(write),
        ...(write.collection === 'bookings' ? told.broken(write.before, write.after) : []),
      ],
      onCall: (sent, reply) => told.onCall(sent, reply),
      atRest: () => violationsIn(kept(city), city.simulation.now + city.simulation.clockStep),
    }
  },
}

function kept({ simulation }: City) {
  return {
    sessions: simulation.all('sessions'),
    bookings: simulation.all('bookings'),
    accounts: simulation.all('accounts'),
    noshows: simulation.all('noshows'),
    enrolments: simulation.all('enrolments'),
    checkins: simulation.all('checkins'),
    ballots: simulation.all('ballots'),
    stations: simulation.all('stations'),
    sitters: simulation.all('sitters'),
    visits: simulation.all('visits'),
    tillrows: simulation.all('tillrows'),
    tillcloses: simulation.all('tillcloses'),
  }
}

/** What phones have received, which the stored documents do not say by themselves. */
class ToldPromises {
  /** Bookings that were acknowledged as confirmed. */
  private readonly confirmed = new Set<string>()
  /** Bookings and enrolments that a person has asked to end. */
  private readonly ending = new Set<string>()
  /** Bookings out of which the other home of a child has asked to take it. */
  private readonly childLeaves = new Set<string>()
  /** Offers, and the deadline that people were told. */
  private readonly offered = new Map<string, number>()

  onCall({ route, input }: Sent, reply: Reply | null): void {
    const { bookingId, enrolmentId, memberId } = input as Record<string, string | undefined>
    if (reply === null) {
      const id = bookingId ?? enrolmentId
      if (bookingId && route === 'care.cancel') this.childLeaves.add(bookingId)
      // Without one of them the others still come.
      if (id && memberId === undefined && ENDING.includes(route)) this.ending.add(id)
      return
    }
    if (!reply.ok) return
    const data = reply.data as {
      booking?: { id: string; status: string }
      enrolment?: { bookings: { id: string; status: string }[] }
      bookingId?: string
    }
    for (const { id, status } of [data.booking, ...(data.enrolment?.bookings ?? [])].flatMap(one => one ?? [])) {
      if (status === 'confirmed') this.confirmed.add(id)
    }
    if (data.bookingId && (route === 'staff.walkIn' || route === 'staff.bookFor')) this.confirmed.add(data.bookingId)
  }

  /** Returns the promises that a write of a booking breaks. */
  broken(before: BookingDocument | null, after: BookingDocument): string[] {
    const { _id, status, waitUntil, waitEvents } = after
    if (status === 'offered' && before?.status !== 'offered') this.offered.set(_id, waitUntil ?? 0)
    if (status === before?.status) return []
    const { lapsed } = waitEvents
    const until = this.offered.get(_id) ?? Number.POSITIVE_INFINITY
    return [
      ...(this.isTakenAway(after, before) ? [`${_id}: was confirmed, and is ${status}`] : []),
      ...(lapsed?.reason === 'not-taken' && lapsed.at < until
        ? [`${_id}: its offer was taken away before its time`]
        : []),
    ]
  }

  private isTakenAway(
    { _id, status, cancelledBy, cancelledAt, enrolment, attendees }: BookingDocument,
    before: BookingDocument | null,
  ): boolean {
    if (status === 'confirmed' || !this.confirmed.has(_id)) return false
    // It was said until when an order is held for who pays.
    const heldUntil = before?.payUntil ?? Number.POSITIVE_INFINITY
    if (cancelledBy === 'unpaid' && (cancelledAt ?? 0) >= heldUntil) return false
    const childLeft = this.childLeaves.has(_id) && attendees.length === 1
    const asked = this.ending.has(_id) || childLeft || (enrolment && this.ending.has(enrolment.id))
    return !asked && cancelledBy !== 'centre' && cancelledBy !== 'grace'
  }
}
