import { checkStanding } from '@domain/bookings/rules/standing'
import { excuseFor } from '@domain/noshows/excuse'
import { countedOf, NO_SHOW_MEMORY, NO_SHOW_WINDOW, standingAt } from '@domain/noshows/ladder'
import { decideSessionChange, decideSessionMove } from '@domain/sessions/change'
import { DAY, HOUR, MINUTE } from '@domain/time'
import { randomRuns } from '../depth'
import fc from '../random'

const NOW = Date.parse('2026-07-08T10:00:00+08:00')
const ago = (...days: number[]) => days.map(day => NOW - day * DAY)

describe('the ladder', () => {
  test.each([
    ['no no-shows', [], { count: 0, step: 'none', pausedUntil: null }],
    ['once', [3], { count: 1, step: 'reminder', pausedUntil: null }],
    ['twice', [100, 3], { count: 2, step: 'warning', pausedUntil: null }],
    ['three times', [100, 50, 3], { count: 3, step: 'pause', pausedUntil: NOW + 11 * DAY }],
    ['three times, and the pause is over', [100, 50, 14], { count: 3, step: 'warning', pausedUntil: null }],
    ['a fourth time starts another pause', [100, 50, 20, 1], { count: 4, step: 'pause', pausedUntil: NOW + 13 * DAY }],
    ['no-shows older than half a year do not count', [180, 90], { count: 1, step: 'reminder', pausedUntil: null }],
    [
      'a pause goes on when its first cause is forgotten',
      [184, 90, 5],
      { count: 2, step: 'pause', pausedUntil: NOW + 9 * DAY },
    ],
    ['three, but never within half a year', [300, 150, 3], { count: 2, step: 'warning', pausedUntil: null }],
    ['the third at this moment', [100, 50, 0], { count: 3, step: 'pause', pausedUntil: NOW + 14 * DAY }],
    ['of two pauses the later one', [50, 40, 10, 3], { count: 4, step: 'pause', pausedUntil: NOW + 11 * DAY }],
    ['future no-shows do not pause', [50, 40, -1], { count: 2, step: 'warning', pausedUntil: null }],
    ['future no-shows do not count', [-1], { count: 0, step: 'none', pausedUntil: null }],
  ])('%s', (_, days, expected) => {
    expect(standingAt(ago(...days), NOW)).toEqual(expected)
  })

  test('it remembers misses for half a year, and as long as a pause lasts after that', () => {
    expect(NO_SHOW_MEMORY).toBe(194 * DAY)
  })

  test('counted misses of each person are in their order', () => {
    const missed = (memberId: string, missedAt: number) => ({ memberId, missedAt, state: 'counted' as const })
    const records = [missed('self', 3), missed('guoguo', 9), missed('self', 1), missed('self', 2)]
    expect(countedOf(records)).toEqual({ self: [1, 2, 3], guoguo: [9] })
  })

  const record = fc.record({
    memberId: fc.constantFrom('self', 'guoguo', 'doudou'),
    missedAt: fc.integer({ min: 0, max: 400 }).map(days => NOW - days * DAY),
    state: fc.constantFrom('counted' as const, 'excused' as const),
  })

  test('a standing depends only on counted records within the window, not on their order', () => {
    fc.assert(
      fc.property(
        fc
          .array(record, { maxLength: 30 })
          .chain(records =>
            fc.tuple(fc.constant(records), fc.shuffledSubarray(records, { minLength: records.length })),
          ),
        fc.constantFrom('self', 'guoguo', 'doudou'),
        ([records, shuffled], memberId) => {
          const of = (some: typeof records) => standingAt(countedOf(some)[memberId] ?? [], NOW)
          const standing = of(records)
          expect(of(shuffled)).toEqual(standing)
          expect(of(records.filter(({ state }) => state === 'counted'))).toEqual(standing)
          expect(of(records.filter(({ missedAt }) => missedAt > NOW - NO_SHOW_MEMORY))).toEqual(standing)
          const recent = records.filter(
            one => one.memberId === memberId && one.state === 'counted' && one.missedAt > NOW - NO_SHOW_WINDOW,
          )
          expect(standing.count).toBe(recent.length)
          if (standing.pausedUntil !== null) expect(standing.step).toBe('pause')
        },
      ),
      randomRuns({ deep: 2000, byDefault: 2000 }),
    )
  })

  test('an excuse never worsens a standing', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 8 }), days => {
        const all = standingAt(ago(...days), NOW)
        const fewer = standingAt(ago(...days.slice(1)), NOW)
        expect(fewer.count).toBeLessThanOrEqual(all.count)
        expect(fewer.pausedUntil ?? 0).toBeLessThanOrEqual(all.pausedUntil ?? 0)
      }),
    )
  })
})

test('a pause applies to one person only, and ends', () => {
  const missed = { guoguo: ago(9, 6, 3) }
  const [guoguo, self] = [{ id: 'guoguo' }, { id: 'self' }]
  expect(checkStanding([self, guoguo], missed, NOW)).toEqual({
    code: 'PAUSED',
    detail: { memberId: 'guoguo', until: NOW + 11 * DAY, count: 3 },
  })
  expect(checkStanding([self], missed, NOW)).toBeNull()
  expect(checkStanding([guoguo], missed, NOW + 11 * DAY - 1)?.code).toBe('PAUSED')
  expect(checkStanding([guoguo], missed, NOW + 11 * DAY)).toBeNull()
})

