import { HOUR } from '@domain/time'
import { WRITE_PAUSES } from '../../../src/cloud/pauses'
import { aCentre, anOffering, aSession } from '../../../worlds/fixtures/index'
import { seededRandom } from '../../../worlds/random'
import { type Figure, percentile } from '../report'
import { LIMITS, type Outcome, Platform } from './platform'

const PEOPLE = 50_000
const PLACES = 200
const SESSION = 'rush'
/** Everybody taps within this long. */
const WINDOW_MS = 10_000
/** Everybody has a final answer within this long. */
const PATIENCE_MS = 60_000
/** Pauses before the app tries again, and then before the person does, ms; each is spread by a quarter to both sides. */
const PAUSES = [...WRITE_PAUSES, 4000, 8000, 8000, 8000]
const START = Date.parse('2026-07-01T19:00:00+08:00')

interface Told {
  code: string
  calledAt: number
  /** When the answer came, ms after the tap. */
  afterMs: number
}

/** A whole city wants two hundred places within ten seconds. */
export async function crowd(): Promise<Figure[]> {
  const platform = new Platform(START)
  const random = seededRandom('city')
  platform.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    sessions: [aSession(START, { _id: SESSION, capacity: PLACES, startsAt: START + 48 * HOUR })],
  })
  let fullAt = Number.POSITIVE_INFINITY
  let callsWhenFull = 0
  const watchWrites = platform.tables.watch
  platform.tables.watch = (name, before, after) => {
    watchWrites(name, before, after)
    if (name === 'sessions' && fullAt === Number.POSITIVE_INFINITY && (after?.seatsLeft as number) === 0) {
      fullAt = platform.now
      callsWhenFull = platform.databaseCalls
    }
  }
  const told: Told[] = []
  const tap = async (n: number) => {
    const calledAt = platform.now
    const input = { sessionId: SESSION, memberIds: ['self'] }
    let outcome: Outcome = 'QUOTA'
    for (let attempt = 0; attempt <= PAUSES.length; attempt++) {
      outcome = await platform.call(`person-${n}`, 'booking.create', input, {
        requestId: `request-${n}`,
        isFirst: attempt === 0,
      })
      if (typeof outcome !== 'string' && (outcome.ok || outcome.code !== 'BUSY')) break
      const pause = (PAUSES[attempt] ?? 0) * (0.75 + random.whole(0, 500) / 1000)
      await new Promise<void>(resolve => platform.at(platform.now + pause, resolve))
    }
    const code = typeof outcome === 'string' ? outcome : outcome.ok ? 'OK' : outcome.code
    told.push({ code, calledAt, afterMs: platform.now - calledAt })
  }
  for (let n = 0; n < PEOPLE; n++) {
    platform.at(START + random.whole(0, WINDOW_MS - 1), () => void tap(n))
  }
  await platform.runUntil(START + WINDOW_MS + PATIENCE_MS)

  const count = (code: string) => told.filter(one => one.code === code).length
  const refused = told.filter(({ code }) => code === 'SESSION_FULL')
  const late = refused.filter(({ calledAt }) => calledAt > fullAt)
  const [session] = platform.tables.all('sessions')
  const confirmed = platform.tables.matching('bookings', { status: 'confirmed' }).length
  const perRefused = platform.databaseCalls / Math.max(1, refused.length)
  return [
    {
      what: `confirmed of ${PEOPLE} people on ${PLACES} places`,
      value: confirmed,
      unit: 'people',
      min: PLACES,
      max: PLACES,
    },
    { what: 'places left, as stored', value: Number(session?.seatsLeft), unit: 'places', max: 0, min: 0 },
    { what: 'told "booked"', value: count('OK'), unit: 'people', min: PLACES, max: PLACES },
    { what: 'without a final answer', value: PEOPLE - count('OK') - refused.length, unit: 'people', max: 0 },
    { what: 'INTERNAL', value: platform.internal.length, unit: 'calls', max: 0 },
    { what: 'full after', value: (fullAt - START) / 1000, unit: 's' },
    {
      what: 'the last answer, after its tap',
      value: Math.max(...told.map(one => one.afterMs)) / 1000,
      unit: 's',
      max: 60,
    },
    {
      what: 'an answer, p95',
      value: percentile(
        told.map(one => one.afterMs),
        0.95,
      ),
      unit: 'ms',
    },
    { what: 'database calls per refused person', value: perRefused, unit: 'calls', max: 2 },
    {
      what: 'the same, of those who tapped when it was full',
      value: (platform.databaseCalls - callsWhenFull) / Math.max(1, late.length),
      unit: 'calls',
      max: 0.2,
    },
    { what: `instances, of ${LIMITS.instances}`, value: platform.instances, unit: 'instances', max: LIMITS.instances },
    { what: 'the longest wait for the database', value: platform.longestWaitMs, unit: 'ms' },
  ]
}
