import { atLocal } from '@domain/time'
import { aCentre } from '../../worlds/fixtures/index'
import { slowFigures } from '../domain/support/slow-rating'
import { DEADLINES, IN, manager, mark, ONE, OTHER, office, openStars } from './support/star-stage'
import { CLASSES, COUNTIES, ids, RECORDS } from './support/star-year'

/** The star rating of a year, from its opening to the stars of a centre: what is counted, and what comes of it. */

const { world, send, ask, codeOf, tick, starsOf, seed, open, markAll } = openStars()

beforeEach(seed)
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
