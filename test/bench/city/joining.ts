import { HOUR } from '@domain/time'
import { WRITE_PAUSES } from '../../../src/cloud/pauses'
import { aCentre, anOffering, aSession } from '../../../worlds/fixtures/index'
import { seededRandom } from '../../../worlds/random'
import type { Figure } from '../report'
import { type Outcome, Platform } from './platform'

const PEOPLE = 2000
const PLACES = 200
/** Most parties on a waitlist; everybody after them is told so. */
const WAITING = 1000
const SESSION = 'rush'
/** Pauses before the app tries again where the platform has no instance left, ms; each is spread by a quarter to both sides. */
const PAUSES = [...WRITE_PAUSES, 4000, 8000]
const START = Date.parse('2026-07-01T19:00:00+08:00')

/**
 * The rush of `npm run bench -- rush` with the instances that the platform has: two thousand people at one moment on two hundred
 * places, and everybody who is told that they are gone joins the waitlist at once.
 */
export async function joining(): Promise<Figure[]> {
  const platform = new Platform(START)
  const random = seededRandom('joining')
  platform.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    sessions: [aSession(START, { _id: SESSION, capacity: PLACES, startsAt: START + 48 * HOUR })],
  })
  let [lastSeatAt, lastJoinAt, most] = [START, START, 0]
  const codes = new Map<string, number>()
  const watch = platform.tables.watch
  platform.tables.watch = (name, before, after) => {
    watch(name, before, after)
    if (name === 'sessions') most = Math.max(most, Object.keys((after?.waitlist ?? {}) as object).length)
  }
  const input = { sessionId: SESSION, memberIds: ['self'] }
  const ask = async (route: 'booking.create' | 'waitlist.join', n: number): Promise<string> => {
    for (let attempt = 0; ; attempt++) {
      const requestId = `${route === 'booking.create' ? 'booking' : 'waiting'}-person-${n}`
      const outcome: Outcome = await platform.call(`person-${n}`, route, input, { requestId, isFirst: attempt === 0 })
      const code = typeof outcome === 'string' ? outcome : outcome.ok ? 'OK' : outcome.code
      const pause = PAUSES[attempt]
      if (pause === undefined || !['QUOTA', 'BUSY', 'TIME_LIMIT'].includes(code)) return code
      const spread = pause * (0.75 + random.whole(0, 500) / 1000)
      await new Promise<void>(resolve => platform.at(platform.now + spread, resolve))
    }
  }
  const person = async (n: number) => {
    const booked = await ask('booking.create', n)
    if (booked === 'OK') lastSeatAt = platform.now
    const code = booked === 'SESSION_FULL' ? await ask('waitlist.join', n) : booked
    if (booked !== 'OK' && code === 'OK') lastJoinAt = platform.now
    const what = booked === 'OK' ? 'booked' : code === 'OK' ? 'waits' : code
    codes.set(what, (codes.get(what) ?? 0) + 1)
  }
  for (let n = 0; n < PEOPLE; n++) platform.at(START, () => void person(n))
  await platform.runUntil(START + 120_000)
  const [session] = platform.tables.all('sessions')
  const count = (what: string) => codes.get(what) ?? 0
  const others = PEOPLE - count('booked') - count('waits') - count('WAITLIST_FULL')
  return [
    {
      what: `${PEOPLE} at one moment: booked of ${PLACES} places`,
      value: count('booked'),
      unit: 'people',
      min: PLACES,
      max: PLACES,
    },
    { what: 'they wait', value: count('waits'), unit: 'people', min: WAITING, max: WAITING },
    { what: 'neither a place, nor waiting, nor told that the list is full', value: others, unit: 'people', max: 0 },
    { what: 'the last seat', value: lastSeatAt - START, unit: 'ms' },
    { what: 'the last has joined', value: lastJoinAt - START, unit: 'ms' },
    {
      what: 'the last has joined later than the last seat',
      value: (lastJoinAt - START) / (lastSeatAt - START),
      unit: '×',
      max: 3,
    },
    { what: 'most parties that the session has listed', value: most, unit: 'parties' },
    {
      what: 'parties that it lists afterwards, whose waits are stored',
      value: Object.keys((session?.waitlist ?? {}) as object).length,
      unit: 'parties',
      max: 100,
    },
    { what: 'database calls', value: platform.databaseCalls, unit: 'calls' },
  ]
}
