import { type RouteName, routes } from '@domain/contracts'
import { atLocal } from '@domain/time'
import { aCentre } from '../../worlds/fixtures/index'
import { givenMarks } from '../../worlds/fixtures/stars'
import { slowFigures } from '../domain/support/slow-rating'
import { callsOf } from './in-process/calls'
import { openWorld } from './in-process/world'
import { validInputs } from './support/inputs'
import { CLASSES, COUNTIES, ids, RECORDS, START, starYear } from './support/star-year'

/** The star rating of a year, from its opening to the stars of a centre. */

const [ONE = '', OTHER = ''] = ids
const DEADLINES = {
  selfUntil: '2026-11-30',
  mutualUntil: '2026-12-20',
  countyUntil: '2027-01-10',
  cityUntil: '2027-01-20',
}
/** A moment in each phase. */
const IN = {
  self: START,
  mutual: atLocal('2026-12-05'),
  county: atLocal('2026-12-28'),
  city: atLocal('2027-01-15'),
  closed: atLocal('2027-01-25'),
}

const world = openWorld()
const { send, ask, codeOf } = callsOf(world)

const tick = async () => void (await (await world.startTick()).finish())
const starsOf = async (centreId: string) => (await world.stored('centrestars', { centreId }))[0]

async function seed() {
  world.setClock(START)
  await world.seed(starYear())
}

/** Opens the rating; afterwards the timer has done what it can. */
async function open() {
  await ask('city', 'office.openStars', DEADLINES)
  for (let n = 0; n < 3; n++) await tick()
}
const manager = (centreId: string) => `manager-${centreId}`
const office = (centreId: string) => `office-${COUNTIES[ids.indexOf(centreId) % 4]}`
const mark = (safety: number, words: string) => ({ n: 0, marks: givenMarks({ safety }), words })

/** Every centre assesses itself and its neighbours, offices mark all. Words and marks tell who gave them. */
async function markAll({ until }: { until: keyof typeof IN }) {
  await open()
  for (const centreId of ids) await ask(manager(centreId), 'office.assessStars', { centreId, ...mark(11, 'SELF') })
  if (until === 'self') return
  world.setClock(IN.mutual)
  await tick()
  for (const centreId of ids) {
    const { reviews } = await ask(manager(centreId), 'office.stars', { centreId })
    for (const { centreId: ratedId } of reviews)
      await ask(manager(centreId), 'office.reviewStars', { centreId, ratedId, ...mark(22, 'REVIEW') })
  }
  if (until === 'mutual') return
  world.setClock(IN.county)
  await tick()
  for (const centreId of ids)
    await ask(office(centreId), 'office.appraiseStars', { centreId, ...mark(33, 'COUNTY'), veto: null })
  if (until === 'county') return
  world.setClock(IN.city)
  await tick()
  await ask('city', 'office.appraiseStars', { centreId: ONE, ...mark(44, 'CITY'), veto: null })
  if (until === 'city') return
  world.setClock(IN.closed)
  await tick()
}

beforeEach(async () => {
  world.reset()
  await seed()
})
afterEach(async () => {
  expect(world.errors).toEqual([])
  expect(await world.stored('setbacks')).toEqual([])
})

test('counts the months that are over from the records, as a slow count does, and each later month once it has ended', async () => {
  await open()
  const hours = aCentre().hours
  const beside = { stations: 1, visits: 2, stars: 16, ratings: 4, needs: 2, answered: 1, residents: 100 }
  // The sum of all months: the slow count does not ask in which month something was.
  const past = CLASSES.slice(0, 4).map(({ counted }) => counted)
  expect(await starsOf(ONE)).toMatchObject({ counted: 10, figures: slowFigures(past, [beside], hours, RECORDS) })
  expect(await starsOf(OTHER)).toMatchObject({ counted: 10, figures: { riders: null, held: { tenths: 0 } } })
  world.setClock(atLocal('2026-12-05', 1))
  await tick()
  const all = CLASSES.map(({ counted }) => counted)
  const later = { ...beside, stars: 20, ratings: 5 }
  expect(await starsOf(ONE)).toMatchObject({ counted: 11, figures: slowFigures(all, [later], hours, RECORDS) })

  // The way to the records: the sessions of a month add up to what was counted.
  const { records } = await ask(manager(ONE), 'office.starRecords', { centreId: ONE, month: 3 })
  expect(records.map(({ id }) => id)).toEqual(['class-1', 'class-2'])
  const march = (await starsOf(ONE))?.months['03']
  for (const name of ['attended', 'closed', 'planned', 'missed'] as const)
    expect(records.reduce((sum, { counts }) => sum + counts[name], 0)).toBe(march?.[name])
})

