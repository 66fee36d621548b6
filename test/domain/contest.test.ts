import { deliveryOf, deliveryTenths, isEligible, type RecordedSession } from '@domain/contest/delivery'
import { kindFactsOf, kindOfId, stageLabel } from '@domain/contest/kinds'
import { awardedOf, goingOn, placesOf, type RankedEntry, toLookAt } from '@domain/contest/rank'
import { CONTEST_KINDS, contestRulesOf, latestContestRules } from '@domain/contest/rules'
import { areContestMarks, type StageResult, stageResults } from '@domain/contest/score'
import { CONTEST_STAGES } from '@domain/contest/stage'
import { conflictOf, type Tie } from '@domain/contest/ties'
import type { Marks } from '@domain/rating/result'
import { DAY } from '@domain/time'
import { randomRuns } from '../depth'
import fc from '../random'

const rules = latestContestRules()
const FIRST = 1_700_000_000_000

it('has a sheet of 75 points beside 25 for recorded delivery, and stages of 30, 20 and 50 per cent', () => {
  const points = Object.fromEntries(rules.criteria.map(criterion => [criterion.id, criterion.points]))
  expect(points).toEqual({ need: 20, effect: 25, resources: 15, replicability: 10, stage: 5 })
  expect(rules.sessions.points + rules.people.points + rules.attendance.points).toBe(25)
  expect(rules.weights).toEqual({ case: 30, pitch: 20, roadshow: 50 })
})

it('finds the rules that a contest was opened with', () => {
  expect(contestRulesOf(rules.id)).toBe(rules)
  expect(contestRulesOf(99)).toBe(rules)
})

describe('a kind of contest', () => {
  test.each(CONTEST_KINDS)('%s is opened with rules of its own, and known by the ids that it gives', kind => {
    expect(latestContestRules(kind).kind).toBe(kind)
    expect(kindOfId(`${kindFactsOf(kind).prefix}-2026-jiangchuan`)).toBe(kind)
  })

  test.each([
    ['contest-2026', 'project'],
    ['talent-2026', 'talent'],
    ['talents', 'project'],
    ['2026-talent-', 'project'],
  ])('has ids that never change: %s is of a %s', (id, kind) => {
    expect(kindOfId(id)).toBe(kind)
  })

  test('begins its ids with a word of its own, which never changes', () => {
    expect(CONTEST_KINDS.map(kind => [kind, kindFactsOf(kind).prefix])).toEqual([
      ['project', 'contest'],
      ['talent', 'talent'],
    ])
  })

  test('has a Chinese name, and one for each of its stages', () => {
    for (const kind of CONTEST_KINDS) {
      const stages = CONTEST_STAGES.map(stage => stageLabel(stage, kind))
      expect(new Set(stages).size).toBe(CONTEST_STAGES.length)
      for (const text of [kindFactsOf(kind).label, ...stages]) expect(text).toMatch(/^[\u4e00-\u9fff]{2,}$/)
    }
  })
})

