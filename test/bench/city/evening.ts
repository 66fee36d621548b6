import type { RouteInput, RouteName } from '@domain/contracts'
import { DAY, HOUR, MINUTE } from '@domain/time'
import { aCentre, anOffering, aSession, aStaff, aStation } from '../../../worlds/fixtures/index'
import { seededRandom } from '../../../worlds/random'
import type { Figure } from '../report'
import { Platform } from './platform'

const CENTRES = 300
const PEOPLE = 20_000
const WINDOW_MS = 10 * MINUTE
const START = Date.parse('2026-07-01T18:00:00+08:00')
/** Classes of each centre in the coming week. */
const CLASSES = 20
/** People want the first of them; the very first has one place. */
const WANTED = 3

/** What a person does: how many of a hundred do it, and the calls, each after the answer to the one before. */
const ERRANDS = [
  { of: 50, run: browse },
  { of: 22, run: book },
  { of: 18, run: come },
  { of: 10, run: rest },
] as const

type Ask = <Name extends RouteName>(openid: string, route: Name, input: RouteInput<Name>) => Promise<unknown>
interface Visitor {
  openid: string
  centreId: string
  n: number
  ask: Ask
}

/** An evening of a city of 300 centres: twenty thousand people within ten minutes. */
export async function evening(): Promise<Figure[]> {
  const platform = new Platform(START)
  const random = seededRandom('evening')
  platform.seed(city())
  let made = 0
  let unanswered = 0
  const refused = new Map<string, number>()
  const ask: Ask = async (openid, route, input) => {
    const outcome = await platform.call(openid, route, input, { requestId: `evening-${made++}` })
    if (typeof outcome === 'string') unanswered++
    else if (outcome.ok) return outcome.data
    else refused.set(outcome.code, (refused.get(outcome.code) ?? 0) + 1)
    return null
  }
  for (let n = 0; n < PEOPLE; n++) {
    const visitor = { openid: `person-${n}`, centreId: `centre-${n % CENTRES}`, n, ask }
    platform.at(START + random.whole(0, WINDOW_MS), () => void errandOf(random.whole(0, 99))(visitor))
  }
  const begun = performance.now()
  await platform.runUntil(START + WINDOW_MS + MINUTE)
  const seconds = (performance.now() - begun) / 1000
  const routes = [...platform.costs].sort(([, a], [, b]) => b.calls - a.calls)
  return [
    { what: 'evening: calls', value: made, unit: 'calls' },
    { what: 'evening: without an answer', value: unanswered, unit: 'calls', max: 0 },
    { what: 'evening: INTERNAL', value: platform.internal.length, unit: 'calls', max: 0 },
    {
      what: 'evening: refused as full',
      value: [...refused].reduce((sum, [, count]) => sum + count, 0),
      unit: 'calls',
    },
    { what: 'evening: calls a second, simulated', value: made / (WINDOW_MS / 1000), unit: 'calls/s' },
    { what: 'evening: database calls a second', value: platform.databaseCalls / (WINDOW_MS / 1000), unit: 'calls/s' },
    { what: 'evening: the longest wait for the database', value: platform.longestWaitMs, unit: 'ms' },
    { what: 'evening: time of this process', value: seconds, unit: 's' },
    ...routes.flatMap(([route, { calls, databaseCalls, bytesRead, bytesWritten }]): Figure[] => [
      { what: `${route}: ${calls} calls, database calls each`, value: databaseCalls / calls, unit: 'calls' },
      { what: `${route}: read from the database each`, value: bytesRead / calls / 1024, unit: 'KB' },
      { what: `${route}: stored anew each`, value: bytesWritten / calls / 1024, unit: 'KB' },
    ]),
  ]
}

function errandOf(share: number) {
  let below = 0
  for (const { of, run } of ERRANDS) {
    below += of
    if (share < below) return run
  }
  return browse
}

async function browse({ openid, centreId, ask }: Visitor): Promise<void> {
  await ask(openid, 'home.get', { centreId })
  await ask(openid, 'class.list', { centreId })
}

async function book({ openid, centreId, n, ask }: Visitor): Promise<void> {
  await ask(openid, 'home.get', { centreId })
  const sessionId = `${centreId}-class-${Math.floor(n / CENTRES) % WANTED}`
  const booked = (await ask(openid, 'booking.create', { sessionId, memberIds: ['self'] })) as Booked | null
  if (booked && n % 4 === 0) await ask(openid, 'booking.cancel', { bookingId: booked.booking.id })
  if (!booked) await ask(openid, 'waitlist.join', { sessionId, memberIds: ['self'] })
}

async function come({ openid, centreId, ask }: Visitor): Promise<void> {
  const sessionId = `${centreId}-now`
  const booked = (await ask(openid, 'booking.create', { sessionId, memberIds: ['self'] })) as Booked | null
  if (booked) await ask('staff', 'staff.checkInByName', { centreId, bookingId: booked.booking.id })
}

async function rest({ openid, centreId, ask }: Visitor): Promise<void> {
  await ask(openid, 'station.sit', { stationId: `${centreId}-station` })
}

interface Booked {
  booking: { id: string }
}

function city() {
  const centres = Array.from({ length: CENTRES }, (_, n) => `centre-${n}`)
  const [first] = [aStaff('staff')]
  const [role] = first.roles
  return {
    centres: centres.map((centreId, n) => aCentre({ _id: centreId, name: centreId, order: n })),
    offerings: [anOffering()],
    staff: [
      { ...first, roles: centres.flatMap(centreId => (role ? [{ ...role, centreId, centreName: centreId }] : [])) },
    ],
    stations: centres.map((centreId, n) => aStation({ _id: `${centreId}-station`, order: n })),
    sessions: centres.flatMap(centreId => [
      ...Array.from({ length: CLASSES }, (_, k) =>
        aSession(START, {
          _id: `${centreId}-class-${k}`,
          centreId,
          capacity: k === 0 ? 1 : 20,
          startsAt: START + 2 * DAY + k * 2 * HOUR,
        }),
      ),
      aSession(START, { _id: `${centreId}-now`, centreId, capacity: 60, startsAt: START + 25 * MINUTE }),
    ]),
  }
}