test('opens once, with rules and deadlines that nobody changes, and with reviewers that the seed decides', async () => {
  await open()
  const [round] = await world.stored('starrounds')
  expect(await codeOf('city', 'office.openStars', DEADLINES)).toBe('OK')
  expect(await codeOf('city', 'office.openStars', { ...DEADLINES, selfUntil: '2026-12-01' })).toBe('STARS_OPENED')
  expect(await codeOf('city', 'office.openStars', { ...DEADLINES, cityUntil: '2027-01-04' })).toBe('DEADLINES_WRONG')
  expect(await world.stored('starrounds')).toEqual([round])
  // Behind a new year's rating an unpublished one would be out of reach.
  world.setClock(atLocal('2027-02-01'))
  const next = {
    ...{ selfUntil: '2027-11-30', mutualUntil: '2027-12-20', countyUntil: '2028-01-10', cityUntil: '2028-01-20' },
  }
  expect(await send('city', 'office.openStars', next)).toMatchObject({
    code: 'STARS_STILL_OPEN',
    detail: { year: 2026 },
  })
  await world.change('starrounds', 'stars-2026', { publishedAt: 1 })
  expect(await codeOf('city', 'office.openStars', next)).toBe('OK')
  const all = await world.stored('centrestars')
  expect(all.map(({ centreId }) => centreId).sort()).toEqual(ids)
  expect(all.every(({ reviewers }) => reviewers?.length === 5)).toBe(true)
})

test('a year: self, mutual, county, city, and the centre shows its stars', async () => {
  await markAll({ until: 'closed' })
  // Only the marked standards are left in its denominator: 189 of 210 tenths.
  await world.change('centrestars', `2026-${OTHER}`, { figures: {} })
  expect(await codeOf('city', 'office.publishStars', {})).toBe('OK')
  for (let n = 0; n < 2; n++) await tick()
  const stars = await starsOf(ONE)
  // 60 % of the city's 44, 40 % of the reviewers' 22; elsewhere the county's 33.
  expect(stars?.result?.tenths.safety).toBe(35)
  expect((await starsOf(OTHER))?.result?.tenths.safety).toBe(29)
  const result = stars?.result
  expect(await world.stored('centres', { _id: ONE })).toMatchObject([
    { stars: { stars: result?.stars ?? null, year: 2026, until: atLocal('2028-01-01') } },
  ])
  expect(result?.stars).toBeNull()
  expect(await ask('anybody', 'centre.get', { centreId: ONE })).toMatchObject({ centre: { stars: null } })
  const badge = async () => (await ask('anybody', 'centre.get', { centreId: OTHER })).centre.stars
  expect(await badge()).toEqual({ stars: 5, year: 2026 })
  world.setClock(atLocal('2028-01-01'))
  expect(await badge()).toBeNull()
  // The self score of 11 is more than a fifth of the points away.
  expect(await ask(manager(ONE), 'office.stars', { centreId: ONE })).toMatchObject({ result, toExplain: ['safety'] })
  expect(await ask('city', 'office.starBoard', {})).toMatchObject({
    round: { phase: 'published' },
    years: [{ year: 2026, centres: 16, five: 1, four: 0, three: 0 }],
  })
  const other = await ask('city', 'office.starBoard', { county: COUNTIES[0] ?? '' })
  expect(other.years).toEqual([{ year: 2026, centres: 4, five: 0, four: 0, three: 0 }])
  const own = await ask(manager(OTHER), 'office.stars', { centreId: OTHER })
  expect(own.years).toEqual([{ year: 2026, score: own.result?.score, stars: 5 }])
})

test('results are published when all are counted and marked, once all stages are over', async () => {
  await markAll({ until: 'mutual' })
  expect(await codeOf('city', 'office.publishStars', {})).toBe('STARS_NOT_NOW')
  // The end of the last day is midnight; a minute later a call of that day may still be running.
  world.setClock(atLocal('2027-01-21', 1))
  expect(await codeOf('city', 'office.publishStars', {})).toBe('STARS_NOT_NOW')
  world.setClock(atLocal('2027-01-21', 2))
  const reply = await send('city', 'office.publishStars', {})
  expect(reply).toMatchObject({ code: 'STARS_NOT_READY', detail: { uncounted: 16, unmarked: 16 } })
})

