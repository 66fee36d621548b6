import { nextMonth } from '@domain/participation/social-worker'
import { DAY, localDate, localMonth } from '@domain/time'
import { accountIdOf } from '../../cloudfunctions/lib/kernel/ids'
import { aCentre, aHousehold, anOffering, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { aSocialWorker } from '../../worlds/fixtures/volunteers'
import { cloudNow } from './support/clock'
import { startTestCloud, type TestCloud } from './support/cloud'

/** Certificates of social workers: entered by themselves, checked by the office. */

const now = cloudNow()
const worker = accountIdOf('worker')
const days = { from: localDate(now - 30 * DAY), until: localDate(now + 900 * DAY) }
let cloud: TestCloud

beforeAll(async () => {
  cloud = await startTestCloud()
})
beforeEach(async () => {
  await cloud.reset()
  const office = { roles: [], name: '周建国' }
  await cloud.seed({
    centres: [aCentre({ county: '江川区' }), aCentre({ _id: 'other', county: '红塔区' })],
    offerings: [
      anOffering({ _id: 'exam', title: '社工考试冲刺' }),
      anOffering({ _id: 'room', kind: 'seat', category: 'study', title: '安静自习室' }),
      anOffering({ _id: 'dance' }),
    ],
    staff: [
      { ...aStaff('worker'), name: '苏明' },
      aStaff('manager', { role: 'manager' }),
      aStaff('elsewhere', { centreId: 'other' }),
      { ...aStaff('county'), ...office, offices: [{ role: 'county', county: '江川区', grant: 'g1', since: now }] },
      { ...aStaff('next'), ...office, offices: [{ role: 'county', county: '红塔区', grant: 'g2', since: now }] },
      { ...aStaff('city'), ...office, offices: [{ role: 'city', county: null, grant: 'g3', since: now }] },
    ],
  })
})
afterAll(() => cloud.close())

const enter = (level = 'social', openid = 'worker', change: object = {}) =>
  cloud.codeOf(openid, 'office.enterCertificate', { centreId: CENTRE, level, ...days, ...change } as never)
const own = async (openid = 'worker') => (await cloud.ask(openid, 'office.workers', { centreId: CENTRE })).own
const idOf = async (n = 0) => (await own())?.certificates[n]?.id ?? ''
const check = async (isRight: boolean, { openid = 'county', county = '江川区' as string | null, n = 0 } = {}) =>
  cloud.codeOf(openid, 'office.checkCertificate', {
    ...(county === null ? {} : { county }),
    ...{ workerId: worker, certificateId: await idOf(n), isRight, reason: isRight ? '' : '和证书不一样' },
  })

test('a certificate is entered, waits with the county and the city, and gives pay steps from the month after the check', async () => {
  expect(await cloud.ask('worker', 'office.workers', { centreId: CENTRE })).toMatchObject({
    own: { name: '苏明', certificates: [], steps: { present: 0, next: 0 } },
    workers: [],
    rooms: [{ id: 'room' }],
    lessons: [{ id: 'exam' }],
  })
  expect(await enter()).toBe('OK')
  const waiting = { workerId: worker, name: '苏明', certificates: [{ level: 'social', state: 'asked' }] }
  expect(await cloud.ask('county', 'office.workers', { county: '江川区' })).toMatchObject({
    own: null,
    workers: [waiting],
  })
  expect(await cloud.ask('city', 'office.workers', {})).toMatchObject({ workers: [waiting] })
  expect((await cloud.ask('next', 'office.workers', { county: '红塔区' })).workers).toEqual([])
  expect(await check(true)).toBe('OK')
  expect(await own()).toMatchObject({
    certificates: [{ state: 'right', checkedBy: '周＊＊', checkedAt: expect.any(Number), ...days }],
    steps: { present: 0, next: 2 },
  })
  expect((await cloud.ask('city', 'office.workers', {})).workers).toEqual([])
  // Who leads the centre sees it, colleagues do not.
  expect((await cloud.ask('manager', 'office.workers', { centreId: CENTRE })).workers).toMatchObject([
    { workerId: worker },
  ])
  expect((await cloud.ask('worker', 'office.workers', { centreId: CENTRE })).workers).toEqual([])
})

test('only the office of the county or the city checks, nobody their own, and a decision stands until it is found wrong', async () => {
  await enter()
  expect(await check(true, { openid: 'manager' })).toBe('FORBIDDEN')
  expect(await check(true, { openid: 'worker' })).toBe('FORBIDDEN')
  expect(await check(true, { openid: 'next', county: '红塔区' })).toBe('PAPER_NOT_FOUND')
  expect(await check(true, { openid: 'county', county: null })).toBe('FORBIDDEN')
  expect(await check(true, { openid: 'city', county: null })).toBe('OK')
  expect(await check(true)).toBe('PAPER_DECIDED')
  expect(await check(false)).toBe('OK')
  expect(await check(true)).toBe('PAPER_DECIDED')
  expect(await own()).toMatchObject({ certificates: [{ state: 'wrong', reason: '和证书不一样' }], steps: { next: 0 } })
  // An officer who also works at a centre.
  await cloud.seed({
    staff: [{ ...aStaff('both'), offices: [{ role: 'city', county: null, grant: 'g4', since: now }] }],
  })
  expect(await enter('senior', 'both')).toBe('OK')
  const mine = (await own('both'))?.certificates[0]?.id ?? ''
  const asked = { workerId: accountIdOf('both'), certificateId: mine, isRight: true, reason: '' }
  expect(await cloud.codeOf('both', 'office.checkCertificate', asked)).toBe('OWN_PAPER')
})

test('two officers who decide at once: one decision is stored', async () => {
  await enter()
  const codes = await Promise.all([check(true), check(true, { openid: 'city', county: null })])
  expect(codes.sort()).toEqual(['OK', 'PAPER_DECIDED'])
})

test('wrong days and a fourth certificate that waits are refused; five at once are three', async () => {
  expect(await enter('social', 'worker', { until: localDate(now - DAY) })).toBe('PAPER_DAYS_WRONG')
  expect(await enter('social', 'elsewhere')).toBe('FORBIDDEN')
  const codes = await Promise.all([1, 2, 3, 4, 5].map(() => enter()))
  expect(codes.filter(code => code === 'OK')).toHaveLength(3)
  expect(codes.filter(code => code === 'PAPER_LIMIT')).toHaveLength(2)
})

test('an erasure deletes what was entered before it, and a record goes a year after its last certificate', async () => {
  await cloud.seed({ accounts: [aHousehold('worker', now)] })
  await enter()
  await check(true)
  expect((await cloud.ask('worker', 'me.export', {})).kept.socialworkers).toMatchObject([
    { certificates: [{ level: 'social', state: 'right', ...days }] },
  ])
  await cloud.seed({ socialworkers: [aSocialWorker('elsewhere', now)], accounts: [aHousehold('elsewhere', now)] })
  await cloud.ask('elsewhere', 'me.erase', {})
  await cloud.tick()
  expect(await cloud.stored('socialworkers')).toMatchObject([{ _id: worker }])
  await cloud.later(901 * DAY + 364 * DAY)
  await cloud.tick()
  expect(await cloud.stored('socialworkers')).toHaveLength(1)
  await cloud.later(903 * DAY + 365 * DAY)
  await cloud.tick()
  expect(await cloud.stored('socialworkers')).toHaveLength(0)
  cloud.later(0)
})

test('the months of the rule follow each other over the end of a year', () => {
  expect([nextMonth('2026-12'), nextMonth('2027-01')]).toEqual(['2027-01', '2027-02'])
  expect(localMonth(now)).toMatch(/^20/)
})
