import type { RouteInput } from '@domain/contracts'
import { MATCH_RULES } from '@domain/participation/match'
import { aCentre, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { aPartner } from '../../worlds/fixtures/partners'
import { cloudNow } from './support/clock'
import { startTestCloud, type TestCloud } from './support/cloud'

/** Needs of centres and offers of partners, matched by category and hours. */

const now = cloudNow()
let cloud: TestCloud

beforeAll(async () => {
  cloud = await startTestCloud()
})
beforeEach(async () => {
  await cloud.reset()
  await cloud.seed({
    centres: [aCentre(), aCentre({ _id: 'other', name: '碧溪社区' })],
    partners: [
      aPartner(now, { _id: 'partner-1', offeringIds: ['dance'] }),
      aPartner(now, { _id: 'partner-2', offeringIds: ['music'] }),
    ],
    staff: [
      aStaff('manager', { role: 'manager' }),
      aStaff('elsewhere', { role: 'manager', centreId: 'other' }),
      aStaff('runner', { role: 'partner', partnerId: 'partner-1' }),
      aStaff('musician', { role: 'partner', partnerId: 'partner-2' }),
    ],
  })
})
afterEach(() => cloud.later(0))
afterAll(() => cloud.close())

const monday = (opens: number, closes: number) => [{ weekday: 1, opens, closes }]
const need: RouteInput<'office.saveWant'> = {
  ...{ centreId: CENTRE, revision: 0, side: 'need', name: '中心', category: 'elders' },
  ...{ week: monday(540, 660), words: '教老人拍照', isOpen: true },
}
const offer = { ...need, side: 'offer' as const, name: '湖滨摄影', words: '自带相机' }
const save = (openid: string, change: Partial<RouteInput<'office.saveWant'>>, base = need) =>
  cloud.codeOf(openid, 'office.saveWant', { ...base, ...change })
const wants = async (openid = 'manager', centreId = CENTRE) =>
  (await cloud.ask(openid, 'office.wants', { centreId })).wants

test('a need finds the offers of the whole city in its category and hours, the best first, and an offer the needs', async () => {
  expect(await save('manager', {})).toBe('OK')
  expect(await wants()).toMatchObject([{ side: 'need', name: '江川区党群服务中心', matches: [] }])
  expect(await save('elsewhere', { ...offer, centreId: 'other', week: monday(600, 720) })).toBe('OK')
  expect(await save('runner', { ...offer, name: '湖滨舞蹈', week: monday(480, 720) })).toBe('OK')
  for (const change of [{ week: monday(630, 720) }, { category: 'children' as const }, { isOpen: false }])
    expect(await save('musician', { ...offer, ...change })).toBe('OK')
  const [own] = (await wants()).filter(({ side }) => side === 'need')
  expect(own?.matches.map(({ want: { name }, minutes }) => [name, minutes])).toEqual([
    ['湖滨舞蹈', 120],
    ['湖滨摄影', 60],
  ])
  expect(await wants('elsewhere', 'other')).toMatchObject([
    { side: 'offer', matches: [{ want: { name: '江川区党群服务中心', words: '教老人拍照' }, minutes: 60 }] },
  ])
  // What is stopped, or was saved too long ago, is shown to nobody.
  const [{ id, revision } = { id: '', revision: 0 }] = await wants('elsewhere', 'other')
  expect(await save('elsewhere', { ...offer, centreId: 'other', wantId: id, revision, isOpen: false })).toBe('OK')
  expect((await wants()).find(({ side }) => side === 'need')?.matches).toHaveLength(1)
  cloud.later(MATCH_RULES.listedFor + 1000)
  expect(await wants()).toEqual([])
})

test('people of a partner say what it offers, see their own, and change nothing of others', async () => {
  expect(await save('runner', {})).toBe('WANT_NOT_FOUND')
  expect(await save('runner', offer)).toBe('OK')
  const [mine] = await wants('runner')
  expect(await wants('musician')).toEqual([])
  const change = { ...offer, wantId: mine?.id ?? '', revision: 1 }
  expect(await save('musician', change)).toBe('WANT_NOT_FOUND')
  expect(await save('elsewhere', { ...change, centreId: 'other' })).toBe('WANT_NOT_FOUND')
  expect(await save('manager', { ...change, side: 'need' })).toBe('WANT_NOT_FOUND')
  expect(await Promise.all([save('manager', change), save('runner', change)])).toEqual(
    expect.arrayContaining(['OK', 'WANT_CHANGED']),
  )
  expect(await cloud.codeOf('runner', 'office.wants', { centreId: 'other' })).toBe('FORBIDDEN')
})

test('a centre lists 20, and hours that end before they begin are no hours', async () => {
  expect(await save('manager', { week: monday(660, 540) })).toBe('INVALID_INPUT')
  for (let n = 0; n < MATCH_RULES.most; n++) expect(await save('manager', {})).toBe('OK')
  expect(await save('manager', {})).toBe('WANT_LIMIT')
})
