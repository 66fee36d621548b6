import { DAY, MINUTE } from '@domain/time'
import { accountIdOf } from '../../cloudfunctions/lib/kernel/ids'
import { CENTRE } from '../../worlds/fixtures/index'
import { aPanel, withPoints } from '../../worlds/fixtures/points'
import { startTestCloud, type TestCloud } from './support/cloud'
import { invariantViolations } from './support/invariants'
import { now, openPoints, PANEL, pointsOf, sweep } from './support/points'

/** What becomes of points afterwards: they are spent, given up and taken back; and what managers keep for it. */

let cloud: TestCloud

beforeAll(async () => {
  cloud = await startTestCloud()
})
beforeEach(() => openPoints(cloud))
afterEach(async () => {
  expect(await invariantViolations(cloud)).toEqual([])
  cloud.later(0)
})
afterAll(() => cloud.close())

const { report, listed, home, deedOf, pass } = pointsOf(() => cloud)

describe('redeeming', () => {
  const redeem = (openid: string, goodId = 'salt') => cloud.ask(openid, 'points.redeem', { goodId })

  it('takes points and stock, and is handed out once by its code', async () => {
    await cloud.seed(withPoints('mum', 12, { now }))
    const { redemption, spendable, place } = await redeem('mum')
    expect([redemption.state, spendable, place?.id]).toEqual(['held', 7, CENTRE])
    const found = await cloud.ask('desk', 'staff.pointsFind', { centreId: CENTRE, code: redemption.code })
    expect(found.redemption).toMatchObject({ id: redemption.id, title: '食盐 1 袋' })
    expect(await cloud.codeOf('elsewhere', 'staff.pointsFind', { centreId: 'other', code: redemption.code })).toBe(
      'REDEMPTION_NOT_FOUND',
    )
    const codes = await Promise.all(
      [1, 2, 3].map(() =>
        cloud.codeOf('desk', 'staff.pointsHandOut', { centreId: CENTRE, redemptionId: redemption.id }),
      ),
    )
    expect(codes.sort()).toEqual(['OK', 'REDEMPTION_OVER', 'REDEMPTION_OVER'])
    expect(await cloud.codeOf('mum', 'points.giveBack', { redemptionId: redemption.id })).toBe('REDEMPTION_OVER')
  })

  it('gives the last item to one of twenty', async () => {
    const people = Array.from({ length: 20 }, (_, n) => `person-${n}`)
    for (const openid of people) await cloud.seed(withPoints(openid, 20, { now }))
    const codes = await Promise.all(people.map(openid => cloud.codeOf(openid, 'points.redeem', { goodId: 'rice' })))
    expect(codes.filter(code => code === 'OK')).toHaveLength(1)
    expect(codes.filter(code => code === 'GOOD_GONE')).toHaveLength(19)
  })

  it('never spends more than there is, in twenty calls at once', async () => {
    await cloud.seed(withPoints('mum', 100, { now }))
    await cloud.change('pointgoods', 'rice', { left: 50 })
    const codes = await Promise.all(
      Array.from({ length: 20 }, () => cloud.codeOf('mum', 'points.redeem', { goodId: 'rice' })),
    )
    expect(codes.filter(code => code === 'OK')).toHaveLength(5)
    // Which of both reasons a call meets depends on when it comes.
    const others = codes.filter(code => code !== 'OK')
    expect(others.every(code => code === 'POINTS_SHORT' || code === 'REDEMPTION_LIMIT')).toBe(true)
    expect(await home('mum')).toMatchObject({ spendable: 0 })
    expect(await cloud.stored('pointgoods', { _id: 'rice' })).toMatchObject([{ left: 45 }])
  })

  it('gives points and stock back, by the person or when nobody comes', async () => {
    await cloud.seed(withPoints('mum', 12, { now }))
    const { redemption } = await redeem('mum')
    await redeem('mum')
    const request = { requestId: 'give-back-1' }
    const back = await cloud.ask('mum', 'points.giveBack', { redemptionId: redemption.id }, request)
    expect(back).toMatchObject({ spendable: 7, redemption: { state: 'returned' } })
    expect(await cloud.codeOf('mum', 'points.giveBack', { redemptionId: redemption.id }, request)).toBe('OK')
    expect(await cloud.codeOf('dad', 'points.redemption', { redemptionId: redemption.id })).toBe('REDEMPTION_NOT_FOUND')
    await pass(9 * DAY)
    expect(await home('mum')).toMatchObject({
      spendable: 12,
      redemptions: [{ state: 'returned' }, { state: 'returned' }],
    })
    expect(await cloud.stored('pointgoods', { _id: 'salt' })).toMatchObject([{ left: 10, holds: {} }])
  })

  it('answers a repeated request as the first time, also when it was refused', async () => {
    await cloud.seed(withPoints('mum', 25, { now }))
    const request = { requestId: 'redeem-salt-1' }
    const { now: _asked, ...first } = await cloud.ask('mum', 'points.redeem', { goodId: 'salt' }, request)
    expect(await cloud.ask('mum', 'points.redeem', { goodId: 'salt' }, request)).toMatchObject(first)
    expect(await cloud.codeOf('mum', 'points.redeem', { goodId: 'rice' }, request)).toBe('REQUEST_REUSED')
    expect(await cloud.codeOf('dad', 'points.redeem', { goodId: 'salt' })).toBe('POINTS_SHORT')
  })
})