test('a centre that nobody marked in time keeps the others from their results only until the city marks it, once', async () => {
  await markAll({ until: 'closed' })
  await world.change('centrestars', `2026-${ONE}`, { byCounty: null, byCity: null })
  const waiting = await send('city', 'office.publishStars', {})
  expect(waiting).toMatchObject({ code: 'STARS_NOT_READY', detail: { unmarked: 1 } })
  const late = { centreId: ONE, ...mark(50, 'LATE'), veto: null }
  expect(await codeOf(office(ONE), 'office.appraiseStars', late)).toBe('STARS_NOT_NOW')
  expect(await codeOf('city', 'office.appraiseStars', { ...late, centreId: OTHER })).toBe('STARS_NOT_NOW')
  expect(await codeOf('city', 'office.appraiseStars', late)).toBe('OK')
  expect(await codeOf('city', 'office.appraiseStars', late)).toBe('OK')
  expect(await codeOf('city', 'office.appraiseStars', { ...late, n: 1, words: '再改' })).toBe('STARS_NOT_NOW')
  expect(await codeOf('city', 'office.publishStars', {})).toBe('OK')
})

test('a veto leaves no stars, and says so to the offices', async () => {
  await markAll({ until: 'county' })
  world.setClock(IN.city)
  await ask('city', 'office.appraiseStars', { centreId: ONE, ...mark(50, 'CITY'), veto: 'food-accident' })
  world.setClock(IN.closed)
  expect((await ask('city', 'office.starBoard', {})).rows.find(({ centreId }) => centreId === ONE)).toMatchObject({
    hasVeto: true,
    stars: null,
  })
})

test('marks are given in their stage, by whom they belong to, and for what they are', async () => {
  await open()
  expect(await ask('city', 'office.starBoard', {})).toMatchObject({ years: [] })
  const own = { centreId: ONE, ...mark(40, '台账齐全') }
  expect(await codeOf(manager(ONE), 'office.assessStars', { ...own, marks: [{ id: 'safety', tenths: 40 }] })).toBe(
    'MARKS_WRONG',
  )
  expect(await codeOf(manager(ONE), 'office.assessStars', { ...own, marks: givenMarks({ visit: 31 }) })).toBe(
    'MARKS_WRONG',
  )
  const reviewed = { centreId: ONE, ratedId: OTHER, ...mark(40, '') }
  expect(await codeOf(manager(ONE), 'office.reviewStars', reviewed)).toBe('STARS_NOT_NOW')
  expect(await codeOf(office(ONE), 'office.appraiseStars', { ...own, veto: null })).toBe('STARS_NOT_NOW')
  // Twice under one request; then somebody who has read nothing; then on top of it.
  const twice = [1, 2].map(() => send(manager(ONE), 'office.assessStars', own, 'request-assess'))
  expect((await Promise.all(twice)).map(({ ok }) => ok)).toEqual([true, true])
  expect(await codeOf(manager(ONE), 'office.assessStars', { ...own, words: '别的' })).toBe('STARS_CHANGED')
  expect(await codeOf(manager(ONE), 'office.assessStars', { ...own, n: 1, words: '别的' })).toBe('OK')
  world.setClock(IN.mutual)
  expect(await codeOf(manager(ONE), 'office.assessStars', { ...own, n: 2 })).toBe('STARS_NOT_NOW')
  const reviewers = (await starsOf(ONE))?.reviewers ?? []
  const stranger = ids.find(id => id !== ONE && !reviewers.includes(id)) ?? ''
  expect(
    await codeOf(manager(stranger), 'office.reviewStars', { centreId: stranger, ratedId: ONE, ...mark(1, '') }),
  ).toBe('STARS_NOT_FOUND')
  world.setClock(IN.county)
  expect(await codeOf('city', 'office.appraiseStars', { ...own, veto: null })).toBe('STARS_NOT_NOW')
})

