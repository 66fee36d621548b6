import { DAY } from '@domain/time'
import { aCentre, anOffering, aSession, aStation, CENTRE } from '../../../worlds/fixtures/index'
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
  expect(documentsExamined).toBeLessThanOrEqual(1)
})
