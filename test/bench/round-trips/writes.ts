import type { RouteInput, RouteName } from '@domain/contracts'
import type { ErrorCode } from '@domain/errors'
import { HOUR, MINUTE } from '@domain/time'
import {
  aCentre,
  aDay,
  aHousehold,
  anOffering,
  aSession,
  aStaff,
  aStation,
  CENTRE,
  STATION,
  units,
} from '../../../worlds/fixtures/index'
import { aSeries } from '../../cloud/support/series'
import type { WholeCloud } from '../../cloud/support/whole-cloud'

/** One kind of write, made for the first time by a new person in each round. */
export interface Write {
  what: string
  route: RouteName
  /** Upper bound of sequential round trips. */
  max?: number
  /** The expected error code; absent: the write must succeed. */
  refusal?: ErrorCode
  /** Prepares the n-th round; returns the caller and the call. */
  next(cloud: WholeCloud, n: number): Promise<{ openid: string; input: unknown }>
}

const DAYS = 200
const FAMILY = ['guoguo', 'doudou']

/** Stores what the writes need, relative to `now`. */
export async function seedWrites(cloud: WholeCloud, now: number): Promise<void> {
  const many = Array.from({ length: DAYS }, (_, n) => n)
  await cloud.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    staff: [aStaff('staff')],
    stations: [aStation({ capacity: 1000 })],
    accounts: many.map(n => aHousehold(`family-${n}`, now)),
    sessions: [
      aSession(now, { _id: 'open', capacity: 1000 }),
      aSession(now, { _id: 'full', capacity: 1, seatsLeft: 0 }),
      aSession(now, { _id: 'now', startsAt: now + 10 * MINUTE, capacity: 1000 }),
      aDay(now, { _id: 'day', layout: { units: units('s', DAYS) } }),
      ...aSeries(now, { id: 'course', mode: 'whole', count: 4, capacity: 1000 }),
      ...many.map(n => aSession(now, { _id: `offered-${n}`, capacity: 2, reserve: 1, startsAt: now + 48 * HOUR })),
    ],
  })
}

const alone = { memberIds: ['self'] }

/** A call that must succeed. */
export function asked<Name extends RouteName>(
  what: string,
  route: Name,
  next: (cloud: WholeCloud, n: number) => Promise<{ openid: string; input: RouteInput<Name> }>,
  max?: number,
): Write {
  return { what, route, next, ...(max === undefined ? {} : { max }) }
}

/** Every write that people wait for on their phones. */
export function writes(now: number): Write[] {
  const day = aDay(now)
  const span = { startsAt: day.startsAt, endsAt: day.startsAt + HOUR }
  return [
    asked(
      'a booking',
      'booking.create',
      async (_, n) => ({ openid: `a-${n}`, input: { sessionId: 'open', ...alone } }),
      4,
    ),
    {
      ...asked(
        'a refusal because full',
        'booking.create',
        async (_, n) => ({ openid: `b-${n}`, input: { sessionId: 'full', ...alone } }),
        2,
      ),
      refusal: 'SESSION_FULL',
    },
    asked(
      'a booking for two children',
      'booking.create',
      async (_, n) => ({ openid: `family-${n}`, input: { sessionId: 'open', memberIds: FAMILY } }),
      4,
    ),
    asked(
      'a booking of a seat for an hour',
      'booking.create',
      async (_, n) => ({
        openid: `c-${n}`,
        input: { sessionId: 'day', ...alone, span: { ...span, unit: `s${n + 1}` } },
      }),
      4,
    ),
    asked('a course of four sessions', 'booking.createSeries', async (_, n) => ({
      openid: `d-${n}`,
      input: { seriesId: 'course', ...alone },
    })),
    asked(
      'joining a waitlist',
      'waitlist.join',
      async (_, n) => ({ openid: `e-${n}`, input: { sessionId: 'full', ...alone } }),
      4,
    ),
    asked(
      'accepting an offer',
      'waitlist.accept',
      async (cloud, n) => {
        const sessionId = `offered-${n}`
        const first = await cloud.ask(`first-${n}`, 'booking.create', { sessionId, ...alone })
        const { booking } = await cloud.ask(`f-${n}`, 'waitlist.join', { sessionId, ...alone })
        await cloud.ask(`first-${n}`, 'booking.cancel', { bookingId: first.booking.id })
        return { openid: `f-${n}`, input: { bookingId: booking.id } }
      },
      5,
    ),
    asked(
      'a cancellation',
      'booking.cancel',
      async (cloud, n) => {
        const { booking } = await cloud.ask(`g-${n}`, 'booking.create', { sessionId: 'open', ...alone })
        return { openid: `g-${n}`, input: { bookingId: booking.id } }
      },
      4,
    ),
    asked(
      'a check-in by name at the desk',
      'staff.checkInByName',
      async (cloud, n) => {
        const { booking } = await cloud.ask(`h-${n}`, 'booking.create', { sessionId: 'now', ...alone })
        return { openid: 'staff', input: { centreId: CENTRE, bookingId: booking.id } }
      },
      4,
    ),
    asked('sitting down at a station', 'station.sit', async (_, n) => ({
      openid: `rider-${n}`,
      input: { stationId: STATION },
    })),
    asked('the home page', 'home.get', async (_, n) => ({ openid: `a-${n % 5}`, input: { centreId: CENTRE } }), 2),
  ]
}