test('a disputed session leaves the figures when an office upholds it, and only then', async () => {
  await open()
  const before = await starsOf(ONE)
  const dispute = (sessionId: string) =>
    codeOf(manager(ONE), 'office.disputeStars', { centreId: ONE, sessionId, words: '那天停电，改在院子里办' })
  expect(await dispute('class-2')).toBe('OK')
  expect(await dispute('class-3')).toBe('OK')
  expect(await dispute('class-3')).toBe('OK')
  expect(await dispute('no-such-class')).toBe('SESSION_NOT_FOUND')
  const elsewhere = { centreId: OTHER, sessionId: 'class-1', words: '不是我们的' }
  expect(await codeOf(manager(OTHER), 'office.disputeStars', elsewhere)).toBe('SESSION_NOT_FOUND')
  const decide = (sessionId: string, upheld: boolean) =>
    codeOf(office(ONE), 'office.decideStars', { centreId: ONE, sessionId, upheld, words: '看过照片' })
  expect(await decide('class-2', true)).toBe('OK')
  expect(await decide('class-2', true)).toBe('OK')
  expect(await decide('class-2', false)).toBe('STARS_CHANGED')
  expect(await decide('class-3', false)).toBe('OK')
  expect(await decide('class-1', true)).toBe('STARS_NOT_FOUND')
  await tick()
  const after = await starsOf(ONE)
  const left = CLASSES.slice(0, 4).filter(({ session }) => session._id !== 'class-2')
  const counted = left.map(one => one.counted)
  const beside = { stations: 1, visits: 2, stars: 16, ratings: 4, needs: 2, answered: 1, residents: 100 }
  expect(after?.figures).toEqual(slowFigures(counted, [beside], aCentre().hours, RECORDS))
  expect(after?.figures.rosters).not.toEqual(before?.figures.rosters)
  expect(after).toMatchObject({ recount: [], toRecount: 0, counted: 10 })
  const { records } = await ask(manager(ONE), 'office.starRecords', { centreId: ONE, month: 3 })
  expect(records.map(({ isDisputed, isLeftOut }) => [isDisputed, isLeftOut])).toEqual([
    [false, false],
    [true, true],
  ])
})

test('a month that is counted again keeps its complaints, whose records may be gone by then', async () => {
  const appeal = { reason: '堵车', at: atLocal('2026-02-10'), requestId: 'r', decision: null }
  await world.change('noshows', 'noshow-2', { appeal })
  await open()
  await world.change('noshows', 'noshow-2', { appeal: null })
  const session = { centreId: ONE, sessionId: 'class-2' }
  await ask(manager(ONE), 'office.disputeStars', { ...session, words: '那天停电' })
  await ask(office(ONE), 'office.decideStars', { ...session, upheld: true, words: '看过照片' })
  await tick()
  const march = (await starsOf(ONE))?.months['03']
  expect(march).toMatchObject({ complaints: 1, inTime: 0, rosters: 1 })
})

test('a tenth of the centres is counted again by hand, and an overstated standard earns nothing', async () => {
  await markAll({ until: 'mutual' })
  const sampled = (await world.stored('centrestars', { isSampled: true })).map(({ centreId }) => centreId)
  expect(sampled).toHaveLength(2)
  const [at = ''] = sampled
  await world.change('centrestars', `2026-${at}`, { figures: { held: { part: 100, whole: 100, tenths: 50 } } })
  const recheck = (openid: string, centreId: string, found: number) =>
    codeOf(openid, 'office.recheckStars', { centreId, standardId: 'held', found, words: '翻了纸质名单' })
  expect(await recheck(office(at), at, 94)).toBe('STARS_NOT_NOW')
  // The centre does not know that it will be.
  expect((await ask(manager(at), 'office.stars', { centreId: at })).isSampled).toBe(false)
  world.setClock(IN.county)
  await tick()
  expect(await recheck('city', at, 94)).toBe('STARS_NOT_NOW')
  const other = ids.find(id => !sampled.includes(id)) ?? ''
  expect(await recheck(office(other), other, 94)).toBe('STARS_NOT_FOUND')
  expect(await recheck(office(at), at, 94)).toBe('OK')
  expect(await recheck(office(at), at, 94)).toBe('OK')
  expect(await recheck(office(at), at, 100)).toBe('STARS_CHANGED')
  await ask(office(at), 'office.appraiseStars', { centreId: at, ...mark(50, 'COUNTY'), veto: null })
  world.setClock(IN.closed)
  await world.change('centrestars', `2026-${at}`, { figures: { held: { part: 100, whole: 100, tenths: 50 } } })
  expect(await ask(manager(at), 'office.stars', { centreId: at })).toMatchObject({
    isSampled: true,
    rechecks: [{ standardId: 'held', found: 94, part: 100, isOverstated: true }],
    result: { tenths: { held: 0 } },
  })
})

test('a centre explains a self score that was far off, after the appraisal and before the results', async () => {
  await markAll({ until: 'county' })
  const explain = (standardId: string) =>
    codeOf(manager(ONE), 'office.explainStars', { centreId: ONE, standardId, words: '后来补齐了' })
  expect(await explain('safety')).toBe('STARS_NOT_NOW')
  world.setClock(IN.closed)
  expect(await explain('visit')).toBe('STARS_NOT_FOUND')
  expect(await explain('safety')).toBe('OK')
  expect(await ask('city', 'office.stars', { centreId: ONE })).toMatchObject({ explained: { safety: '后来补齐了' } })
})