describe('what takes part', () => {
  const session = (days: number, change: Partial<RecordedSession> = {}): RecordedSession => ({
    firstLoggedAt: FIRST + days * DAY,
    attended: 3,
    capacity: 10,
    people: ['a', 'b', 'c'],
    ...change,
  })
  const on = (...days: number[]) => days.map(day => session(day))
  test.each([
    ['six sessions within 183 days', on(0, 30, 60, 90, 120, 183), true],
    ['a day too short', on(0, 30, 60, 90, 120, 182), false],
    ['five sessions', on(0, 30, 60, 90, 183), false],
    ['a sixth that nobody came to', [...on(0, 30, 60, 90, 183), session(120, { attended: 0, people: [] })], false],
    ['a last one that nobody came to', [...on(0, 30, 60, 90, 100, 120), session(190, { attended: 0 })], false],
    ['nothing', [], false],
  ])('%s', (_, sessions, expected) => {
    expect(isEligible(deliveryOf(sessions), rules)).toBe(expected)
  })

  it('is nothing, from no time to no time, where nobody came', () => {
    const nothing = { sessions: 0, people: 0, attended: 0, places: 0, firstAt: 0, lastAt: 0 }
    expect(deliveryOf([])).toEqual(nothing)
    expect(deliveryOf([session(3, { attended: 0, people: [] })])).toEqual(nothing)
  })

  it('is counted in sessions, distinct people, and attendance, in tenths that are rounded down', () => {
    const delivery = deliveryOf([session(5), session(0, { people: ['a', 'd'], attended: 2 })])
    expect(delivery).toEqual({
      ...{ sessions: 2, people: 4, attended: 5, places: 20 },
      ...{ firstAt: FIRST, lastAt: FIRST + 5 * DAY },
    })
    // 80 × 2 ÷ 24, 90 × 4 ÷ 120, 80 × 25 % ÷ 80 %.
    expect(deliveryTenths(delivery, rules)).toBe(6 + 3 + 25)
    expect(deliveryTenths({ ...delivery, sessions: 99, people: 999, attended: 20 }, rules)).toBe(250)
    expect(deliveryTenths(deliveryOf([]), rules)).toBe(0)
  })
})

describe('a conflict', () => {
  const now = FIRST
  const entry = {
    centreId: 'jiangchuan',
    centreName: '江川区党群服务中心',
    county: '江川区',
    partners: ['玉溪 益家社', 'NGO 小屋'],
    accountId: 'mum',
  }
  const tie = (kind: Tie['kind'], key: string, until: number | null = null): Tie => ({ kind, key, until })
  test.each([
    ['works at the centre', tie('centre', 'jiangchuan'), 'centre'],
    ['worked there less than three years ago', tie('centre', 'jiangchuan', now - rules.tieLasts + 1), 'centre'],
    ['worked there three years ago', tie('centre', 'jiangchuan', now - rules.tieLasts), null],
    ['works for the county', tie('county', '江川区'), 'county'],
    ['is employed by a partner, written otherwise', tie('employer', '玉溪益家社'), 'employer'],
    ['is employed by the centre, by its name', tie('employer', '江川区党群服务中心'), 'employer'],
    ['is a partner', tie('partner', '玉溪　益家社'), 'partner'],
    ['is the household that entered it', tie('household', 'mum'), 'household'],
    ['has family at the centre', tie('household', 'jiangchuan'), 'household'],
    ['is a partner whose name has other letters', tie('partner', 'ngo小屋'), 'partner'],
    ['works elsewhere', tie('centre', 'tonghai'), null],
    ['is employed elsewhere', tie('employer', '玉溪益友社'), null],
    ['is another partner', tie('partner', '江川区老年大学'), null],
    ['is another household', tie('household', 'dad'), null],
    ['names mean nothing as an id', tie('county', 'jiangchuan'), null],
  ])('%s', (_, own, expected) => {
    expect(conflictOf([own], entry, now, rules)).toBe(expected)
  })
})

const FULL: Marks = { need: 200, effect: 250, resources: 150, replicability: 100, stage: 50 }
/** Marks that add up to a total; `effect` is what they give for it. */
const marks = (total: number, effect = 0): Marks => ({
  ...{ need: total - effect, effect },
  ...{ resources: 0, replicability: 0, stage: 0 },
})
const sheets = (...totals: number[]) =>
  Object.fromEntries(totals.map((total, n): [string, Marks] => [`juror-${n}`, marks(total)]))

