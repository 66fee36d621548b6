import type { RouteName } from '@domain/contracts'
import type { Reply } from '@domain/contracts/reply'
import type { BookingDocument } from '../../../cloudfunctions/lib/kernel/store/documents'
import type { World, Write } from '../in-process/world'
import type { SentCall } from './calls/call'

const ENDING: readonly RouteName[] = [
  'booking.cancel',
  'waitlist.leave',
  'staff.cancelFor',
  'staff.releaseBooking',
  'booking.cancelSeries',
]

/** What people were told and the stored documents do not say by themselves; it must stay true. */
export class Promises {
  /** Bookings that were acknowledged as confirmed. */
  private readonly confirmed = new Set<string>()
  /** Bookings and enrolments that a person has asked to end. */
  private readonly ended = new Set<string>()

  /** Offers, and the deadline that people were told. */
  private readonly offered = new Map<string, number>()

  onWrite({ collection, after }: Write): void {
    if (collection === 'bookings' && after.status === 'offered') this.offered.set(after._id, after.waitUntil ?? 0)
  }

  /** Records what this call may end: it need not last any longer. */
  onSend({ route, input }: SentCall): void {
    const { bookingId, enrolmentId } = input as { bookingId?: string; enrolmentId?: string }
    const ending = ENDING.includes(route)
    const id = bookingId ?? enrolmentId
    if (ending && id) this.ended.add(id)
  }

  onReply({ route }: SentCall, answer: Reply | null): void {
    if (!answer?.ok) return
    const data = answer.data as {
      booking?: { id: string; status: string }
      enrolment?: { bookings: { id: string; status: string }[] }
      bookingId?: string
    }
    for (const { id, status } of [data.booking, ...(data.enrolment?.bookings ?? [])].flatMap(one => one ?? [])) {
      if (status === 'confirmed') this.confirmed.add(id)
    }
    if (data.bookingId && (route === 'staff.walkIn' || route === 'staff.bookFor')) this.confirmed.add(data.bookingId)
  }

  /** Returns the promises that the stored state breaks. */
  async brokenPromises(world: World): Promise<string[]> {
    const bookings = await world.stored('bookings')
    return [
      ...bookings.filter(booking => this.isLost(booking)).map(({ _id }) => `${_id}: was confirmed and is not`),
      ...bookings
        .filter(booking => this.offerEndedEarly(booking))
        .map(({ _id }) => `${_id}: its offer was taken away before its time`),
    ]
  }

  private isLost({ _id, status, cancelledBy, enrolment }: BookingDocument): boolean {
    const asked = this.ended.has(_id) || (enrolment && this.ended.has(enrolment.id))
    return (
      this.confirmed.has(_id) && status !== 'confirmed' && !asked && cancelledBy !== 'centre' && cancelledBy !== 'grace'
    )
  }

  /** An expired offer was open as long as people were told, even if its session was moved meanwhile. */
  private offerEndedEarly({ _id, waitEvents: { lapsed } }: BookingDocument): boolean {
    return lapsed?.reason === 'not-taken' && lapsed.at < (this.offered.get(_id) ?? Number.POSITIVE_INFINITY)
  }
}
