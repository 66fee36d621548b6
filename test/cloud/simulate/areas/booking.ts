import { HOUR, MINUTE } from '@domain/time'
import type { BookingDocument, SessionDocument } from '../../../../cloudfunctions/lib/kernel/store/documents'
import type { CentrePlan, Resident } from '../city/plan'
import type { Area, City, Watcher } from './area'

/** Booking a class, early or in the last minute, and cancelling it. Promises are kept. */
export const booking: Area = {
  name: 'booking',
  acts: [
    { does: 'book', perDay: 16, hours: [6, 23], run: book },
    { does: 'book for both children', perDay: 3, hours: [6, 23], run: (city, centre) => book(city, centre, 2) },
    { does: 'rush', perDay: 0.15, hours: [8, 20], run: rush },
    { does: 'cancel', perDay: 5, hours: [6, 23], run: cancel },
    { does: 'one of the party cannot come', perDay: 2, hours: [6, 23], run: removeMember },
    { does: 'one more of the household comes', perDay: 2, hours: [6, 23], run: addMember },
  ],
  due: [
    { what: 'a call that died', collection: 'sessions', field: 'claimedAt', after: 2 * MINUTE },
    { what: 'a change of a party', collection: 'bookings', field: 'partyChangeAt', after: 2 * MINUTE },
    {
      what: 'giving back what was cancelled',
      collection: 'bookings',
      field: 'cancelledAt',
      where: { releasing: true },
      after: 2 * MINUTE,
    },
  ],
  begin: unfinished,
}

/**
 * Watches for entries of sessions that are older than a call can live, and have no booking. Only sessions that were written
 * since the last look can have new ones; at rest all are looked at.
 */
function unfinished({ simulation }: City): Watcher {
  const unsure = new Set<string>()
  const withoutBooking = ({ claims, offers, waitlist }: SessionDocument) =>
    [claims, offers, waitlist].flatMap(entries =>
      Object.entries(entries).filter(([id]) => !simulation.one('bookings', id)),
    )
  const lateIn = (session: SessionDocument, before: number) =>
    withoutBooking(session)
      .filter(([, { at }]) => at <= before - 2 * MINUTE)
      .map(([id]) => `${session._id}: ${id} has been without a booking for too long`)
  return {
    onWrite: ({ collection, after }) => {
      if (collection === 'sessions') unsure.add(after._id)
    },
    late: before => {
      const lines: string[] = []
      for (const id of unsure) {
        const session = simulation.one('sessions', id)
        if (!session || withoutBooking(session).length === 0) unsure.delete(id)
        else if (session.endsAt > simulation.now) lines.push(...lateIn(session, before))
      }
      return lines
    },
    atRest: () => {
      const open = simulation.matching('sessions', { endsAt: { $gt: simulation.now } })
      return open.flatMap(session => lateIn(session, simulation.now + simulation.clockStep - 2 * MINUTE))
    },
  }
}

/** Returns who comes: the child, both children, or the holder. */
export function partyOf(city: City, { memberIds }: Resident, size = 1): string[] {
  if (memberIds.length === 1) return ['self']
  if (size > 1) return memberIds.slice(1)
  return [city.oneOf(memberIds) ?? 'self']
}

function book(city: City, centre: CentrePlan, size = 1): void {
  const session = city.oneOf(
    city.coming(centre, ({ layout, rules, drawnAt }) => !layout && (!rules.ballot || !!drawnAt)),
  )
  if (!session) return
  const resident = city.aResident(centre)
  const input = { sessionId: session._id, memberIds: partyOf(city, resident, size) }
  const phone = city.phoneOf(resident)
  phone.press('booking.create', input)
  // Another person of the household presses the same button on another phone.
  if (city.simulation.random.chance(0.06)) city.phoneOf(resident).press('booking.create', input)
}

/** Many people book the same session at the same moment. */
function rush(city: City, centre: CentrePlan): void {
  const session = city.oneOf(
    city.coming(centre, ({ layout, rules, seatsLeft, startsAt }) => {
      return !layout && !rules.ballot && seatsLeft > 0 && startsAt > city.simulation.now + HOUR
    }),
  )
  if (!session) return
  for (let n = 0; n < 12; n++) {
    const resident = city.aResident(centre)
    const input = { sessionId: session._id, memberIds: partyOf(city, resident) }
    city.simulation.after(city.simulation.random.whole(0, 1500), () => {
      const phone = city.phoneOf(resident)
      phone.press('booking.create', input, reply => {
        if (!reply.ok && reply.code === 'SESSION_FULL') phone.press('waitlist.join', input)
      })
    })
  }
}

function cancel(city: City, centre: CentrePlan): void {
  const own = aBookingOf(city, centre, ({ status, checkIn }) => status === 'confirmed' && checkIn === null)
  if (own) city.phoneOf(own.resident).press('booking.cancel', { bookingId: own.booking._id })
}

function removeMember(city: City, centre: CentrePlan): void {
  const own = aBookingOf(city, centre, ({ status, partySize }) => status === 'confirmed' && partySize > 1)
  const one = own && city.oneOf(own.booking.attendees)
  if (!own || !one) return
  const input = { bookingId: own.booking._id, memberId: one.memberId }
  const phone = city.phoneOf(own.resident)
  phone.press('booking.removeMember', input)
  // The same news on another phone of the household.
  if (city.simulation.random.chance(0.1)) city.phoneOf(own.resident).press('booking.removeMember', input)
}

function addMember(city: City, centre: CentrePlan): void {
  const own = aBookingOf(city, centre, ({ status }) => status === 'confirmed')
  const coming = own?.booking.attendees.map(({ memberId }) => memberId) ?? []
  const memberId = city.oneOf(own?.resident.memberIds.filter(id => !coming.includes(id)) ?? [])
  if (own && memberId) city.phoneOf(own.resident).press('booking.addMember', { bookingId: own.booking._id, memberId })
}

/** Returns an upcoming, matching booking of a resident of a centre, and the resident. */
export function aBookingOf(
  city: City,
  centre: CentrePlan,
  fits: (booking: BookingDocument) => boolean,
): { booking: BookingDocument; resident: Resident } | null {
  const { simulation } = city
  const coming = simulation.matching('bookings', { centreId: centre.id, activeUntil: { $gt: simulation.now } })
  const found = city.oneOf(coming.filter(candidate => !candidate.guest && fits(candidate)))
  const resident = found && city.residentOf(found.accountId)
  return found && resident ? { booking: found, resident } : null
}
