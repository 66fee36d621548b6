import { DAY, localDate } from '@domain/time'
import { accountIdOf } from '../../cloudfunctions/lib/kernel/ids'
import { aHousehold, CENTRE } from '../../worlds/fixtures/index'
import { aListedDeed, aPanel, aPointTask, withPoints } from '../../worlds/fixtures/points'
import { startTestCloud, type TestCloud } from './support/cloud'
import { invariantViolations } from './support/invariants'
import { now, openPoints, PANEL, pointsOf, sweep } from './support/points'

/** How a household earns points: reports, confirmations, objections, caps, and their end. */

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

test('a task is reported, confirmed by a neighbour, listed with a masked name, and its points can be spent afterwards', async () => {
  const deed = await report('mum')
  expect(deed).toMatchObject({ state: 'done', points: null, fullPoints: 2 })
  expect(await cloud.ask('neighbour', 'points.witness', { code: deed.code ?? '' })).toMatchObject({
    title: '门前三包',
    note: '扫了门口',
    isOwn: false,
  })
  await cloud.ask('neighbour', 'points.confirm', { code: deed.code ?? '' })
  expect(await home('mum')).toMatchObject({
    spendable: 0,
    listed: 2,
    month: 2,
    deeds: [{ state: 'listed', points: 2 }],
  })
  const { items } = await cloud.ask('anybody', 'points.listing', { centreId: CENTRE })
  expect(items).toMatchObject([{ points: 2, isOwn: false, isDisputed: false }])
  expect(items[0]?.name).toMatch(/＊|居民/)
  await pass(14 * DAY)
  expect(await home('mum')).toMatchObject({ spendable: 2, listed: 0, deeds: [{ state: 'final' }] })
  expect((await cloud.ask('mum', 'points.history', {})).items.map(({ what, points }) => [what, points])).toEqual([
    ['released', 2],
    ['earned', 2],
  ])
})

test('of one task, household and period there is one deed, however many report it at once', async () => {
  const codes = await Promise.all(
    Array.from({ length: 10 }, (_, n) => cloud.codeOf('mum', 'points.report', { ...sweep, note: `第 ${n} 次` })),
  )
  expect(codes.filter(code => code === 'OK')).toHaveLength(1)
  expect(codes.filter(code => code === 'ALREADY_REPORTED')).toHaveLength(9)
  expect(await cloud.stored('deeds')).toHaveLength(1)
  const request = { requestId: 'request-help-1' }
  const help = { ...sweep, taskId: 'help' }
  const first = await cloud.ask('mum', 'points.report', help, request)
  expect((await cloud.ask('mum', 'points.report', help, request)).deed).toEqual(first.deed)
  expect(await cloud.codeOf('mum', 'points.report', { ...help, note: '别的' }, request)).toBe('REQUEST_REUSED')
})

test('nobody confirms for their own household, not even staff, and a deed is confirmed once', async () => {
  const { id, code } = await report('desk')
  expect(await cloud.codeOf('desk', 'points.confirm', { code: code ?? '' })).toBe('OWN_DEED')
  expect(await cloud.codeOf('desk', 'staff.pointsConfirm', { centreId: CENTRE, deedId: id })).toBe('OWN_DEED')
  expect(await cloud.codeOf('elsewhere', 'staff.pointsConfirm', { centreId: 'other', deedId: id })).toBe(
    'DEED_NOT_FOUND',
  )
  const confirmed = await Promise.all(
    ['n1', 'n2', 'n3'].map(openid => cloud.codeOf(openid, 'points.confirm', { code: code ?? '' })),
  )
  expect(confirmed.sort()).toEqual(['DEED_NOT_OPEN', 'DEED_NOT_OPEN', 'OK'])
  expect((await deedOf('desk', id)).points).toBe(2)
  expect(await cloud.codeOf('n4', 'points.confirm', { code: '00000000' })).toBe('DEED_NOT_FOUND')
})

