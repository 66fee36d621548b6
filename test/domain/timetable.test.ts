import { clashesOf, type Slot } from '@domain/office/clashes'
import { type Candidate, copiedStart, planRows, repeatedStarts, unitEnd, unitStart } from '@domain/office/copy'
import { nthWeekday, specialDay, weekdayOrdinal } from '@domain/office/holidays'
import { PRESETS } from '@domain/office/offering-form'
import { sayRules } from '@domain/office/say-rules'
import { DAY, HOUR, localClock, localDate, MINUTE, weekday } from '@domain/time'
import fc from '../random'

const at = (text: string) => Date.parse(`${text}:00+08:00`)
const OPEN = { week: [0, 1, 2, 3, 4, 5, 6].map(day => ({ weekday: day, opens: 0, closes: 1440 })), closures: [] }

describe('copying', () => {
  const month = (startsAt: string, from: string, to: string) => {
    const copied = copiedStart('month', at(startsAt), unitStart('month', at(from)), unitStart('month', at(to)))
    return copied === null ? null : `${localDate(copied)} ${localClock(copied)}`
  }

  test.each([
    ['the second Saturday to the second Saturday', '2026-11-14T14:30', '2026-12-01T00:00', '2026-12-12 14:30'],
    ['over the end of a year', '2026-12-01T09:00', '2027-01-15T00:00', '2027-01-05 09:00'],
    ['a fifth weekday that the month has not', '2026-11-30T09:00', '2027-02-01T00:00', null],
    ['into a February with 29 days', '2028-01-29T09:00', '2028-02-10T00:00', null],
    ['a leap day to the fifth Tuesday', '2028-02-29T09:00', '2028-05-01T00:00', '2028-05-30 09:00'],
  ])('%s', (_name, source, to, expected) => {
    expect(month(source, source, to)).toBe(expected)
  })

  test('a week keeps weekday and clock time, and a term shifts all of its weeks', () => {
    const start = at('2026-11-04T18:30')
    const from = unitStart('week', start)
    expect(localDate(from)).toBe('2026-11-02')
    const copied = copiedStart('week', start, from, unitStart('week', at('2026-11-20T00:00'))) ?? 0
    expect(`${localDate(copied)} ${localClock(copied)}`).toBe('2026-11-18 18:30')
    expect(localDate(unitEnd('term', from, 3) - 1)).toBe('2026-11-22')
    expect(localDate(unitEnd('month', unitStart('month', start)))).toBe('2026-12-01')
  })

  test('any month: weekday, ordinal and clock time stay', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1500 }),
        fc.integer({ min: 0, max: 1439 }),
        fc.integer({ min: 0, max: 40 }),
        (day, minute, months) => {
          const startsAt = at('2025-01-01T00:00') + day * DAY + minute * MINUTE
          const to = unitStart('month', at('2026-01-01T00:00') + months * 30.5 * DAY)
          const copied = copiedStart('month', startsAt, unitStart('month', startsAt), to)
          if (copied === null) return expect(weekdayOrdinal(startsAt)).toBe(5)
          expect([weekday(copied), weekdayOrdinal(copied), localClock(copied)]).toEqual([
            weekday(startsAt),
            weekdayOrdinal(startsAt),
            localClock(startsAt),
          ])
          expect(unitStart('month', copied)).toBe(to)
        },
      ),
    )
  })
})

test('holidays and the days that are worked instead are known', () => {
  expect(specialDay('2026-10-01')).toEqual({ kind: 'holiday', name: '国庆节' })
  expect(specialDay('2026-10-10')).toEqual({ kind: 'workday', name: '国庆节' })
  expect(specialDay('2026-10-11')).toBe(null)
  expect(nthWeekday('2026-12', 6, 2)).toBe(at('2026-12-12T00:00'))
})

test('a repetition names each weekday of the span once, both ends included', () => {
  const starts = repeatedStarts([2, 4], 870, at('2026-12-01T00:00'), at('2026-12-10T00:00'))
  expect(starts.map(ms => `${localDate(ms)} ${localClock(ms)}`)).toEqual([
    '2026-12-01 14:30',
    '2026-12-03 14:30',
    '2026-12-08 14:30',
    '2026-12-10 14:30',
  ])
})