describe('sheets', () => {
  test.each([
    ['full marks', FULL, true],
    ['no marks at all', marks(0), true],
    ['more than its points', { ...FULL, stage: 51 }, false],
    ['less than nothing', { ...FULL, stage: -1 }, false],
    ['half a tenth', { ...FULL, stage: 1.5 }, false],
    ['one missing', { need: 1, effect: 1, resources: 1, replicability: 1 }, false],
    ['what is computed', { ...FULL, delivery: 250 }, false],
  ])('take %s: %#', (_, own, expected) => {
    expect(areContestMarks(own, rules)).toBe(expected)
  })

  test.each([
    [
      'nine: without the highest and the lowest',
      [0, 100, 100, 100, 101, 100, 100, 100, 500],
      { score: 100, spread: 500 },
    ],
    ['seven: the same', [0, 10, 20, 30, 40, 50, 700], { score: 30, spread: 700 }],
    ['six: the mean', [0, 10, 20, 30, 40, 500], { score: 100, spread: 500 }],
    ['six: a half is rounded up', [10, 10, 10, 11, 11, 11], { score: 11, spread: 1 }],
  ])('%s', (_, totals, expected) => {
    const [entry] = [{ id: 'one', delivery: 0, sheets: sheets(...totals) }]
    expect(stageResults([entry], rules).get('one')).toMatchObject({ ...expected, sheets: totals.length })
  })

  it('give the mean of what counts for effect too', () => {
    const own = (...effects: number[]) =>
      Object.fromEntries(effects.map((effect, n): [string, Marks] => [`juror-${n}`, marks(300, effect)]))
    const effectOf = (sent: Record<string, Marks>) =>
      stageResults([{ id: 'one', delivery: 0, sheets: sent }], rules).get('one')?.effect
    expect(effectOf(own(10, 20, 30, 40, 51))).toBe(30)
    expect(effectOf({ ...own(10, 20, 30, 40), 'juror-4': { need: 300 } })).toBe(20)
  })

  it('of equal totals, leave out that of the first juror by id, whoever sends first', () => {
    const own: [string, Marks][] = [
      ['juror-a', marks(100, 0)],
      ['juror-b', marks(100, 50)],
      ...['c', 'd', 'e', 'f'].map((id): [string, Marks] => [`juror-${id}`, marks(200, 10)]),
      ['juror-g', marks(300, 90)],
    ]
    for (const sent of [own, [...own].reverse()]) {
      const [entry] = [{ id: 'one', delivery: 0, sheets: Object.fromEntries(sent) }]
      expect(stageResults([entry], rules).get('one')).toMatchObject({ effect: 18, score: 180 })
    }
  })

  it('come to nothing where the highest and the lowest are all that there are', () => {
    const few = { ...rules, leastSheets: 1, trimFrom: 2 }
    const entry = { id: 'one', delivery: 0, sheets: sheets(100, 200) }
    expect(stageResults([entry], few).get('one')).toMatchObject({ sheets: 2, score: 0, spread: 100 })
  })

  it('are too few below five, so that the entry is judged again', () => {
    const entry = { id: 'one', delivery: 0, sheets: sheets(1, 2, 3, 4) }
    expect(stageResults([entry], rules).get('one')).toBeNull()
  })

  it('are set beside what each juror usually gives', () => {
    const entry = (id: string, ...totals: number[]) => ({ id, delivery: 10, sheets: sheets(...totals) })
    // The last juror gives little to all, and the same to both.
    const results = stageResults([entry('high', 300, 300, 300, 300, 50), entry('low', 100, 200, 290, 100, 50)], rules)
    expect([results.get('high')?.z, results.get('low')?.z]).toEqual([80, -80])
    expect(results.get('high')?.score).toBe(260)
  })

  it('count the same whoever sends first, in whole tenths, between the lowest and the highest', () => {
    const total = fc.integer({ min: 0, max: 750 })
    fc.assert(
      fc.property(fc.array(total, { minLength: 5, maxLength: 9 }), fc.nat(250), (totals, delivery) => {
        const one = { id: 'one', delivery, sheets: sheets(...totals) }
        const turned = { ...one, sheets: Object.fromEntries(Object.entries(one.sheets).reverse()) }
        const result = stageResults([one], rules).get('one')
        expect(stageResults([turned], rules).get('one')).toEqual(result)
        const counted = [...totals].sort((a, b) => a - b).slice(...(totals.length >= 7 ? [1, -1] : []))
        const exact = counted.reduce((sum, own) => sum + own, 0) / counted.length + delivery
        expect(Number.isInteger(result?.score)).toBe(true)
        expect(Math.abs((result?.score ?? 0) - exact)).toBeLessThanOrEqual(0.5)
      }),
      randomRuns({ deep: 2000, byDefault: 200 }),
    )
  })
})

