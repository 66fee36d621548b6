import { createHmac } from 'node:crypto'
import { drawDueAt, isBallotOpen, isDrawInTime, upcomingDrawAt } from '@domain/ballot/phase'
import { seededNumber, seededOrder } from '@domain/ballot/seeded'
import { DAY, HOUR, MINUTE } from '@domain/time'
import fc from '../random'
import { RULES, START } from './support/bookings'

const rules = { ...RULES, ballot: { drawBefore: DAY } }

test('a ballot is open until it is drawn; before that its draw is upcoming, when it was announced or usually is', () => {
  expect(isBallotOpen({ rules })).toBe(true)
  expect(isBallotOpen({ rules, drawnAt: null })).toBe(true)
  expect(isBallotOpen({ rules, drawnAt: 5 })).toBe(false)
  expect(isBallotOpen({ rules: RULES })).toBe(false)
  expect(upcomingDrawAt({ startsAt: START, rules })).toBe(START - DAY)
  expect(upcomingDrawAt({ startsAt: START, rules, announcedDrawAt: 7 })).toBe(7)
  expect(upcomingDrawAt({ startsAt: START, rules, drawnAt: 5 })).toBeNull()
  expect(drawDueAt({ startsAt: START, rules })).toBe(START - DAY)
  expect(drawDueAt({ startsAt: START, rules: RULES, announcedDrawAt: 7 })).toBeNull()
})

test.each([
  ['ten minutes before the cut-off', HOUR, START - HOUR - 10 * MINUTE, true],
  ['a moment later', HOUR, START - HOUR - 10 * MINUTE + 1, false],
  ['ten minutes before the beginning, when booking closes after it', -HOUR, START - 10 * MINUTE, true],
  ['a moment later than that', -HOUR, START - 10 * MINUTE + 1, false],
])('whether a draw is in time: %s', (_what, closesBefore, drawAt, inTime) => {
  expect(isDrawInTime(drawAt, { startsAt: START, rules: { ...RULES, closesBefore } })).toBe(inTime)
})

test('an order by lot follows from the seed and the ids alone, and can be computed by anybody', () => {
  const numberOf = (seed: string, id: string) =>
    Number.parseInt(createHmac('sha256', seed).update(id).digest('hex').slice(0, 12), 16)
  fc.assert(
    fc.property(fc.string(), fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/), { maxLength: 12 }), (seed, ids) => {
      const ordered = seededOrder(
        ids.map(id => ({ id })),
        seed,
      ).map(({ id }) => id)
      expect(ordered).toEqual([...ids].sort((a, b) => numberOf(seed, a) - numberOf(seed, b)))
      for (const id of ids) expect(seededNumber(seed, id)).toBe(numberOf(seed, id))
    }),
  )
})
