import { HOUR } from '@domain/time'
import { aCentre, anOffering, aSession } from '../../../worlds/fixtures/index'
import { seededRandom } from '../../../worlds/random'
import { LIMITS, Platform } from '../city/platform'
import type { Figure } from '../report'
import { INSTANCES, PEOPLE, PLACES, SESSION } from './storm'

/**
 * The same rush in simulated time, where only the database takes time: what the two ways of booking cost by their design, on every
 * machine the same. The functions of claims are those of the checkout; of transactions, the calls of `transaction/index.ts` and the
 * rules of the database are here, without the time that a conflict or a repetition takes in the SDK.
 */
export async function simulatedTime(): Promise<Figure[]> {
  const claims = await lastSeat(byClaim)
  const transactions = await lastSeat(byTransaction)
  return [
    { what: 'claims in simulated time: to the last seat', value: claims, unit: 'ms' },
    { what: 'transactions in simulated time: to the last seat', value: transactions, unit: 'ms' },
    { what: 'in simulated time, claims are faster to the last seat', value: transactions / claims, unit: '×', min: 8 },
  ]
}

const START = Date.parse('2026-07-01T19:00:00+08:00')

/** Books for the n-th person; whether there was a place. */
type Book = (n: number) => Promise<boolean>

/** When the last of the places was given, ms after the start. Everybody waits for one of the instances. */
async function lastSeat(open: (platform: Platform) => Book): Promise<number> {
  const platform = new Platform(START, { ...LIMITS, instances: INSTANCES, coldMs: 0 })
  const book = open(platform)
  let [next, booked, lastAt] = [0, 0, START]
  const instance = async () => {
    while (next < PEOPLE) {
      if (!(await book(next++))) continue
      booked++
      lastAt = platform.now
    }
  }
  for (let n = 0; n < INSTANCES; n++) platform.at(START, () => void instance())
  await platform.runUntil(START + HOUR)
  if (booked !== PLACES) throw new Error(`${booked} people have got ${PLACES} places.`)
  return lastAt - START
}

function byClaim(platform: Platform): Book {
  platform.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    sessions: [aSession(START, { _id: SESSION, capacity: PLACES, startsAt: START + 48 * HOUR })],
  })
  const input = { sessionId: SESSION, memberIds: ['self'] }
  return async n => {
    const outcome = await platform.call(`person-${n}`, 'booking.create', input, { requestId: `request-${n}` })
    if (typeof outcome === 'string') throw new Error(outcome)
    return outcome.ok
  }
}

/**
 * A transaction sees the session as it is when it reads it. Its write fails at once where the session was changed since, or where
 * another transaction has written it and is not over; then it begins anew.
 */
function byTransaction(platform: Platform): Book {
  let [version, seatsLeft] = [0, PLACES]
  let writer: number | null = null
  const random = seededRandom('transactions')
  const pause = (ms: number) => new Promise<void>(resolve => platform.at(platform.now + ms, resolve))
  // Without a spread, instances that lost one conflict would meet in the next one in step, and wait twice as long.
  const call = async <Answer>(make: () => Answer) => {
    await pause(random.whole(0, 3))
    return platform.database(async () => make())
  }

  async function attempt(n: number): Promise<boolean | 'conflict'> {
    await call(() => 'begun')
    const seen = await call(() => ({ version, seatsLeft }))
    if (seen.seatsLeft > 0) {
      const isMine = await call(() => {
        if (writer !== null || version !== seen.version) return false
        writer = n
        return true
      })
      if (!isMine) return 'conflict'
      await call(() => 'account')
      await call(() => 'booking')
    }
    await call(() => {
      if (writer !== n) return
      writer = null
      version++
      seatsLeft--
    })
    return seen.seatsLeft > 0
  }
  return async n => {
    for (;;) {
      const booked = await attempt(n)
      if (booked === 'conflict') continue
      await pause(LIMITS.workMs)
      return booked
    }
  }
}