describe('what is planned', () => {
  const candidate = (startsAt: string | null, change: Partial<Candidate> = {}): Candidate => ({
    id: `c-${startsAt}`,
    kind: 'class',
    offeringId: 'a',
    title: '花灯',
    room: '二楼',
    teacher: '沈老师',
    startsAt: startsAt === null ? null : at(startsAt),
    length: HOUR,
    sourceAt: null,
    ...change,
  })
  const existing = [
    {
      id: 'x',
      offeringId: 'b',
      kind: 'class' as const,
      title: '摄影',
      room: '二楼',
      teacher: '马老师',
      startsAt: at('2026-12-03T09:00'),
      endsAt: at('2026-12-03T10:00'),
    },
  ]
  const why = (...candidates: Candidate[]) =>
    planRows(candidates, {
      now: at('2026-12-01T12:00'),
      hours: { ...OPEN, closures: [{ from: '2026-12-05', to: '2026-12-05', reason: '检修' }] },
      existing,
    }).map(row => [row.why, row.detail])

  test('is skipped with its reason, and created where there is none', () => {
    expect(
      why(
        candidate('2026-12-02T09:00'),
        candidate('2026-12-03T09:30'),
        candidate('2026-12-03T09:30', { room: '三楼', teacher: '马老师' }),
        candidate('2026-12-01T09:00'),
        candidate('2026-12-05T09:00'),
        candidate('2027-01-01T09:00'),
        candidate('2026-12-03T09:00', { offeringId: 'b' }),
        candidate(null),
      ),
    ).toEqual([
      [null, null],
      ['room', '摄影'],
      ['teacher', '摄影'],
      ['past', null],
      ['closed', '检修'],
      ['holiday', '元旦'],
      ['exists', null],
      ['no-such-day', null],
    ])
  })

  test('earlier sessions of the same plan take the room from later ones', () => {
    expect(why(candidate('2026-12-02T09:00'), candidate('2026-12-02T09:30', { teacher: '别人' }))).toEqual([
      [null, null],
      ['room', '花灯'],
    ])
  })
})

test('clashes are found exactly where two sessions overlap in a room or a teacher', () => {
  const slot = fc.record({
    room: fc.constantFrom('', '一楼', '二楼', '二 楼'),
    teacher: fc.constantFrom('', '甲', '乙'),
    startsAt: fc.integer({ min: 0, max: 20 }),
    length: fc.integer({ min: 1, max: 6 }),
    kind: fc.constantFrom('class' as const, 'seat' as const),
  })
  const plain = (text: string) => text.replaceAll(' ', '')
  fc.assert(
    fc.property(fc.array(slot, { maxLength: 8 }), fc.array(slot, { maxLength: 8 }), (mine, fixed) => {
      const named = (list: typeof mine, prefix: string): Slot[] =>
        list.map(({ length, ...rest }, n) => ({
          ...rest,
          id: `${prefix}${n}`,
          title: prefix,
          endsAt: rest.startsAt + length,
        }))
      const [own, others] = [named(mine, 'p'), named(fixed, 'f')]
      const expected = new Set<string>()
      for (const [n, a] of own.entries()) {
        for (const b of [...own.slice(n + 1), ...others]) {
          const meets = a.startsAt < b.endsAt && b.startsAt < a.endsAt
          const room = plain(a.room) !== '' && plain(a.room) === plain(b.room)
          const teacher = a.teacher !== '' && a.teacher === b.teacher && a.kind === 'class' && b.kind === 'class'
          if (meets && (room || teacher)) expected.add([a.id, b.id].sort().join())
        }
      }
      const found = clashesOf(own, others).map(({ id, other }) => [id, other.id].sort().join())
      expect(new Set(found)).toEqual(expected)
      expect(found).toHaveLength(expected.size)
    }),
  )
})

describe('rules in words', () => {
  const [base] = PRESETS
  if (!base) throw new Error('there are no presets')

  test('are a plain sentence', () => {
    expect(sayRules(base.rules)).toBe(
      '提前 7 天开放预约，开始前 30 分钟截止。开始前 2 小时内不能取消，一次最多 2 人一起，每人同时最多约 3 场。不限年龄。' +
        '名额空出来给候补的人留 30 分钟。开始前 30 分钟可以签到。',
    )
  })

  test('differ for every preset, and for every field that is changed', () => {
    const texts = PRESETS.map(({ rules, series }) => sayRules(rules, series))
    expect(new Set(texts).size).toBe(PRESETS.length)
    const { rules } = base
    const changed = [
      { ...rules, opensBefore: null },
      { ...rules, opensBefore: 8 * DAY },
      { ...rules, closesBefore: 0 },
      { ...rules, closesBefore: -HOUR },
      { ...rules, cancelBefore: 0 },
      { ...rules, maxActive: null },
      { ...rules, partyMax: 5 },
      { ...rules, offerFor: HOUR },
      { ...rules, graceMs: 20 * MINUTE },
      { ...rules, checkInBefore: 0 },
      { ...rules, fixedParty: true as const },
      { ...rules, audience: { ageMin: 50, ageMax: null, accompanied: 'no' as const } },
      { ...rules, audience: { ageMin: 6, ageMax: 12, accompanied: 'together' as const } },
      { ...rules, ballot: { drawBefore: 2 * DAY } },
    ].map(one => sayRules(one))
    expect(new Set([...changed, sayRules(rules), sayRules(rules, 'whole'), sayRules(rules, 'both')]).size).toBe(
      changed.length + 3,
    )
  })
})
