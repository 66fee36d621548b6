import { DAY } from '@domain/time'
import { emptyShard, shardIdOf } from '../../../cloudfunctions/lib/catalogue/search-index'
import { aCentre, anOffering, aSession, aStation, CENTRE } from '../../../worlds/fixtures/index'
import { searchIndexOf } from '../../../worlds/search'
import { cloudNow } from '../support/clock'
import { startWholeCloud, type WholeCloud } from '../support/whole-cloud'

/** How many documents the engine reads for an answer; only the whole cloud uses the deployed indexes and can count them. */
const now = cloudNow()
let cloud: WholeCloud

beforeAll(async () => {
  cloud = await startWholeCloud()
  await cloud.seed({
    centres: [aCentre(), aCentre({ _id: 'bixi', order: 2 })],
    offerings: [anOffering(), anOffering({ _id: 'paper-cutting', category: 'seniors' })],
    sessions: Array.from({ length: 60 }, (_, n) =>
      aSession(now, {
        _id: `s-${n}`,
        startsAt: now + (n < 50 ? DAY : (n - 48) * DAY),
        offeringId: n % 2 === 0 ? 'calligraphy' : 'paper-cutting',
        category: n % 2 === 0 ? 'children' : 'seniors',
        centreId: n % 5 === 0 ? 'bixi' : CENTRE,
      }),
    ),
    // A thousand in a row, going east.
    stations: Array.from({ length: 1000 }, (_, n) =>
      aStation({
        _id: `s-${n}`,
        order: n,
        county: n < 950 ? '江川区' : '红塔区',
        location: { type: 'Point', coordinates: [102.5 + n * 0.001, 24.29] },
      }),
    ),
  })
})
afterAll(() => cloud.close())

test('a page of a list reads little more than it shows', async () => {
  for (const filter of [{}, { centreId: CENTRE }, { category: 'children' as const }]) {
    const { documentsExamined, reply } = await cloud.send('reader', 'class.list', filter)
    expect(reply).toMatchObject({ ok: true })
    expect(documentsExamined).toBeLessThanOrEqual(30)
  }
})

test('a list of stations reads little more than it shows, however many there are', async () => {
  for (const input of [{}, { location: { longitude: 102.5, latitude: 24.29 } }, { county: '江川区' }]) {
    const { documentsExamined, reply } = await cloud.send('rider', 'station.list', input)
    expect(reply.ok && reply.data.stations).toHaveLength(60)
    expect(documentsExamined).toBeLessThanOrEqual(4 * 60)
  }
})

test('the home page loads no session in order to count the classes of the week', async () => {
  const { documentsExamined, reply } = await cloud.send('reader', 'home.get', { centreId: CENTRE })
  expect(reply.ok && reply.data.classesThisWeek).toBeGreaterThan(30)
  // The centre, and the stations among which one with a seat is looked for.
  expect(documentsExamined).toBeLessThanOrEqual(1 + 5)
})

test('a search reads at most 200 documents in a large city, and little more than the answers when it is repeated', async () => {
  const ids = Array.from({ length: 300 }, (_, n) => `large-${n}`)
  const offeringsOf = (centreId: string) =>
    Array.from({ length: 8 }, (_, n) => anOffering({ _id: `${centreId}-${n}`, centreId, title: `书法第 ${n} 班` }))
  // Those that stand first have a session on each of the next days; what stands behind them is not read.
  const [sample] = searchIndexOf({ centres: [aCentre({ _id: 'large' })], offerings: offeringsOf('large') }, now)
  const entries = sample?.centres.large?.entries ?? []
  const search = new Map(ids.map(id => [shardIdOf(id), emptyShard(shardIdOf(id))]))
  for (const id of ids) {
    const own = entries.map(entry => ({ ...entry, id: entry.id.replace('large', id) }))
    const centre = { title: id, name: { text: id, sounds: '' }, county: { text: '', sounds: '' }, entries: own }
    Object.assign(search.get(shardIdOf(id))?.centres ?? {}, { [id]: { ...centre, at: [102.7, 24.3] } })
  }
  const sessions = [...ids]
    .sort()
    .slice(0, 6)
    .flatMap(offeringsOf)
    .flatMap(({ _id: offeringId, centreId }) =>
      Array.from({ length: 5 }, (_, day) =>
        aSession(now, { _id: `${offeringId}-d${day}`, offeringId, centreId, startsAt: now + DAY / 2 + day * DAY }),
      ),
    )
  await cloud.seed({ search: [...search.values()], sessions })
  const first = await cloud.send('reader', 'find.search', { query: 'shufa', centreId: 'large-0' })
  expect(first.reply).toMatchObject({ ok: true, data: { counts: { class: 2400 } } })
  expect(first.reply.ok && first.reply.data.found).toHaveLength(20)
  expect(first.documentsExamined).toBeLessThanOrEqual(200)
  const again = await cloud.send('reader', 'find.search', { query: '书法', centreId: 'large-0' })
  expect(again.documentsExamined).toBeLessThanOrEqual(200 - 32)
})