test('a late replay of an earlier explanation does not replace a later one', async () => {
  await markAll({ until: 'county' })
  world.setClock(IN.closed)
  const explain = (words: string, requestId: string) =>
    ask(manager(ONE), 'office.explainStars', { centreId: ONE, standardId: 'safety', words }, requestId)
  await explain('没有台账', 'request-first')
  await explain('后来补齐了', 'request-second')
  await explain('没有台账', 'request-first')
  // A request that changes nothing is remembered like any other.
  await explain('后来补齐了', 'request-third')
  await explain('台账在二楼', 'request-fourth')
  await explain('后来补齐了', 'request-third')
  expect(await starsOf(ONE)).toMatchObject({ explained: { safety: '台账在二楼' } })
})

describe('who sees marks before their stage is over', () => {
  const viewers = {
    own: manager(ONE),
    reviewer: '',
    county: office(ONE),
    'other county': office(OTHER),
    city: 'city',
  }
  /** Every reading route of offices and centres, at the first centre, at one that reviews it, and in each county. */
  const reads = (reviewer: string) =>
    (Object.keys(routes) as RouteName[])
      .filter(name => routes[name].effect === 'read' && /^(office|centre|me)\./.test(name))
      .flatMap(name => {
        const { centreId, county, ...input } = validInputs[name] as Record<string, unknown>
        const places = [
          ...('centreId' in validInputs[name] ? [{ centreId: ONE }, { centreId: reviewer }] : []),
          ...('county' in validInputs[name] ? COUNTIES.map(one => ({ county: one })) : []),
        ]
        return (places.length === 0 ? [{}] : places).map(place => ({ name, input: { ...input, ...place } }))
      })

  /** Who has seen which marks of the first centre, by any of them. */
  async function seen(phase: keyof typeof IN): Promise<Record<string, string[]>> {
    world.setClock(IN[phase])
    const reviewer = (await starsOf(ONE))?.reviewers?.[0] ?? ''
    const found: Record<string, string[]> = {}
    for (const [name, openid] of Object.entries({ ...viewers, reviewer: manager(reviewer) })) {
      const answers = [
        await send(openid, 'office.stars', { centreId: ONE }),
        await send(openid, 'office.stars', { centreId: reviewer }),
        await send(openid, 'office.starBoard', {}),
        ...(await Promise.all(COUNTIES.map(county => send(openid, 'office.starBoard', { county })))),
        await send(openid, 'centre.get', { centreId: ONE }),
      ]
      const text = JSON.stringify(answers.map(reply => (reply.ok ? reply.data : reply.code)))
      const others: unknown[] = []
      for (const { name: route, input } of reads(reviewer)) others.push(await send(openid, route, input as never))
      const given = { self: 11, review: 22, county: 33, city: 44 }
      found[name] = Object.entries(given)
        .filter(([, safety]) => `${text}${JSON.stringify(others)}`.includes(`"safety":${safety}`))
        .map(([which]) => which)
      if (/"score":\d|"stars":\d/.test(text)) found[name]?.push('score')
    }
    return found
  }

  // A reviewer sees their own self score and the review that they gave.
  test.each([
    ['self', { own: ['self'], reviewer: ['self'], county: [], 'other county': [], city: [] }],
    [
      'mutual',
      { own: ['self', 'review'], reviewer: ['self', 'review'], county: ['self'], 'other county': [], city: ['self'] },
    ],
    [
      'county',
      {
        own: ['self', 'review'],
        reviewer: ['self', 'review'],
        county: ['self', 'review', 'county'],
        'other county': [],
        city: ['self', 'review'],
      },
    ],
    [
      'city',
      {
        own: ['self', 'review'],
        reviewer: ['self', 'review'],
        county: ['self', 'review', 'county'],
        'other county': [],
        city: ['self', 'review', 'county', 'city'],
      },
    ],
  ] as const)('%s', async (phase, expected) => {
    await markAll({ until: phase })
    const found = await seen(phase)
    // The other county's office sees the first reviewer's centre when that is in its county; both are left out of this table.
    const { 'other county': _, ...rest } = found
    const { 'other county': __, ...wanted } = expected
    expect(rest).toEqual(wanted)
    expect(found['other county']).not.toContain('score')
  })

  test('afterwards a centre sees what it was given, and never who gave it', async () => {
    await markAll({ until: 'closed' })
    const found = await seen('closed')
    expect(found.own).toEqual(['self', 'review', 'county', 'city', 'score'])
    const own = await ask(manager(ONE), 'office.stars', { centreId: ONE })
    expect(own.reviewed).toHaveLength(5)
    const others = (await starsOf(ONE))?.reviewers ?? []
    expect(others.filter(id => JSON.stringify(own.reviewed).includes(id))).toEqual([])
  })
})