describe('places', () => {
  const result = (score: number, change: Partial<StageResult> = {}): StageResult => ({
    ...{ sheets: 9, score, effect: 100, spread: 10, z: 0 },
    ...change,
  })
  const entry = (id: string, score: number, change: Partial<RankedEntry> = {}): RankedEntry => ({
    id,
    results: { case: result(score), pitch: result(score), roadshow: result(score) },
    delivery: { people: 10, firstAt: 5 },
    isWithdrawn: false,
    ...change,
  })
  const placed = (...entries: RankedEntry[]) => placesOf(entries, rules).map(({ id, place }) => `${place} ${id}`)

  it('weigh the stages, and round once', () => {
    const results = { case: result(701), pitch: result(803), roadshow: result(905) }
    // 210.3 + 160.6 + 452.5
    expect(placesOf([entry('a', 0, { results })], rules)).toEqual([{ id: 'a', place: 1, score: 823 }])
  })

  test.each([
    ['effect', { results: { case: result(500, { effect: 105 }), pitch: result(500), roadshow: result(500) } }],
    ['distinct people', { delivery: { people: 11, firstAt: 9 } }],
    ['the earlier start', { delivery: { people: 10, firstAt: 4 } }],
  ])('are decided at equal scores by %s', (_, better) => {
    expect(placed(entry('a', 500), entry('b', 500, better))).toEqual(['1 b', '2 a'])
  })

  it('are shared by entries that are equal in everything', () => {
    expect(placed(entry('c', 400), entry('b', 500), entry('a', 500))).toEqual(['1 a', '1 b', '3 c'])
  })

  it('are computed again without an entry that was withdrawn', () => {
    const [a, b, c] = [entry('a', 900), entry('b', 800), entry('c', 700)]
    expect(placed(a, b, c)).toEqual(['1 a', '2 b', '3 c'])
    expect(placed({ ...a, isWithdrawn: true }, b, c)).toEqual(['1 b', '2 c'])
  })

  it('put who came further first, whatever the scores', () => {
    expect(placed(entry('out', 999, { results: { case: result(999) } }), entry('in', 10))).toEqual(['1 in', '2 out'])
    expect(placed(entry('none', 0, { results: {} }))).toEqual([])
  })

  it('decide who goes on, with all who share the last place', () => {
    const few = { ...rules, places: { case: 9, pitch: 2, roadshow: 1 } }
    const all = [entry('a', 900), entry('b', 800), entry('c', 800), entry('d', 700)]
    expect(goingOn(all, 'pitch', few)).toEqual(['a', 'b', 'c'])
    expect(goingOn(all, 'roadshow', few)).toEqual(['a'])
  })

  it('are awarded to as many of the first as the rules say, in some contests to nobody', () => {
    const places = placesOf([entry('a', 900), entry('b', 800), entry('c', 800)], rules)
    expect(awardedOf(places, { ...rules, award: { most: 2, fen: 1 } })).toEqual(new Set(['a', 'b']))
    expect(awardedOf(places, { ...rules, award: { most: 9, fen: 1 } })).toEqual(new Set(['a', 'b', 'c']))
    expect(awardedOf(places, { ...rules, award: null })).toEqual(new Set())
  })

  it('wait for somebody to look at sheets that are 20 points apart', () => {
    const results = { case: result(1, { spread: 199 }), pitch: result(1, { spread: 200 }) }
    expect(toLookAt(results, rules)).toEqual(['pitch'])
  })
})
