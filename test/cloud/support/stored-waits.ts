import type { RouteInput, RouteName } from '@domain/contracts'
import { DAY, MINUTE } from '@domain/time'
import type { SessionDocument } from '../../../cloudfunctions/lib/kernel/store/documents'
import { aCentre, aHousehold, anOffering, aSession, aStaff } from '../../../worlds/fixtures/index'
import type { Fault, Flight } from '../in-process/flight'
import type { DatabaseCall } from '../in-process/memory-store'
import { openWorld } from '../in-process/world'
import { invariantViolations } from './invariants'

/** A small class that somebody holds, and households that wait for it. */

export const now = Date.parse('2026-07-01T02:00:00Z')
export const SESSION = 'small'
export const PARTY = { sessionId: SESSION, memberIds: ['self'] }

export const small = (change: Partial<SessionDocument> = {}) =>
  aSession(now, { _id: SESSION, startsAt: now + DAY, capacity: 1, rules: { cancelBefore: 0 }, ...change })

/** Whether a call is about to change a session in this way. */
export const changes =
  (prefix: string) =>
  ({ collection, fields = [] }: DatabaseCall) =>
    collection === 'sessions' && fields.some(field => field.startsWith(prefix))

/** Runs a call to its end; returns its answer and the database calls that it made: "sessions get". */
export async function made<Answer>(flight: Flight<Answer>) {
  const calls: string[] = []
  for (; !flight.isOver; await flight.step()) {
    const [next] = flight.pending
    if (next) calls.push(`${next.collection} ${next.method}`)
  }
  return { reply: flight.answer, calls }
}

/** A world for tests of waits, and what people do in it. `open` comes first in each test. */
export function openWaits() {
  const world = openWorld()
  let serial = 0

  function call<Name extends RouteName>(
    openid: string,
    route: Name,
    input: RouteInput<Name>,
    fault: Fault | null = null,
  ) {
    return world.start(openid, route, input, { requestId: `request-${serial++}`, fault })
  }
  async function ask<Name extends RouteName>(openid: string, route: Name, input: RouteInput<Name>) {
    // In the order of the clock.
    world.setClock(world.now() + 1)
    const reply = await (await call(openid, route, input)).finish()
    if (!reply?.ok) throw new Error(`${route}: ${reply?.code}`)
    return (reply.data as unknown as { booking: { id: string } }).booking?.id ?? ''
  }
  const tick = async () => (await world.startTick()).finish()
  const session = async () => (await world.stored('sessions', { _id: SESSION }))[0] as SessionDocument
  return {
    world,
    async open() {
      serial = 0
      world.reset()
      world.setClock(now)
      await world.seed({
        centres: [aCentre()],
        offerings: [anOffering()],
        accounts: ['holder', 'mum', 'dad', 'late'].map(openid => aHousehold(openid, now)),
        staff: [aStaff('manager', { role: 'manager' })],
      })
    },
    call,
    ask,
    book: (openid: string) => ask(openid, 'booking.create', PARTY),
    join: (openid: string) => ask(openid, 'waitlist.join', PARTY),
    leave: (openid: string, bookingId: string) => ask(openid, 'waitlist.leave', { bookingId }),
    cancel: (openid: string, bookingId: string) => ask(openid, 'booking.cancel', { bookingId }),
    tick,
    async tickAfter(minutes: number) {
      world.setClock(world.now() + minutes * MINUTE)
      await tick()
    },
    session,
    async counted() {
      const { waitlist, left = {}, ...rest } = await session()
      return { ...rest, listed: Object.keys(waitlist).length, traces: Object.keys(left).length }
    },
    statusOf: async (bookingId: string) => (await world.stored('bookings', { _id: bookingId }))[0]?.status,
    violations: () => invariantViolations(world, world.now()),
  }
}
