import { MINUTE } from '@domain/time'
import type { BookingDocument } from '../../../../cloudfunctions/lib/kernel/store/documents'
import type { CentrePlan } from '../city/plan'
import type { Area, City } from './area'
import { aBookingOf, partyOf } from './booking'

/** Waiting for a place, and accepting, declining or missing an offer. */
export const waitlist: Area = {
  name: 'waitlist',
  acts: [
    { does: 'join', perDay: 8, hours: [6, 23], run: join },
    { does: 'leave', perDay: 1, hours: [6, 23], run: leave },
  ],
  due: [
    { what: 'moving up', collection: 'sessions', field: 'turnAt' },
    { what: 'the end of waiting', collection: 'bookings', field: 'waitUntil' },
  ],
  begin: city => {
    /** Sessions with open offers. */
    const offering = new Set<string>()
    return {
      onWrite: ({ collection, before, after }) => {
        if (collection === 'sessions') {
          if (Object.keys(after.offers).length > 0) offering.add(after._id)
          else offering.delete(after._id)
        }
        if (collection === 'bookings' && after.status === 'offered' && before?.status !== 'offered') react(city, after)
      },
      late: before => [...offering].flatMap(id => expiredOffers(city, id, before)),
      atRest: () => {
        const { simulation } = city
        const waits = ['waiting', 'registered']
        const all = simulation.matching('bookings', { status: { $in: waits }, endsAt: { $gt: simulation.now } })
        return [...tooManyWaits(all), ...all.flatMap(booking => uselessWait(city, booking))]
      },
    }
  },
}

function expiredOffers({ simulation }: City, sessionId: string, before: number): string[] {
  const session = simulation.one('sessions', sessionId)
  if (!session || session.endsAt <= simulation.now) return []
  return Object.entries(session.offers)
    .filter(([, { until }]) => until <= before)
    .map(([id]) => `${sessionId}: the offer of ${id} is over and has not passed on`)
}

/** The most waits of one person: of those at the same time, and altogether. */
const MOST_WAITS = { atOneTime: 3, altogether: 20 }

/** Nobody waits for more than that, but where the centre moved what they wait for. */
function tooManyWaits(waits: readonly BookingDocument[]): string[] {
  const byPerson = new Map<string, BookingDocument[]>()
  for (const wait of waits.filter(({ movedFrom }) => movedFrom === null)) {
    for (const { memberId } of wait.attendees) {
      const person = `${wait.accountId}/${memberId}`
      byPerson.set(person, [...(byPerson.get(person) ?? []), wait])
    }
  }
  return [...byPerson].flatMap(([person, own]) => {
    // Of waits that overlap one another, one begins last, and overlaps all others.
    const most = Math.max(
      ...own.map(
        last => own.filter(({ startsAt, endsAt }) => startsAt <= last.startsAt && last.startsAt < endsAt).length,
      ),
    )
    return [
      ...(most > MOST_WAITS.atOneTime ? [`${person}: waits for ${most} sessions at one time`] : []),
      ...(own.length > MOST_WAITS.altogether ? [`${person}: waits for ${own.length} sessions`] : []),
    ]
  })
}

/** A party that is larger than its session can get no places, and its wait has ended. */
function uselessWait({ simulation }: City, { _id, status, sessionId, partySize }: BookingDocument): string[] {
  const session = simulation.one('sessions', sessionId)
  const isTooLarge = status === 'waiting' && session?.status === 'open' && partySize > session.capacity
  return isTooLarge ? [`${_id}: waits for ${partySize} places in a session of ${session.capacity}`] : []
}

function join(city: City, centre: CentrePlan): void {
  const full = city.coming(centre, ({ layout, seatsLeft, waiting, status }) => {
    return !layout && status === 'open' && (seatsLeft <= 1 || waiting > 0)
  })
  const session = city.oneOf(full)
  if (!session) return
  const resident = city.aResident(centre)
  const memberIds = partyOf(city, resident, city.simulation.random.chance(0.3) ? 2 : 1)
  const phone = city.phoneOf(resident)
  phone.press('waitlist.join', { sessionId: session._id, memberIds })
}

function leave(city: City, centre: CentrePlan): void {
  const own = aBookingOf(city, centre, ({ status }) => status === 'waiting' || status === 'offered')
  if (own) city.phoneOf(own.resident).press('waitlist.leave', { bookingId: own.booking._id })
}

/** Most people accept an offer, often at the last moment; some never see it. */
function react(city: City, { _id: bookingId, accountId, waitUntil }: BookingDocument): void {
  const { simulation } = city
  const { random } = simulation
  const resident = city.residentOf(accountId)
  if (!resident || random.chance(0.2)) return
  const late = random.chance(0.15)
  const last = (waitUntil ?? simulation.now) - simulation.clockStep
  const at = late ? last + random.whole(-1500, 1500) : simulation.now + random.whole(5000, 25 * MINUTE)
  const route = random.chance(0.85) ? 'waitlist.accept' : 'waitlist.leave'
  city.later(at, () => {
    city.phoneOf(resident).press(route, { bookingId })
    if (random.chance(0.05)) city.phoneOf(resident).press('waitlist.leave', { bookingId })
  })
}
