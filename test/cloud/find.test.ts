import type { Found } from '@domain/contracts/find'
import { DAY, HOUR, MINUTE } from '@domain/time'
import {
  aCanteen,
  aCentre,
  anOffering,
  aSession,
  aSitting,
  aStaff,
  aStation,
  CENTRE,
  STATION,
} from '../../worlds/fixtures/index'
import { searchIndexOf } from '../../worlds/search'
import type { Collections } from '../../worlds/world'
import { classForm, saveClass } from './office/support'
import { cloudNow } from './support/clock'
import { startTestCloud, type TestCloud } from './support/cloud'

const now = cloudNow()
let cloud: TestCloud

beforeAll(async () => {
  cloud = await startTestCloud()
})
beforeEach(async () => {
  await cloud.reset()
  // An instance remembers what it has read of the index.
  await cloud.renew()
})
afterAll(() => cloud.close())

const seed = (world: Collections) => cloud.seed({ ...world, search: searchIndexOf(world, now) })

const nameOf = (found: Found) =>
  found.type === 'station' ? found.station.id : found.type === 'centre' ? found.centre.id : found.id
async function find(query: string, more: { type?: Found['type']; centreId?: string } = {}) {
  const { found } = await cloud.ask('mum', 'find.search', { query, ...more })
  return found.map(nameOf)
}

const writing = (id: string, centreId = CENTRE) => anOffering({ _id: id, centreId, title: '书法小课桌' })

describe('what can be used stands before what cannot', () => {
  test('of classes of one name', async () => {
    const ids = ['full', 'none', 'off', 'over', 'open', 'later']
    const session = (id: string, change: Parameters<typeof aSession>[1]) =>
      aSession(now, { _id: `s-${id}`, offeringId: id, ...change })
    await seed({
      centres: [aCentre()],
      offerings: ids.map(id => writing(id)),
      sessions: [
        session('full', { capacity: 1, seatsLeft: 0 }),
        session('off', { status: 'cancelled' }),
        session('over', { startsAt: now - 2 * HOUR, endsAt: now - HOUR }),
        session('open', {}),
        session('later', { startsAt: now + 20 * DAY }),
      ],
    })
    expect((await find('书法')).slice(0, 2)).toEqual(['open', 'later'])
    const { found } = await cloud.ask('mum', 'find.search', { query: 'sfxkz' })
    expect(found.map(one => one.type === 'class' && [one.id, one.session?.id ?? null])).toEqual([
      ['open', 's-open'],
      ['later', 's-later'],
      ['full', 's-full'],
      ['none', null],
      ['off', null],
      ['over', null],
    ])
  })

  test('of stations, those that are open with free seats', async () => {
    const shut = { id: 'x', from: now - HOUR, until: now + HOUR, reason: '消杀' }
    await seed({
      centres: [aCentre()],
      stations: [aStation({ _id: 'a', closure: shut }), aStation({ _id: 'b', free: 0 }), aStation({ _id: 'c' })],
    })
    expect((await find('驿站'))[0]).toBe('c')
  })
})

test('what fits better stands before what can be used', async () => {
  await seed({
    centres: [aCentre()],
    offerings: [writing('exact'), anOffering({ _id: 'near', title: '书画小课桌' })],
    sessions: [aSession(now, { offeringId: 'near' })],
  })
  expect(await find('书法小课桌')).toEqual(['exact', 'near'])
})

test('the nearest of equals stands first, and of a known centre without a location', async () => {
  const far = aCentre({ _id: 'far', location: { type: 'Point', coordinates: [103.5, 24.29] } })
  await seed({ centres: [far, aCentre()], offerings: [writing('there', 'far'), writing('here')] })
  const near = (longitude: number) =>
    cloud.ask('mum', 'find.search', { query: '书法', location: { longitude, latitude: 24.29 } })
  expect((await near(102.76)).found).toMatchObject([{ id: 'here', distance: expect.any(Number) }, { id: 'there' }])
  expect((await near(103.49)).found).toMatchObject([{ id: 'there' }, { id: 'here' }])
  expect(await find('书法', { centreId: 'far' })).toEqual(['there', 'here'])
  expect(await find('书法', { centreId: CENTRE })).toEqual(['here', 'there'])
})

