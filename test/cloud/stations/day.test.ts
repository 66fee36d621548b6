import { atLocal, DAY, HOUR, localDate, MINUTE } from '@domain/time'
import { aCentre, aStaff } from '../../../worlds/fixtures/index'
import { cloudNow } from '../support/clock'
import { startTestCloud, type TestCloud } from '../support/cloud'
import { invariantViolations } from '../support/invariants'
import { aStation, Crowd, STATION, stationOf } from './support'

/** Tomorrow, so that the whole day lies ahead at any time of the test. */
const MORNING = atLocal(localDate(cloudNow() + DAY), 7 * 60)
const CLOSES = 22
const RIDERS = Array.from({ length: 300 }, (_, n) => `rider-${n}`)

let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud()
})
beforeEach(async () => {
  await cloud.reset()
  const week = [0, 1, 2, 3, 4, 5, 6].map(weekday => ({ weekday, opens: 7 * 60, closes: CLOSES * 60 }))
  await cloud.seed({
    centres: [aCentre()],
    staff: [aStaff('staff')],
    stations: [aStation({ hours: { week, closures: [] } })],
  })
})
afterAll(() => cloud.close())

const clockTo = (moment: number) => cloud.later(moment - cloudNow())

/** Runs from seven in the morning to ten in the evening in steps; the timer runs beside the people. */
async function runDay(crowd: Crowd, stepMinutes: number, atOnce: number): Promise<void> {
  for (let minutes = 0; minutes < 15 * 60; minutes += stepMinutes) {
    clockTo(MORNING + minutes * MINUTE)
    await Promise.all([crowd.step(atOnce), cloud.tick()])
  }
  clockTo(MORNING + 15 * HOUR + 5 * MINUTE)
}

test('a day of 300 riders on 20 seats: never below zero, never above, always the open visits and the counted', async () => {
  const crowd = new Crowd(cloud, RIDERS, { seed: 'a day' })
  await runDay(crowd, 45, 18)
  expect(crowd.violations).toEqual([])
  expect(await invariantViolations(cloud)).toEqual([])
  // The day was realistic: seats were taken, refused, left and reclaimed.
  expect(crowd.answers.OK).toBeGreaterThan(110)
  expect(crowd.answers.STATION_FULL).toBeGreaterThan(40)
  expect(Object.keys(crowd.answers).sort()).toEqual(['COUNT_NOT_POSSIBLE', 'OK', 'STATION_FULL'])

  // After closing, nobody is left, and the log contains every visit once.
  await cloud.tick()
  expect(await stationOf(cloud)).toMatchObject({ free: 20, counted: 0, visits: {} })
  await cloud.tick()
  const log = await cloud.stored('visits', { stationId: STATION })
  const hows = new Set(log.map(({ how }) => how))
  expect(hows).toEqual(new Set(['left', 'timed-out', 'closed']))
  expect(log.every(({ from, until }) => until >= from && until - from <= 2 * HOUR)).toBe(true)
  expect(JSON.stringify(log)).not.toMatch(/rider|account/)
})

test('the same day with calls dying at any of their steps: after the timer, nothing is left behind', async () => {
  const crowd = new Crowd(cloud, RIDERS, { seed: 'a bad day', faults: 0.3 })
  await runDay(crowd, 90, 14)
  expect(crowd.violations).toEqual([])
  expect(crowd.answers.DIED).toBeGreaterThan(20)
  for (let minute = 0; minute < 4; minute++) {
    clockTo(MORNING + 15 * HOUR + (6 + 3 * minute) * MINUTE)
    await cloud.tick()
  }
  expect(await invariantViolations(cloud)).toEqual([])
  expect(await stationOf(cloud)).toMatchObject({ free: 20, counted: 0, visits: {}, events: {}, eventsAt: 0 })
})