test('staff confirm what waits at their centre', async () => {
  const { id } = await report('mum')
  expect(await cloud.ask('desk', 'staff.points', { centreId: CENTRE })).toMatchObject({ waiting: [{ id, points: 2 }] })
  await cloud.ask('desk', 'staff.pointsConfirm', { centreId: CENTRE, deedId: id })
  expect(await cloud.ask('desk', 'staff.points', { centreId: CENTRE })).toMatchObject({ waiting: [] })
  expect(await deedOf('mum', id)).toMatchObject({ state: 'listed', confirmedByStaff: true })
})

test('a deed that nobody confirms lapses, and can then be reported again', async () => {
  const { id } = await report('mum', { ...sweep, taskId: 'help' })
  await pass(15 * DAY)
  expect(await deedOf('mum', id)).toMatchObject({ state: 'lapsed', code: null })
  await cloud.change('pointtasks', 'help', { every: 'once' })
  expect(await home('mum')).toMatchObject({ deeds: [{ state: 'lapsed' }] })
})

test('no household earns more than the cap of a month, when fifty deeds are confirmed at once', async () => {
  const tasks = Array.from({ length: 50 }, (_, n) => aPointTask({ _id: `task-${n}`, points: 3 }))
  await cloud.seed({ pointtasks: tasks })
  const codes = await Promise.all(
    tasks.map(async ({ _id }) => (await report('mum', { ...sweep, taskId: _id })).code ?? ''),
  )
  await Promise.all(codes.map((code, n) => cloud.ask(`neighbour-${n}`, 'points.confirm', { code })))
  expect(await home('mum')).toMatchObject({ listed: 60, month: 60 })
})

test('mutual help earns all, half and nothing between the same two households, also at once', async () => {
  const help = { ...sweep, taskId: 'help' }
  const yesterday = localDate(now - DAY)
  const [one, two, three] = [
    await report('mum', help),
    await report('dad', help),
    await report('mum', { ...help, date: yesterday }),
  ]
  await Promise.all([
    cloud.ask('dad', 'points.confirm', { code: one.code ?? '' }),
    cloud.ask('mum', 'points.confirm', { code: two.code ?? '' }),
    cloud.ask('dad', 'points.confirm', { code: three.code ?? '' }),
  ])
  const earned = [await deedOf('mum', one.id), await deedOf('dad', two.id), await deedOf('mum', three.id)]
  expect(earned.map(({ points }) => points).sort()).toEqual([0, 4, 8])
})

