import { aCentre } from '../../../worlds/fixtures/index'
import { startTestCloud, type TestCloud } from '../support/cloud'
import { aStation } from './support'

/** A thousand stations in a row, going east. */
const MANY = 1000
const NEAR = { longitude: 102.5, latitude: 24.29 }
let cloud: TestCloud

beforeAll(async () => {
  cloud = await startTestCloud()
  const stations = Array.from({ length: MANY }, (_, n) =>
    aStation({
      _id: `s-${n}`,
      order: n,
      county: n < 950 ? '江川区' : '红塔区',
      location: { type: 'Point', coordinates: [102.5 + n * 0.001, 24.29] },
      ...(n === 0 ? { hours: { week: [], closures: [] } } : {}),
      ...(n === 1 ? { free: 0, counted: 20 } : {}),
    }),
  )
  await cloud.seed({ centres: [aCentre()], stations })
})
afterAll(() => cloud.close())

const idsOf = async (input: object) => (await cloud.ask('rider', 'station.list', input)).stations.map(({ id }) => id)

test('nearest first, but those with a seat before full ones and these before closed ones', async () => {
  const ids = await idsOf({ location: NEAR })
  expect(ids.slice(0, 3)).toEqual(['s-2', 's-3', 's-4'])
  expect(ids.slice(-2)).toEqual(['s-1', 's-0'])
  const { stations } = await cloud.ask('rider', 'station.list', { location: NEAR })
  expect(stations[0]).toMatchObject({ distance: expect.any(Number), free: 20, seenAt: 0 })
})

test('without a location a place by name does as well', async () => {
  const ofCounty = await idsOf({ county: '红塔区' })
  expect(ofCounty).toHaveLength(50)
  expect(ofCounty[0]).toBe('s-950')
  expect((await idsOf({}))[0]).toBe('s-2')
  expect((await idsOf({ location: { longitude: 102.6, latitude: 24.29 } }))[0]).toBe('s-100')
})
