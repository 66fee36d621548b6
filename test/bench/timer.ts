import { HOUR, MINUTE } from '@domain/time'
import { newBooking } from '../../cloudfunctions/lib/booking/core/new-booking'
import { accountIdOf } from '../../cloudfunctions/lib/kernel/ids'
import type {
  BookingDocument,
  Claim,
  Documents,
  SessionDocument,
} from '../../cloudfunctions/lib/kernel/store/documents'
import { aCentre, aHousehold, anOffering, aSession, aStation } from '../../worlds/fixtures/index'
import { NO_FAULTS } from '../cloud/simulate/core/faults'
import { Simulation } from '../cloud/simulate/core/simulation'
import type { Bench, Figure } from './report'

/** The busiest minute of a city: a weekday evening, in which classes end, others begin in an hour, and offers expire. */
const CENTRES = 300
const MOMENT = Date.parse('2026-07-01T18:00:00+08:00')

/** Everything due is done within this long after its time, seconds (issue: two minutes). */
const BOUND = 120
const MOST_IDLE_CALLS = 3

/** Per centre. */
const LOAD = { ended: 3, booked: 10, absent: 2, reminded: 30, visits: 5 }

interface Kind<Name extends keyof Documents = keyof Documents> {
  what: string
  collection: Name
  isDue: (document: Documents[Name]) => boolean
}

function kind<Name extends keyof Documents>(what: string, collection: Name, isDue: Kind<Name>['isDue']): Kind {
  return { what, collection, isDue: isDue as Kind['isDue'] }
}

const isDueBy = (moment: number | null | undefined) => moment != null && moment > 0 && moment <= MOMENT

const KINDS: readonly Kind[] = [
  kind('no-shows of sessions that are over', 'sessions', ({ settleAt }) => isDueBy(settleAt)),
  kind('reminders of one start', 'bookings', ({ remindAt }) => isDueBy(remindAt)),
  kind('sessions in which calls may have died', 'sessions', ({ claimedAt }) => isDueBy(claimedAt)),
  kind('waitlists with an expired offer', 'sessions', ({ turnAt }) => isDueBy(turnAt)),
  kind('sessions that were called off', 'sessions', ({ changedAt }) => isDueBy(changedAt)),
  kind('messages about them', 'bookings', ({ tellAt }) => tellAt !== null),
  kind('stations with visits that are over', 'stations', ({ endsAt }) => isDueBy(endsAt)),
]

/**
 * The timer of a city of 300 centres at its busiest minute, in simulated time: every database call takes 2 to 18 ms, every
 * message 20 to 120 ms, and the platform starts a tick each minute and ends it after one.
 */
export const timer: Bench = async () => {
  const simulation = new Simulation('bench timer', MOMENT - 1000, NO_FAULTS)
  simulation.seedWith(busyCity())
  const waiting = KINDS.map(() => new Set<string>())
  const doneAt = KINDS.map(() => MOMENT)
  const counts = KINDS.map(() => 0)
  const look = (collection: keyof Documents, document: Documents[keyof Documents]) => {
    KINDS.forEach((one, n) => {
      if (one.collection !== collection) return
      if (one.isDue(document)) {
        waiting[n]?.add(document._id)
        counts[n] = Math.max(counts[n] ?? 0, waiting[n]?.size ?? 0)
      } else if (waiting[n]?.delete(document._id)) doneAt[n] = simulation.now
    })
  }
  for (const name of ['sessions', 'bookings', 'stations'] as const) {
    for (const document of simulation.all(name)) look(name, document)
  }
  simulation.watch(({ collection, after }) => look(collection, after))

  let items = 0
  let busyMs = 0
  let calls = 0
  for (let minute = 0; minute < 6; minute++) {
    simulation.at(MOMENT + minute * MINUTE, () => {
      const [begun, before] = [simulation.now, simulation.databaseCalls]
      simulation.tick(null, () => {
        if (minute > 2) return
        busyMs += simulation.now - begun
        calls += simulation.databaseCalls - before
      })
    })
  }
  await simulation.runUntil(MOMENT + 6 * MINUTE)
  items = counts.reduce((sum, count) => sum + count, 0)

  const before = simulation.databaseCalls
  simulation.at(simulation.now + 1, () => simulation.tick(null))
  await simulation.runUntil(simulation.now + MINUTE)
  return [
    ...KINDS.flatMap((one, n): Figure[] => [
      { what: `${one.what}: ${counts[n]}, left`, value: waiting[n]?.size ?? 0, unit: 'items', max: 0 },
      {
        what: `${one.what}: the last after its time`,
        value: ((doneAt[n] ?? 0) - MOMENT) / 1000,
        unit: 's',
        max: BOUND,
      },
    ]),
    { what: 'throughput', value: items / (busyMs / 1000), unit: 'items/s' },
    { what: 'database calls', value: calls / items, unit: 'per item' },
    {
      what: 'an idle tick, database calls',
      value: simulation.databaseCalls - before,
      unit: 'calls',
      max: MOST_IDLE_CALLS,
    },
  ]
}