test('every type is found, counted and shown alone', async () => {
  await seed({
    centres: [aCentre()],
    offerings: [
      anOffering(),
      anOffering({ _id: 'study', kind: 'seat', category: 'study', title: '安静自习室' }),
      anOffering({ _id: 'lunch', kind: 'meal', category: 'canteen', title: '爱心午餐' }),
    ],
    stations: [aStation()],
    sessions: [aSitting(now, { offeringId: 'lunch' })],
  })
  const { counts, found } = await cloud.ask('mum', 'find.search', { query: '江川' })
  expect(counts).toEqual({ class: 1, space: 1, station: 1, canteen: 1, dish: expect.any(Number), centre: 1 })
  expect(found[0]).toMatchObject({ type: 'centre', centre: { id: CENTRE } })
  expect(await find('江川', { type: 'station' })).toEqual([STATION])
  const dish = found.find(one => one.type === 'dish')
  expect(dish).toMatchObject({ id: CENTRE, session: { kind: 'meal' } })
})

test('without a query there are only suggestions, which find something', async () => {
  await seed({ centres: [aCentre()], offerings: [anOffering()], stations: [aStation()] })
  const { found, suggestions } = await cloud.ask('mum', 'find.search', { query: ' ' })
  expect(found).toEqual([])
  expect(suggestions.sort()).toEqual(['儿童特色课堂', '驿站'].sort())
  for (const word of suggestions) expect(await find(word)).not.toEqual([])
})

describe('the index follows', () => {
  beforeEach(() =>
    cloud.seed({
      centres: [aCentre()],
      canteens: [aCanteen()],
      staff: [aStaff('manager', { role: 'manager' })],
    }),
  )
  const settle = async (ms = 3 * MINUTE) => {
    cloud.later(ms)
    await cloud.tick()
  }

  test('a saved, renamed and archived class', async () => {
    const offeringId = await saveClass(cloud)
    expect(await find('花灯')).toEqual([])
    await settle()
    expect(await find('huadeng')).toEqual([offeringId])
    await cloud.ask('manager', 'office.saveOffering', classForm({ offeringId, revision: 1, title: '葫芦丝' }))
    await settle(6 * MINUTE)
    expect([await find('花灯'), await find('葫芦丝')]).toEqual([[], [offeringId]])
    await cloud.ask('manager', 'office.saveOffering', classForm({ offeringId, revision: 2, archived: true }))
    await settle(9 * MINUTE)
    expect(await find('葫芦丝')).toEqual([])
  })

  test('what was stored without a mark is found once the index is compared', async () => {
    await cloud.tick()
    await settle(20 * MINUTE)
    expect(await find('江川')).toEqual([CENTRE])
    await cloud.seed({ centres: [aCentre({ _id: 'new', name: '碧溪社区党群服务中心' })] })
    await settle(HOUR)
    expect(await find('bixi')).toEqual([])
    await settle(7 * HOUR)
    expect(await find('bixi')).toEqual(['new'])
  })

  test('a mark made while entries are written is not overlooked', async () => {
    await saveClass(cloud)
    cloud.later(3 * MINUTE)
    const late = cloud.send('manager', 'office.saveOffering', classForm({ title: '葫芦丝' }))
    await Promise.all([cloud.tick(), late])
    await settle(10 * MINUTE)
    expect([await find('花灯'), await find('葫芦丝')].map(ids => ids.length)).toEqual([1, 1])
    expect(await cloud.stored('search', { dueAt: { $lte: now + DAY } })).toEqual([])
  })

  test.each([2, 3, 4, 5, 6, 7, 8])('a tick that dies at call %i is made up for', async (call = 0) => {
    await saveClass(cloud)
    cloud.later(3 * MINUTE)
    await cloud.tickWithFault({ kind: 'before', call })
    await settle(10 * MINUTE)
    expect(await find('花灯')).toHaveLength(1)
  })
})