describe('a ladder that nobody falls up', () => {
  const afternoon = [NOW - 3 * HOUR, NOW - 2 * HOUR, NOW - HOUR]

  test('three misses in one afternoon are one step', () => {
    expect(standingAt(afternoon, NOW)).toEqual({ count: 3, step: 'reminder', pausedUntil: null })
    expect(standingAt([...ago(50), ...afternoon], NOW)).toMatchObject({ count: 4, step: 'warning' })
    expect(standingAt([...ago(60, 50), ...afternoon], NOW).step).toBe('pause')
  })

  test.each<[string, number[], number[], 'warning' | 'pause']>([
    ['never warned', ago(60, 50, 3), [], 'warning'],
    ['warned before there was anything to warn of', ago(60, 50, 3), ago(55), 'warning'],
    ['warned after the third miss only', ago(60, 50, 3), ago(2), 'warning'],
    ['warned half a year before the third miss', ago(200, 190, 60, 50, 3), ago(183), 'warning'],
    ['warned at the moment of the third miss', ago(60, 50, 3), ago(3), 'pause'],
    ['warned between the second and the third', ago(60, 50, 3), ago(40), 'pause'],
    ['warned, and a fourth miss', ago(60, 50, 40, 3), ago(20), 'pause'],
  ])('somebody %s', (_, missed, warned, step) => {
    expect(standingAt(missed, NOW, warned)).toMatchObject({
      step,
      pausedUntil: step === 'pause' ? NOW + 11 * DAY : null,
    })
  })
})

test.each([
  [{ moved: false, booked: 1, came: 0 }, null],
  [{ moved: true, booked: 9, came: 5 }, 'moved'],
  [{ moved: false, booked: 2, came: 0 }, null],
  [{ moved: false, booked: 3, came: 0 }, 'no-scan'],
  [{ moved: false, booked: 3, came: 1 }, null],
])('automatic excuse of an absence %j: %s', (facts, excuse) => {
  expect(excuseFor(facts)).toBe(excuse)
})

describe('changing a session', () => {
  const session = { now: NOW, status: 'open' as const, startsAt: NOW + HOUR, endsAt: NOW + 2 * HOUR }
  const to = (startsAt: number, endsAt: number) => decideSessionMove(session, { startsAt, endsAt })?.code ?? 'OK'

  test('it can be cancelled until it is over', () => {
    expect(decideSessionChange(session)).toBeNull()
    expect(decideSessionChange({ ...session, now: session.endsAt - 1 })).toBeNull()
    expect(decideSessionChange({ ...session, now: session.endsAt })).toEqual({
      code: 'SESSION_OVER',
      detail: { endedAt: session.endsAt },
    })
    expect(decideSessionChange({ ...session, status: 'cancelled' })?.code).toBe('SESSION_CANCELLED')
  })

  test('it can be moved until it begins, to a valid time', () => {
    expect(to(NOW + DAY, NOW + DAY + HOUR)).toBe('OK')
    expect(to(NOW, NOW + HOUR)).toBe('TIME_NOT_POSSIBLE')
    expect(to(NOW + DAY, NOW + DAY)).toBe('TIME_NOT_POSSIBLE')
    expect(to(NOW + DAY, NOW + 2 * DAY)).toBe('OK')
    expect(to(NOW + DAY, NOW + 2 * DAY + 1)).toBe('TIME_NOT_POSSIBLE')
    expect(to(NOW + 366 * DAY - 1, NOW + 366 * DAY)).toBe('OK')
    expect(to(NOW + 366 * DAY, NOW + 367 * DAY)).toBe('TIME_NOT_POSSIBLE')
    expect(to(NOW + 400 * DAY, NOW + 400 * DAY + HOUR)).toBe('TIME_NOT_POSSIBLE')
    const begun = decideSessionMove(
      { ...session, now: session.startsAt },
      { startsAt: NOW + DAY, endsAt: NOW + 2 * DAY },
    )
    expect(begun).toEqual({ code: 'SESSION_BEGUN', detail: { startedAt: session.startsAt } })
  })

  test.each([
    ['called off', { status: 'cancelled' as const }, 'SESSION_CANCELLED'],
    ['a day of seats', { layout: {} as never }, 'NOT_FOR_SPACES'],
    ['a meal sitting', { frozenAt: null }, 'NOT_FOR_SPACES'],
    ['a meal sitting that is frozen', { frozenAt: NOW }, 'NOT_FOR_SPACES'],
  ])('it cannot be moved: %s', (_what, change, code) => {
    const to = { startsAt: NOW + DAY, endsAt: NOW + DAY + HOUR }
    expect(decideSessionMove({ ...session, ...change }, to)).toEqual({ code, detail: null })
  })

  test('it cannot be moved to before, or shortly after, its announced draw', () => {
    const rules = { ballot: { drawBefore: DAY }, closesBefore: HOUR }
    const announced = { ...session, startsAt: NOW + 3 * DAY, endsAt: NOW + 3 * DAY + HOUR, rules }
    const drawAt = NOW + 2 * DAY
    const codeOf = (startsAt: number, change: object = {}) =>
      decideSessionMove({ ...announced, ...change }, { startsAt, endsAt: startsAt + HOUR })?.code ?? 'OK'
    expect(decideSessionMove(announced, { startsAt: NOW + DAY, endsAt: NOW + DAY + HOUR })).toEqual({
      code: 'DRAW_COMES_FIRST',
      detail: { drawAt },
    })
    expect(codeOf(drawAt + HOUR + 9 * MINUTE)).toBe('DRAW_COMES_FIRST')
    expect(codeOf(drawAt + HOUR + 10 * MINUTE)).toBe('OK')
    expect(codeOf(NOW + 9 * DAY)).toBe('OK')
    // The announced time counts, even after a move; after the draw there is no limit.
    expect(codeOf(NOW + 3 * DAY, { startsAt: NOW + 9 * DAY, announcedDrawAt: drawAt })).toBe('OK')
    expect(codeOf(NOW + DAY, { drawnAt: NOW })).toBe('OK')
  })
})