function busyCity() {
  const centres = Array.from({ length: CENTRES }, (_, n) => `centre-${n}`)
  const sessions: SessionDocument[] = []
  const bookings: BookingDocument[] = []
  const people = Array.from({ length: LOAD.reminded }, (_, n) => n)
  const personOf = (centreId: string, n: number) => `p-${centreId}-${n}`
  for (const [n, centreId] of centres.entries()) {
    const place = { centreId, centreName: centreId, offeringId: `${centreId}-class` }
    for (let k = 0; k < LOAD.ended; k++) {
      const startsAt = MOMENT - 2 * HOUR
      const ended = aSession(startsAt, {
        ...place,
        _id: `${centreId}-ended-${k}`,
        startsAt,
        settleAt: MOMENT,
        turnAt: 0,
      })
      const { turnAt: _never, ...session } = ended
      const made = people.slice(0, LOAD.booked).map(k => booked(session, personOf(centreId, k), startsAt - HOUR))
      for (const [k, booking] of made.entries()) {
        const checkIn = { at: startsAt, by: 'staff', way: 'scan' } as unknown as BookingDocument['checkIn']
        bookings.push(k < LOAD.absent ? booking : { ...booking, checkIn })
      }
      sessions.push({ ...session, ...claimsOf(made) })
    }
    const soon = aSession(MOMENT, {
      ...place,
      _id: `${centreId}-soon`,
      startsAt: MOMENT + HOUR,
      capacity: 40,
      claimedAt: MOMENT - 2 * MINUTE,
    })
    const reminded = people.map(k => ({
      ...booked(soon, personOf(centreId, k), MOMENT - HOUR),
      notices: ['reminder' as const],
      remindAt: MOMENT,
    }))
    bookings.push(...reminded)
    sessions.push({ ...soon, ...claimsOf(reminded) })
    sessions.push(...queued(place, bookings))
    if (n % 10 === 0) {
      const off = aSession(MOMENT, {
        ...place,
        _id: `${centreId}-off`,
        startsAt: MOMENT + 5 * HOUR,
        capacity: 40,
        status: 'cancelled',
        changedAt: MOMENT,
        changes: { off: { to: null, reason: '停电', at: MOMENT - 1, by: 'manager' } },
      })
      const told = people.map(k => ({
        ...booked(off, personOf(centreId, k), MOMENT - HOUR),
        notices: ['changed' as const],
      }))
      bookings.push(...told)
      sessions.push({ ...off, ...claimsOf(told) })
    }
  }
  return {
    centres: centres.map(_id => aCentre({ _id, name: _id })),
    offerings: centres.map(centreId => anOffering({ _id: `${centreId}-class`, centreId })),
    sessions,
    bookings,
    accounts: centres.flatMap(centreId =>
      [...people.map(n => personOf(centreId, n)), `${centreId}-first`, `${centreId}-next`].map(openid =>
        aHousehold(openid, MOMENT - 9 * HOUR),
      ),
    ),
    stations: centres.map((centreId, n) => {
      const visit = (k: number) => ({ visitId: `v-${n}-${k}`, from: MOMENT - 2 * HOUR, until: MOMENT })
      const visits = Object.fromEntries(
        Array.from({ length: LOAD.visits }, (_, k) => [accountIdOf(personOf(centreId, k)), visit(k)]),
      )
      return aStation({ _id: `station-${n}`, centreId, visits, free: 20 - LOAD.visits, endsAt: MOMENT })
    }),
  }
}

/** A full session whose only offer has expired, and somebody who waits behind it. */
function queued(place: { centreId: string; offeringId: string }, bookings: BookingDocument[]): SessionDocument[] {
  const { centreId } = place
  const session = aSession(MOMENT, {
    ...place,
    _id: `${centreId}-full`,
    startsAt: MOMENT + 20 * HOUR,
    capacity: 1,
    seatsLeft: 0,
    turnAt: MOMENT,
  })
  const first = booked(session, `${centreId}-first`, MOMENT - 2 * HOUR)
  const next = booked(session, `${centreId}-next`, MOMENT - HOUR)
  bookings.push({ ...first, status: 'offered', waitUntil: MOMENT }, { ...next, status: 'waiting' })
  const entryOf = ({ accountId, requestId, attendees, createdAt: at }: BookingDocument) => ({
    accountId,
    requestId,
    attendees,
    at,
  })
  const offers = { [first._id]: { ...entryOf(first), offeredAt: MOMENT - HOUR, until: MOMENT } }
  return [{ ...session, offers, waitlist: { [next._id]: entryOf(next) }, waiting: 1 }]
}

function booked(session: SessionDocument, openid: string, at: number): BookingDocument {
  const bookingId = `${session._id}-${openid}`
  const entry = {
    accountId: accountIdOf(openid),
    requestId: `request-${openid}`,
    attendees: [{ memberId: 'guoguo', nickname: '果果' }],
    at,
  }
  const context = { now: at, newSecret: () => 'secret' } as Parameters<typeof newBooking>[0]
  return newBooking(context, { session, bookingId, entry })
}

function claimsOf(bookings: readonly BookingDocument[]) {
  const claims: Record<string, Claim> = {}
  for (const { _id, accountId, requestId, attendees, createdAt } of bookings) {
    claims[_id] = { accountId, requestId, attendees, at: createdAt }
  }
  return { claims }
}