describe('an objection', () => {
  it('goes to the panel without those who are concerned, and a refused deed takes its points back', async () => {
    await cloud.change('pointpanels', CENTRE, { members: aPanel(['judge-0', ...PANEL]).members })
    const deedId = await listed('judge-1', 'judge-2')
    expect(await cloud.codeOf('judge-1', 'points.object', { deedId, reason: '我自己' })).toBe('OWN_DEED')
    await cloud.ask('judge-3', 'points.object', { deedId, reason: '那天没看到' })
    const judges = async () => (await cloud.stored('deeds', { _id: deedId }))[0]?.judges
    expect(await judges()).toEqual(['judge-0', 'judge-4', 'judge-5'].map(accountIdOf))
    await cloud.ask('judge-4', 'points.object', { deedId, reason: '我也没看到' })
    expect(await judges()).toEqual(['judge-0', 'judge-5'].map(accountIdOf))
    expect(await cloud.codeOf('judge-4', 'points.vote', { deedId, upheld: false })).toBe('DEED_NOT_FOUND')
  })

  it('is refused where the panel cannot decide, and nobody who is concerned is put in', async () => {
    await cloud.change('pointpanels', CENTRE, { members: aPanel(PANEL.slice(0, 3)).members })
    const deedId = await listed('judge-1')
    expect(await cloud.codeOf('other-one', 'points.object', { deedId, reason: '没看到' })).toBe('PANEL_MISSING')
  })

  it('is decided by more than half, once, and only by judges', async () => {
    const deedId = await listed('mum')
    await cloud.ask('other-one', 'points.object', { deedId, reason: '那天没看到' })
    expect(await cloud.ask('judge-1', 'points.cases', {})).toMatchObject({
      cases: [{ reasons: ['那天没看到'], upheld: null, deed: { id: deedId, isDisputed: true } }],
    })
    const vote = (openid: string) => cloud.codeOf(openid, 'points.vote', { deedId, upheld: false })
    expect([await vote('judge-1'), await vote('judge-1'), await vote('mum')]).toEqual([
      'OK',
      'ALREADY_VOTED',
      'DEED_NOT_FOUND',
    ])
    expect(await Promise.all([vote('judge-2'), vote('judge-3')])).toEqual(['OK', 'OK'])
    expect(await vote('judge-4')).toBe('DEED_NOT_OPEN')
    expect(await home('mum')).toMatchObject({ listed: 0, month: 0, deeds: [{ state: 'refused' }] })
    expect((await cloud.ask('judge-4', 'points.cases', {})).cases).toEqual([])
  })

  it('that is not upheld leaves the deed in the listing until its day, so that others can still object', async () => {
    const listedUntil = now + 5 * DAY
    for (const openid of ['mum', 'dad'])
      await cloud.seed(aListedDeed(openid, now, listedUntil, { _id: `deed-of-${openid}` }))
    const object = (openid: string, deedId: string, reason: string) =>
      cloud.codeOf(openid, 'points.object', { deedId, reason })
    const vote = (openid: string, deedId: string, upheld: boolean, round: number, requestId?: string) =>
      cloud.codeOf(openid, 'points.vote', { deedId, upheld, round }, requestId ? { requestId } : {})
    for (const deedId of ['deed-of-mum', 'deed-of-dad']) {
      expect(await object('other-one', deedId, '那天没看到')).toBe('OK')
      for (const n of [1, 2, 3]) expect(await vote(`judge-${n}`, deedId, true, 1, `first-of-${n}-${deedId}`)).toBe('OK')
    }
    const listing = async () => (await cloud.ask('anybody', 'points.listing', { centreId: CENTRE })).items
    expect(await listing()).toMatchObject([
      { isDisputed: false, listedUntil },
      { isDisputed: false, listedUntil },
    ])
    expect(await home('mum')).toMatchObject({ spendable: 0, listed: 2, deeds: [{ state: 'listed' }] })
    // The panel hears only what is new and decides anew; who has objected or voted before is no other party to it.
    const deedId = 'deed-of-mum'
    expect(await object('judge-1', deedId, '我也没看到')).toBe('ALREADY_VOTED')
    expect([await object('other-one', deedId, '那天没看到'), (await listing())[0]?.isDisputed]).toEqual(['OK', false])
    expect(await object('someone-else', deedId, '门口没扫')).toBe('OK')
    const { cases } = await cloud.ask('judge-1', 'points.cases', {})
    expect(cases).toMatchObject([{ reasons: ['门口没扫'], round: 2, upheld: null, deed: { id: deedId } }])
    // Late copies of votes on what was decided before count for nothing, nor does a vote that comes too late for it.
    for (const n of [1, 2, 3]) expect(await vote(`judge-${n}`, deedId, true, 1, `first-of-${n}-${deedId}`)).toBe('OK')
    expect(await vote('judge-4', deedId, true, 1)).toBe('DEED_NOT_OPEN')
    expect(await deedOf('mum', deedId)).toMatchObject({ state: 'disputed', objections: ['那天没看到', '门口没扫'] })
    // A client of an earlier release names no round.
    expect(await cloud.codeOf('judge-1', 'points.vote', { deedId, upheld: false })).toBe('OK')
    for (const n of [2, 3]) expect(await vote(`judge-${n}`, deedId, false, 2)).toBe('OK')
    expect(await deedOf('mum', deedId)).toMatchObject({ state: 'refused' })
    await pass(6 * DAY)
    expect(await home('dad')).toMatchObject({ spendable: 2, listed: 0, deeds: [{ state: 'final' }] })
  })

  it('of an earlier release, without a round, is decided and can be followed by another', async () => {
    const objections = { 'an-objector': { reason: '那天没看到', at: now, requestId: 'objected-before' } }
    const disputed = {
      state: 'disputed' as const,
      judges: PANEL.map(accountIdOf),
      panelUntil: now + 9 * DAY,
      objections,
    }
    await cloud.seed(aListedDeed('mum', now, now + 5 * DAY, { ...disputed, dueAt: now + 9 * DAY }))
    const cases = async () => (await cloud.ask('judge-1', 'points.cases', {})).cases
    expect(await cases()).toMatchObject([{ reasons: ['那天没看到'], round: 1 }])
    for (const judge of PANEL.slice(0, 3)) await cloud.ask(judge, 'points.vote', { deedId: 'listed-1', upheld: true })
    expect(await deedOf('mum', 'listed-1')).toMatchObject({ state: 'listed' })
    await cloud.ask('other-one', 'points.object', { deedId: 'listed-1', reason: '门口没扫' })
    expect(await cases()).toMatchObject([{ reasons: ['门口没扫'], round: 2, upheld: null }])
  })

  it('is seen first by a member of the panel who has not voted on it, however many wait for others', async () => {
    const disputed = { state: 'disputed' as const, judges: PANEL.map(accountIdOf), panelUntil: now + 9 * DAY }
    for (let n = 0; n < 25; n++) {
      const change = { _id: `deed-${n}`, ...disputed, dueAt: now + 9 * DAY }
      await cloud.seed(aListedDeed(`of-${n}`, now, now + 5 * DAY, change))
    }
    const waiting = async () =>
      (await cloud.ask('judge-1', 'points.cases', {})).cases.filter(({ upheld }) => upheld === null)
    const seen = await waiting()
    // As many as an answer has room for, with ten objections each.
    expect(seen).toHaveLength(20)
    for (const { deed } of seen) await cloud.ask('judge-1', 'points.vote', { deedId: deed.id, upheld: true })
    expect(await waiting()).toHaveLength(5)
  })

  it('that nobody votes on leaves the deed as it was confirmed', async () => {
    const deedId = await listed('mum')
    await cloud.ask('other-one', 'points.object', { deedId, reason: '那天没看到' })
    await pass(10 * DAY)
    expect(await deedOf('mum', deedId)).toMatchObject({ state: 'disputed' })
    await pass(30 * DAY)
    expect(await home('mum')).toMatchObject({ spendable: 2, deeds: [{ state: 'final' }] })
  })
})

