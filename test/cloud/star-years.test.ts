import { DAY, HOUR, MINUTE } from '@domain/time'
import type { CentreStarsDocument } from '../../cloudfunctions/lib/kernel/store/documents'
import { aCentre, anOfficer } from '../../worlds/fixtures/index'
import { aCentreStars, aStarRound, FULL_MARKS } from '../../worlds/fixtures/stars'
import { seededRandom } from '../../worlds/random'
import { runs } from '../depth'
import { callsOf } from './in-process/calls'
import { openWorld } from './in-process/world'

/** What came of the years: counted once by the timer, so that the board of a city need not read them. */

const START = Date.parse('2026-11-20T02:00:00Z')
const COUNTIES = ['江川区', '通海县', '易门县'] as const
const world = openWorld()
const { ask } = callsOf(world)

async function tickAt(moment: number) {
  world.setClock(moment)
  await (await world.startTick()).finish()
}

beforeEach(() => world.reset())
afterEach(async () => expect(world.errors).toEqual([]))

const rounds = [2023, 2024, 2025].map(year =>
  aStarRound(START - 300 * DAY, { _id: `stars-${year}`, year, publishedAt: START, dueAt: START }),
)

/** Centres of random counties with random stars; of each year others. */
function randomYears(seed: string): CentreStarsDocument[] {
  const random = seededRandom(seed)
  return rounds.flatMap(({ year }) =>
    Array.from({ length: random.whole(0, 40) }, (_, n) =>
      aCentreStars({
        ...{ centreId: `centre-${n}`, year, county: random.pick(COUNTIES), byCounty: aSheet },
        result: { score: 700, tenths: {}, stars: random.pick([null, 3, 4, 5] as const) },
      }),
    ),
  )
}
const aSheet = { marks: FULL_MARKS, words: '', at: 1, n: 1, veto: null }

/** The same, counted slowly from the stored results. */
async function recount(county?: string) {
  const all = await world.stored('centrestars')
  return [2025, 2024, 2023].map(year => {
    const own = all.filter(one => one.year === year && (county === undefined || one.county === county))
    const having = (stars: number) => own.filter(({ result }) => result?.stars === stars).length
    return { year, centres: own.length, five: having(5), four: having(4), three: having(3) }
  })
}

test.each(Array.from({ length: runs({ byDefault: 6, deep: 60 }) }, (_, n) => `years ${n}`))(
  'the years of the board are what their results come to, in the city and in each county: %s',
  async seed => {
    await world.seed({ staff: [anOfficer('city')], starrounds: rounds, centrestars: randomYears(seed) })
    await tickAt(START)
    // Whatever is changed from now on, the board reads what was counted.
    for (const county of [undefined, ...COUNTIES]) {
      const { years } = await ask('city', 'office.starBoard', county === undefined ? {} : { county })
      expect(years).toEqual(await recount(county))
    }
    expect((await world.stored('starrounds')).map(({ dueAt }) => dueAt)).toEqual([0, 0, 0])
  },
)

test('a year is counted again until every centre has its result, also one whose turn comes late', async () => {
  const late = aCentreStars({ centreId: 'late', year: 2025, counted: 12, byCounty: aSheet })
  const [first, , last] = rounds
  const done = { score: 950, tenths: {}, stars: 5 as const }
  await world.seed({
    staff: [anOfficer('city')],
    starrounds: [first, last].flatMap(round => round ?? []),
    centrestars: [aCentreStars({ centreId: 'early', year: 2025, result: done }), late],
  })
  // Its result is given in this tick, perhaps after the year was counted; the board says so at once.
  await tickAt(START)
  const five = { year: 2025, centres: 2, five: 2, four: 0, three: 0 }
  const shown = async () => (await ask('city', 'office.starBoard', {})).years[0]
  expect(await shown()).toEqual(five)
  await tickAt(START + 2 * MINUTE)
  expect(await shown()).toEqual(five)
  expect(await world.stored('starrounds', { year: 2025 })).toMatchObject([
    { came: [{ county: '江川区', centres: 2, five: 2, four: 0, three: 0 }], dueAt: 0 },
  ])
})

test('what a former release has published is counted by the timer', async () => {
  const stored = rounds.map(round => ({ ...round, dueAt: 0 }))
  await world.seedAsStored({ timer: [{ _id: 'agenda', madeAt: START - DAY }], staff: [anOfficer('city')] })
  await world.seedAsStored({ starrounds: stored, centrestars: randomYears('former') })
  await tickAt(START)
  // The latest is counted from the rows that the board reads anyway.
  expect((await ask('city', 'office.starBoard', {})).years).toEqual((await recount()).slice(0, 1))
  for (const minutes of [3, 4, 5]) await tickAt(START + minutes * MINUTE)
  expect((await ask('city', 'office.starBoard', {})).years).toEqual(await recount())
  expect((await world.stored('starrounds')).map(({ dueAt }) => dueAt)).toEqual([0, 0, 0])
})

test('an earlier year can be looked at, with what was disputed; one that is not published cannot', async () => {
  const dispute = {
    ...{ month: 3, title: '书法', startsAt: START - 600 * DAY, words: '那天停电', at: START - 500 * DAY },
    decision: { upheld: true, words: '看过照片', at: START - 499 * DAY },
  }
  const result = { score: 950, tenths: {}, stars: 5 as const }
  await world.seed({
    centres: [aCentre()],
    staff: [anOfficer('city')],
    starrounds: [...rounds, aStarRound(START, { dueAt: START + HOUR })],
    centrestars: [
      aCentreStars({ year: 2024, disputes: { 'class-1': dispute }, result }),
      aCentreStars({ year: 2026, self: { marks: FULL_MARKS, words: 'SECRET', at: 1, n: 1 } }),
    ],
  })
  await tickAt(START)
  const centreId = 'jiangchuan'
  const earlier = await ask('city', 'office.stars', { centreId, year: 2024 })
  expect(earlier).toMatchObject({ round: { year: 2024, phase: 'published' }, result })
  expect(earlier.disputes).toMatchObject([{ sessionId: 'class-1', decision: { upheld: true, words: '看过照片' } }])
  expect(await ask('city', 'office.stars', { centreId, year: 2026 })).toMatchObject({ round: null })
  expect(await ask('city', 'office.stars', { centreId, year: 2020 })).toMatchObject({ round: null })
  expect(await ask('city', 'office.starBoard', { year: 2024 })).toMatchObject({
    ...{ round: { year: 2024 }, rows: [{ centreId, stars: 5, score: 950 }] },
  })
  expect(await ask('city', 'office.starBoard', { year: 2026 })).toMatchObject({ round: null, rows: [] })
})
