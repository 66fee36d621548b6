import { MAX_WAITS } from '@domain/bookings/rules/own-bookings'
import { HOUR, MINUTE } from '@domain/time'
import type { SessionDocument } from '../../../cloudfunctions/lib/kernel/store/documents'
import { Operation } from '../../../cloudfunctions/lib/kernel/store/port'
import type { StoreWrapper } from '../in-process/world'
import type { Area, City } from './areas/area'
import { booking } from './areas/booking'
import { waitlist } from './areas/waitlist'
import type { CentrePlan } from './city/plan'
import { type Control, controlSuite, type Fields, spoiling } from './controls'

/**
 * What once starved or never healed under sustained load is found by the city when it is broken again: each control is one
 * of these faults, and the words in which the city reports it.
 */

const sessions = (spoil: (change: Fields) => Fields): StoreWrapper =>
  spoiling('sessions', (where, change) => [where, spoil(change)])

/** The moment of an update that stores the earliest one. */
const leastOf = (value: unknown) => (value instanceof Operation && value.operator === 'min' ? value.value : undefined)

/** Entries of many people come one after the other, so that a session is never without a fresh one. */
const stream: Area = {
  name: 'stream',
  acts: [
    {
      does: 'come minute by minute',
      perDay: 10,
      hours: [7, 20],
      run: (city, centre) => {
        const { random, now } = city.simulation
        const session = city.oneOf(
          city.coming(centre, ({ layout, rules, startsAt }) => !layout && !rules.ballot && startsAt > now + HOUR),
        )
        for (let n = 0; session && n < 24; n++) {
          const input = { sessionId: session._id, memberIds: ['self'] }
          const resident = city.aResident(centre)
          city.simulation.after(n * 30_000 + random.whole(0, 20_000), () =>
            city.phoneOf(resident).press(n % 3 === 0 ? 'booking.create' : 'waitlist.join', input),
          )
        }
      },
    },
  ],
}

/** The classes of a centre that nobody has booked yet, and that have no places for the desk. */
function emptyClasses(city: City, centre: CentrePlan): SessionDocument[] {
  const soon = city.simulation.now + 2 * HOUR
  return city.coming(
    centre,
    ({ layout, rules, series, reserve, waiting, seatsLeft, capacity, startsAt }) =>
      !layout &&
      !rules.ballot &&
      !series &&
      reserve === 0 &&
      waiting === 0 &&
      seatsLeft === capacity &&
      startsAt > soon,
  )
}

function setCapacity(city: City, { id: centreId, manager }: CentrePlan, sessionId: string, capacity: number): void {
  city.phoneOf({ openid: manager }).press('staff.setCapacity', { centreId, sessionId, capacity })
}

/** One person waits for all classes of the city. */
const greedy: Area = {
  name: 'greedy',
  acts: [
    {
      does: 'wait for everything',
      perDay: 1,
      hours: [7, 8],
      run: (city, centre) => {
        const { simulation } = city
        const [one] = city.plan.residents
        for (const [n, { _id: sessionId }] of emptyClasses(city, centre).entries()) {
          const self = { sessionId, memberIds: ['self'] }
          setCapacity(city, centre, sessionId, 1)
          const holder = centre.residents[1 + Math.floor(n / 2)]
          simulation.after(MINUTE, () => holder && city.phoneOf(holder).press('booking.create', self))
          simulation.after((3 + n) * MINUTE, () => one && city.phoneOf(one).press('waitlist.join', self))
        }
      },
    },
  ],
}

/** Families wait for classes that get fewer places than they need. */
const shrinking: Area = {
  name: 'shrinking',
  acts: [
    {
      does: 'lower the places of a class',
      perDay: 3,
      hours: [7, 20],
      run: (city, centre) => {
        const { simulation } = city
        const [one, family] = centre.residents.slice(simulation.random.whole(0, 10))
        const sessionId = city.oneOf(emptyClasses(city, centre))?._id
        if (!sessionId || !one || !family) return
        setCapacity(city, centre, sessionId, 2)
        const join = { sessionId, memberIds: family.memberIds.slice(1) }
        simulation.after(MINUTE, () => city.phoneOf(one).press('booking.create', { sessionId, memberIds: ['self'] }))
        simulation.after(2 * MINUTE, () => city.phoneOf(family).press('waitlist.join', join))
        simulation.after(3 * MINUTE, () => setCapacity(city, centre, sessionId, 1))
      },
    },
  ],
}

/** Waits of parties that have become too large do not end. */
const largePartiesStay: StoreWrapper = store => {
  const { bookings } = store
  const update: typeof bookings.update = async (where, change) =>
    JSON.stringify(change).includes('party-too-large') ? 0 : bookings.update(where, change)
  return { ...store, bookings: { ...bookings, update } }
}

const controls: Control[] = [
  {
    what: 'the newest entry decides when dead calls are looked for',
    finds: /has been without a booking for too long/,
    isQuick: true,
    faults: { call: 0.7 },
    areas: [booking, waitlist, stream],
    wrapStore: sessions(change => {
      const at = leastOf(change.claimedAt)
      return at === undefined ? change : { ...change, claimedAt: at }
    }),
  },
  {
    what: 'every join puts its waitlist before all others',
    finds: /moving up is due since \d{6,} minutes/,
    isQuick: true,
    areas: [booking, waitlist, stream],
    wrapStore: sessions(change => (leastOf(change.turnAt) === undefined ? change : { ...change, turnAt: 1 })),
  },
  {
    what: 'one may wait for everything',
    finds: /waits for \d+ sessions/,
    isQuick: true,
    seeds: ['two', 'one', 'three'],
    centres: 4,
    areas: [waitlist, greedy],
    breakRule: () => {
      const { atOneTime, altogether } = MAX_WAITS
      Object.assign(MAX_WAITS, { atOneTime: 1000, altogether: 1000 })
      return () => void Object.assign(MAX_WAITS, { atOneTime, altogether })
    },
  },
  {
    what: 'a party that has become too large waits on',
    finds: /waits for \d+ places in a session of 1/,
    isQuick: true,
    areas: [waitlist, shrinking],
    wrapStore: largePartiesStay,
  },
]

controlSuite(controls, { seeds: ['one', 'two', 'three'], centres: 1, onlyThen: true })