test('points expire at their moment, those that are given back as well', async () => {
  await cloud.seed(withPoints('mum', 12, { now, until: now + 3 * DAY }))
  await cloud.ask('mum', 'points.redeem', { goodId: 'salt' })
  await pass(4 * DAY)
  expect(await home('mum')).toMatchObject({ spendable: 0, expiring: null })
  await pass(9 * DAY)
  const rows = await cloud.stored('pointrows', { what: 'expired' })
  expect(rows.map(({ entries }) => entries.expired).sort()).toEqual([5, 7])
})

test('deeds are marked that a new account has confirmed, or the same two households again and again', async () => {
  await cloud.seed({ accounts: [aHousehold('dad', now - 60 * DAY)] })
  const dates = [0, 1, 2, 3].map(days => localDate(now - days * DAY))
  for (const date of dates) await listed('mum', 'dad', { ...sweep, taskId: 'clean', date, hours: 1 })
  await listed('mum', 'somebody-new', { ...sweep, taskId: 'help' })
  const { deeds } = await cloud.ask('manager', 'office.pointDeeds', { centreId: CENTRE })
  expect(deeds.map(({ flags }) => flags.join()).sort()).toEqual(['', '', '', 'new', 'pair'])
  expect(deeds.slice(0, 2).every(({ flags }) => flags.length > 0)).toBe(true)
})