test('managers keep tasks, goods and panel, guarded by the version that they read', async () => {
  const good = {
    centreId: CENTRE,
    goodId: 'salt',
    revision: 1,
    kind: 'food',
    title: '食盐',
    points: 6,
    isOpen: true,
  } as const
  const save = (added: number, revision = 1) =>
    cloud.codeOf('manager', 'office.savePointGood', { ...good, revision, added })
  expect([await save(-11), await save(-3), await save(1), await save(1, 2)]).toEqual([
    'STOCK_SHORT',
    'OK',
    'POINTS_CHANGED',
    'OK',
  ])
  expect(await cloud.stored('pointgoods', { _id: 'salt' })).toMatchObject([{ left: 8, points: 6, revision: 3 }])
  const { members } = aPanel(PANEL.slice(0, 4))
  const panel = { centreId: CENTRE, revision: 1, members }
  expect(await cloud.codeOf('manager', 'office.savePointPanel', panel)).toBe('PANEL_INVALID')
  expect(await cloud.codeOf('desk', 'office.points', { centreId: CENTRE })).toBe('FORBIDDEN')
  expect((await cloud.ask('manager', 'office.points', { centreId: CENTRE })).tasks).toHaveLength(3)
})

test('who erases their data gives their points up, and nothing in the records names them', async () => {
  await cloud.seed(withPoints('mum', 20, { now }))
  await listed('mum')
  await report('mum', { ...sweep, taskId: 'help' })
  await cloud.ask('mum', 'points.redeem', { goodId: 'salt' })
  await cloud.ask('mum', 'me.erase', {})
  await pass(3 * MINUTE)
  await pass(6 * MINUTE)
  const id = accountIdOf('mum')
  const all = await Promise.all(
    (['purses', 'deeds', 'redemptions', 'pointrows', 'pointgoods', 'pointpairs'] as const).map(name =>
      cloud.stored(name),
    ),
  )
  expect(JSON.stringify(all)).not.toContain(id)
  expect(await cloud.stored('purses')).toEqual([])
  expect(await cloud.stored('pointgoods', { _id: 'salt' })).toMatchObject([{ left: 10 }])
  expect((await cloud.stored('deeds')).map(({ state, note }) => [state, note]).sort()).toEqual([
    ['lapsed', ''],
    ['refused', ''],
  ])
})

describe('points that are taken back', () => {
  const FALSE = { centreId: CENTRE, reason: '那天没有人来' }
  const deeds = async () => (await cloud.ask('manager', 'office.pointDeeds', { centreId: CENTRE })).deeds
  /** A deed whose points can be spent. */
  const released = async () => {
    const id = await listed('mum')
    await pass(14 * DAY)
    return id
  }

  test('a manager takes back what a false deed has earned, once, and what was spent is owed', async () => {
    await cloud.seed(withPoints('mum', 3, { now }))
    const deedId = await released()
    await cloud.ask('mum', 'points.redeem', { goodId: 'salt' })
    const request = { requestId: 'request-reclaim-1' }
    for (let n = 0; n < 2; n++) await cloud.ask('manager', 'office.reclaimPoints', { ...FALSE, deedId }, request)
    expect(await cloud.codeOf('manager', 'office.reclaimPoints', { ...FALSE, deedId })).toBe('DEED_NOT_OPEN')
    expect(await home('mum')).toMatchObject({ spendable: -2, month: 0 })
    expect(await deedOf('mum', deedId)).toMatchObject({ state: 'reclaimed', reclaimed: { reason: FALSE.reason } })
    expect(await deeds()).toMatchObject([{ id: deedId, state: 'reclaimed', canReclaim: false, reason: FALSE.reason }])
    expect(await cloud.codeOf('mum', 'points.redeem', { goodId: 'salt' })).toBe('POINTS_SHORT')
    expect(await cloud.stored('pointrows', { subject: deedId, reverses: { $ne: null } })).toHaveLength(2)
  })

  test('twenty managers take back one deed at once, and its points go once', async () => {
    await cloud.seed(withPoints('mum', 30, { now }))
    const deedId = await released()
    const codes = await Promise.all(
      Array.from({ length: 20 }, () => cloud.codeOf('manager', 'office.reclaimPoints', { ...FALSE, deedId })),
    )
    expect(codes.filter(code => code === 'OK')).toHaveLength(1)
    expect(await home('mum')).toMatchObject({ spendable: 30 })
  })

  test('an account that owes points is erased with them, and nobody takes more from it', async () => {
    await cloud.seed(withPoints('mum', 3, { now }))
    const deedId = await released()
    await cloud.ask('mum', 'points.redeem', { goodId: 'salt' })
    await cloud.ask('manager', 'office.reclaimPoints', { ...FALSE, deedId })
    await cloud.ask('mum', 'me.erase', {})
    for (let n = 0; n < 4; n++) await pass((15 + n) * DAY)
    expect(await cloud.stored('purses')).toEqual([])
    const rows = await cloud.stored('pointrows')
    const spendable = rows.reduce((sum, { entries }) => sum + (entries.spendable ?? 0), 0)
    expect(spendable).toBe(0)
  })

  test.each([
    ['a deed in the listing', 'manager', 0, 'DEED_NOT_OPEN'],
    ['a deed of half a year ago', 'manager', 200, 'RECLAIM_LATE'],
    ['a deed of another centre', 'elsewhere', 14, 'FORBIDDEN'],
    ['staff who do not lead the centre', 'desk', 14, 'FORBIDDEN'],
  ])('nothing is taken back: %s', async (_name, openid, days, code) => {
    const deedId = await listed('mum')
    await pass(days * DAY)
    expect(await cloud.codeOf(openid, 'office.reclaimPoints', { ...FALSE, deedId })).toBe(code)
  })

  test('nobody takes back for their own household', async () => {
    const deedId = await listed('manager')
    await pass(14 * DAY)
    expect(await cloud.codeOf('manager', 'office.reclaimPoints', { ...FALSE, deedId })).toBe('OWN_DEED')
  })
})
