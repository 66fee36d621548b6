import type { ParsedInput } from '@domain/contracts'
import { endOfMonth } from '@domain/participation/phases'
import { DAY, MINUTE } from '@domain/time'
import { accountIdOf } from '../../cloudfunctions/lib/kernel/ids'
import { aHeldHonour, aListedHonour, anHonour } from '../../worlds/fixtures/honours'
import { aCentre, aHousehold, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { aPanel, aPointGood, withPoints } from '../../worlds/fixtures/points'
import { cloudNow } from './support/clock'
import { startTestCloud, type TestCloud } from './support/cloud'
import { invariantViolations } from './support/invariants'

/** Honours from the nomination to their end, on one cloud. */

const now = cloudNow()
const PANEL = ['judge-1', 'judge-2', 'judge-3', 'judge-4', 'judge-5']
let cloud: TestCloud

beforeAll(async () => {
  cloud = await startTestCloud()
})
beforeEach(async () => {
  await cloud.reset()
  await cloud.seed({
    centres: [aCentre(), aCentre({ _id: 'other' })],
    accounts: ['mum', 'dad', ...PANEL].map(openid => aHousehold(openid, now)),
    pointgoods: [aPointGood()],
    pointpanels: [aPanel(PANEL)],
    staff: [
      aStaff('desk'),
      aStaff('manager', { role: 'manager' }),
      aStaff('far', { centreId: 'other', role: 'manager' }),
    ],
  })
})
afterEach(async () => {
  expect(await invariantViolations(cloud)).toEqual([])
  cloud.later(0)
})
afterAll(() => cloud.close())

const own: ParsedInput<'honours.nominate'> = { centreId: CENTRE, kind: 'finest', personId: null, words: '照顾老人' }
const mum = accountIdOf('mum')
const pass = async (ms: number) => {
  cloud.later(ms)
  for (let n = 0; n < 3; n++) await cloud.tick()
}
const ofMum = async () => (await cloud.ask('mum', 'honours.home', { centreId: CENTRE })).own
const stateOf = async () => (await ofMum())[0]?.state
const casesOf = async (openid: string) => (await cloud.ask(openid, 'honours.home', { centreId: CENTRE })).cases
const shown = async () => (await cloud.ask('anybody', 'honours.list', { centreId: CENTRE })).items
/** Votes of these members in the round that is open. */
async function vote(isFor: boolean, judges = PANEL.slice(0, 3)) {
  for (const judge of judges) {
    const [asked] = await casesOf(judge)
    await cloud.ask(judge, 'honours.vote', { honourId: asked?.id ?? '', round: asked?.round ?? 0, isFor })
  }
}

test('a household nominates itself, the panel lists it, and after the listing it holds the honour for a term', async () => {
  await cloud.ask('mum', 'honours.nominate', own)
  expect(await stateOf()).toBe('review')
  expect(await shown()).toEqual([])
  await vote(true)
  expect(await stateOf()).toBe('listed')
  expect(await shown()).toMatchObject([{ state: 'listed', words: '照顾老人', isOwn: false }])
  expect((await shown())[0]?.name).toMatch(/＊|居民/)
  await pass(14 * DAY)
  const [honour] = await ofMum()
  const grantedAt = honour?.grantedAt ?? 0
  expect(honour).toMatchObject({
    ...{ state: 'awarded', until: endOfMonth(grantedAt, 24), recheckAt: endOfMonth(grantedAt, 6) },
  })
  expect(await shown()).toMatchObject([{ state: 'awarded', grantedAt }])
  expect((await cloud.ask('mum', 'points.home', { centreId: CENTRE })).honours).toEqual({
    open: [{ kind: 'finest', state: 'awarded' }],
    cases: 0,
  })
})

test('a household that others nominate is asked first, and nobody hears of it before it has agreed', async () => {
  await cloud.ask('dad', 'honours.nominate', { ...own, personId: mum })
  expect(await stateOf()).toBe('nominated')
  expect(await casesOf('judge-1')).toEqual([])
  const [{ id = '' } = {}] = await ofMum()
  for (const [openid, code] of [
    ['dad', 'HONOUR_NOT_FOUND'],
    ['mum', 'OK'],
  ] as const)
    expect(await cloud.codeOf(openid, 'honours.answer', { honourId: id, accept: true })).toBe(code)
  expect(await stateOf()).toBe('review')
  await cloud.ask('desk', 'office.nominateHonour', {
    ...{ centreId: CENTRE, kind: 'garden', personId: mum, words: '种满了花' },
  })
  expect(await ofMum()).toMatchObject([{ kind: 'garden', way: 'staff' }, { kind: 'finest' }])
  // Ten working days, with the longest holidays among them.
  await pass(30 * DAY)
  expect((await ofMum()).map(({ state }) => state)).toEqual(['lapsed', 'refused'])
})

test('a household is nominated once for a kind and half-year, however many do it at once, and after it did not want it only by itself', async () => {
  const openids = Array.from({ length: 8 }, (_, n) => `neighbour-${n}`)
  const all = () =>
    Promise.all(openids.map(openid => cloud.codeOf(openid, 'honours.nominate', { ...own, personId: mum })))
  expect((await all()).sort()).toEqual([...Array(7).fill('ALREADY_NOMINATED'), 'OK'])
  const [{ id = '' } = {}] = await ofMum()
  const asked = { requestId: 'declined-honour-1' }
  await cloud.ask('mum', 'honours.answer', { honourId: id, accept: false }, asked)
  expect(await stateOf()).toBe('declined')
  // Nobody asks it twice, and nobody learns what it has answered.
  expect(new Set(await all())).toEqual(new Set(['ALREADY_NOMINATED']))
  await cloud.ask('mum', 'honours.nominate', own)
  // A late copy of the answer to the nomination before does not end the new one.
  await cloud.ask('mum', 'honours.answer', { honourId: id, accept: false }, asked)
  expect(await stateOf()).toBe('review')
  expect(await cloud.stored('honours')).toHaveLength(1)
  const nobody = { ...own, personId: 'aaaaaaaaaaaaaaaaaaaa' }
  expect(await cloud.codeOf('dad', 'honours.nominate', nobody)).toBe('HOUSEHOLD_NOT_FOUND')
})

test('who is concerned never decides: not the household, not who nominated it, not who objects', async () => {
  await cloud.change('pointpanels', CENTRE, { members: aPanel(['mum', 'dad', ...PANEL]).members })
  await cloud.ask('dad', 'honours.nominate', { ...own, personId: mum })
  const [{ id: honourId = '' } = {}] = await ofMum()
  await cloud.ask('mum', 'honours.answer', { honourId, accept: true })
  const stored = async () => (await cloud.stored('honours'))[0]
  expect((await stored())?.judges).toEqual(PANEL.map(accountIdOf))
  for (const openid of ['mum', 'dad'])
    expect(await cloud.codeOf(openid, 'honours.vote', { honourId, round: 1, isFor: true })).toBe('HONOUR_NOT_FOUND')
  await vote(true)
  expect(await cloud.codeOf('mum', 'honours.object', { honourId, reason: '我自己' })).toBe('OWN_HONOUR')
  // Who has voted is no party to it.
  expect(await cloud.codeOf('judge-1', 'honours.object', { honourId, reason: '夜里吵' })).toBe('ALREADY_VOTED')
  await cloud.ask('judge-4', 'honours.object', { honourId, reason: '夜里吵' })
  expect(await stored()).toMatchObject({
    ...{ state: 'disputed', round: 2 },
    judges: ['judge-1', 'judge-2', 'judge-3', 'judge-5'].map(accountIdOf),
  })
})

test('an objection gives a listed honour to the panel, whose majority refuses it', async () => {
  await cloud.seed({ honours: [aListedHonour('mum', now, now + 5 * DAY)] })
  const honourId = 'honour-mum'
  const object = { requestId: 'object-to-honour-1' }
  await cloud.ask('neighbour', 'honours.object', { honourId, reason: '夜里老是很吵' }, object)
  expect(await shown()).toMatchObject([{ state: 'disputed' }])
  expect(await casesOf('judge-2')).toMatchObject([{ question: 'objection', reasons: ['夜里老是很吵'], round: 2 }])
  // A vote for the round before is none for this one.
  expect(await cloud.codeOf('judge-1', 'honours.vote', { honourId, round: 1, isFor: true })).toBe('HONOUR_NOT_OPEN')
  await vote(false)
  expect(await stateOf()).toBe('refused')
  expect(await shown()).toEqual([])
  // A late repetition finds what it has stored; for others there is nothing.
  const codeOf = (openid: string, options = {}) =>
    cloud.codeOf(openid, 'honours.object', { honourId, reason: '夜里老是很吵' }, options)
  expect([await codeOf('neighbour', object), await codeOf('aunt')]).toEqual(['OK', 'HONOUR_NOT_FOUND'])
})

test('a listed honour that was doubted early is listed until its day, so that others can still object', async () => {
  const listedUntil = now + 5 * DAY
  await cloud.seed({ honours: [aListedHonour('mum', now, listedUntil), aListedHonour('dad', now, listedUntil)] })
  const object = (openid: string, honourId: string, reason: string) =>
    cloud.codeOf(openid, 'honours.object', { honourId, reason })
  for (const honourId of ['honour-mum', 'honour-dad']) {
    expect(await object('neighbour', honourId, '夜里吵')).toBe('OK')
    await vote(true)
  }
  expect((await shown()).map(({ state, listedUntil: until }) => [state, until])).toEqual([
    ['listed', listedUntil],
    ['listed', listedUntil],
  ])
  expect(await ofMum()).toMatchObject([{ state: 'listed', panelUntil: null, objections: ['夜里吵'] }])
  // The panel hears only what is new, decides anew, and who has objected or voted before is no other party to it.
  expect(await object('judge-1', 'honour-mum', '我也觉得吵')).toBe('ALREADY_VOTED')
  expect([await object('neighbour', 'honour-mum', '夜里吵'), await stateOf()]).toEqual(['OK', 'listed'])
  expect(await object('aunt', 'honour-mum', '楼道里堆东西')).toBe('OK')
  expect(await casesOf('judge-1')).toMatchObject([{ reasons: ['楼道里堆东西'], round: 3, isFor: null }])
  expect(await cloud.codeOf('judge-1', 'honours.vote', { honourId: 'honour-mum', round: 2, isFor: true })).toBe(
    'HONOUR_NOT_OPEN',
  )
  await vote(false)
  expect(await stateOf()).toBe('refused')
  await pass(6 * DAY)
  const [dads] = await cloud.stored('honours', { _id: 'honour-dad' })
  expect(dads).toMatchObject({ state: 'awarded' })
  expect(dads?.grantedAt).toBeGreaterThanOrEqual(listedUntil)
})

test('a member of the panel sees first what waits for the own vote, however many others have not voted', async () => {
  const judges = PANEL.map(accountIdOf)
  const asked = { state: 'review' as const, round: 1, judges, panelUntil: now + 9 * DAY, dueAt: now + 9 * DAY }
  await cloud.seed({
    honours: Array.from({ length: 25 }, (_, n) => anHonour(`of-${n}`, now, { _id: `honour-${n + 10}`, ...asked })),
  })
  const waiting = async () => (await casesOf('judge-1')).filter(({ isFor }) => isFor === null)
  for (const { id: honourId, round } of await waiting())
    await cloud.ask('judge-1', 'honours.vote', { honourId, round, isFor: true })
  expect(await waiting()).toHaveLength(5)
})

test('without votes a nomination is not listed, a disputed one is granted, and an honour is kept', async () => {
  await cloud.ask('mum', 'honours.nominate', own)
  await cloud.seed({
    honours: [aListedHonour('dad', now, now + 5 * DAY), aHeldHonour('aunt', now, now - 1, { state: 'awarded' })],
  })
  await cloud.ask('neighbour', 'honours.object', { honourId: 'honour-dad', reason: '夜里吵' })
  await cloud.tick()
  const states = async () => {
    const all = await cloud.stored('honours')
    return ['mum', 'dad', 'aunt'].map(openid => all.find(({ accountId }) => accountId === accountIdOf(openid))?.state)
  }
  expect(await states()).toEqual(['review', 'disputed', 'rechecking'])
  await pass(20 * DAY)
  expect(await states()).toEqual(['refused', 'awarded', 'awarded'])
})

test('every half-year the panel looks again; what it revokes ends from then on, and what was granted before stays', async () => {
  await cloud.seed({
    honours: [aHeldHonour('mum', now, now + 80 * DAY)],
    ...withPoints('mum', 20, { now, until: now + 900 * DAY }),
  })
  const before = (await cloud.stored('honours'))[0]
  const redeem = async () => (await cloud.ask('mum', 'points.redeem', { goodId: 'salt' })).redemption
  const kept = await redeem()
  expect(kept.until - now).toBeGreaterThan(13 * DAY)
  await pass(80 * DAY)
  expect(await stateOf()).toBe('rechecking')
  // It is held until the panel has decided, and others see nothing of it.
  expect(await shown()).toMatchObject([{ state: 'awarded' }])
  await vote(false)
  const [honour] = await ofMum()
  expect(honour).toMatchObject({ state: 'revoked', grantedAt: before?.grantedAt, until: before?.until })
  expect(honour?.endedAt).toBeGreaterThan(now + 79 * DAY)
  expect(await shown()).toEqual([])
  expect((await redeem()).until - (honour?.endedAt ?? 0)).toBeLessThan(9 * DAY)
  const { redemptions } = await cloud.ask('mum', 'points.home', { centreId: CENTRE })
  expect(redemptions.find(({ id }) => id === kept.id)?.until).toBe(kept.until)
})

test('a kept honour is looked at again half a year later, and ends with its term', async () => {
  await cloud.seed({ honours: [aHeldHonour('mum', now, now - 1)] })
  await cloud.tick()
  await vote(true)
  const [honour] = await ofMum()
  expect(honour).toMatchObject({ state: 'awarded', panelUntil: null })
  expect(honour?.recheckAt).toBeGreaterThan(now + 150 * DAY)
  await pass((honour?.recheckAt ?? 0) - now + DAY)
  expect(await stateOf()).toBe('rechecking')
  await pass(640 * DAY)
  expect(await stateOf()).toBe('expired')
})

test('a re-check waits while too few of the panel can decide, and the honour stands', async () => {
  // The office sees it, however many that were nominated later are held.
  const later = Array.from({ length: 70 }, (_, n) =>
    aHeldHonour(`of-${n}`, now, now + 80 * DAY, { _id: `later-${n}`, at: now - 50 * DAY }),
  )
  await cloud.seed({ honours: [aHeldHonour('mum', now, now - 1), ...later] })
  await cloud.change('pointpanels', CENTRE, { members: aPanel(PANEL.slice(0, 2)).members })
  await cloud.tick()
  expect(await stateOf()).toBe('awarded')
  const { honours } = await cloud.ask('desk', 'office.honours', { centreId: CENTRE })
  expect(honours.filter(({ waitsForPanel }) => waitsForPanel)).toMatchObject([{ id: 'honour-mum' }])
  await cloud.change('pointpanels', CENTRE, { members: aPanel(PANEL).members })
  await pass(2 * DAY)
  expect(await stateOf()).toBe('rechecking')
})

test('a manager has an honour looked at before its time, of the own centre and not of the own household', async () => {
  await cloud.seed({ honours: [aHeldHonour('mum', now, now + 80 * DAY), aHeldHonour('manager', now, now + 80 * DAY)] })
  const asked = { centreId: CENTRE, honourId: 'honour-mum', reason: '楼道里又堆了东西' }
  expect(await cloud.codeOf('far', 'office.recheckHonour', { ...asked, centreId: 'other' })).toBe('HONOUR_NOT_FOUND')
  expect(await cloud.codeOf('desk', 'office.recheckHonour', asked)).toBe('FORBIDDEN')
  expect(await cloud.codeOf('manager', 'office.recheckHonour', { ...asked, honourId: 'honour-manager' })).toBe(
    'OWN_HONOUR',
  )
  // Who asks for it does not decide it.
  await cloud.change('pointpanels', CENTRE, { members: aPanel(['manager', ...PANEL]).members })
  await cloud.ask('manager', 'office.recheckHonour', asked)
  expect([await casesOf('manager'), await casesOf('judge-1')]).toMatchObject([[], [{ question: 'recheck' }]])
  expect(await ofMum()).toMatchObject([{ state: 'rechecking', reason: '楼道里又堆了东西' }])
  expect(await cloud.codeOf('manager', 'office.recheckHonour', asked)).toBe('HONOUR_NOT_OPEN')
  await vote(true)
  expect(await ofMum()).toMatchObject([{ state: 'awarded', reason: '', recheckAt: now + 80 * DAY }])
})

test('a household gives an honour up at any time', async () => {
  await cloud.seed({ honours: [aHeldHonour('mum', now, now + 80 * DAY)] })
  await cloud.ask('mum', 'honours.answer', { honourId: 'honour-mum', accept: false })
  expect(await ofMum()).toMatchObject([{ state: 'returned', grantedAt: now - 100 * DAY }])
  expect(await shown()).toEqual([])
})

test('an erased household leaves its honours and the panel; what was granted stays as that of nobody', async () => {
  await cloud.seed({
    honours: [
      aHeldHonour('mum', now, now + 80 * DAY),
      anHonour('mum', now, { _id: 'asked', kind: 'civil' }),
      anHonour('dad', now, {
        ...{ _id: 'other', state: 'review', round: 1, judges: PANEL.map(accountIdOf), panelUntil: now + 9 * DAY },
      }),
    ],
  })
  expect((await cloud.ask('mum', 'me.export', {})).kept.honours).toHaveLength(2)
  await cloud.ask('mum', 'me.erase', {})
  await cloud.ask('judge-1', 'me.erase', {})
  await pass(3 * MINUTE)
  const stored = await cloud.stored('honours')
  expect(stored.find(({ _id }) => _id === 'honour-mum')).toMatchObject({
    ...{ state: 'returned', grantedAt: now - 100 * DAY, name: '', words: '' },
  })
  expect(stored.find(({ _id }) => _id === 'asked')).toMatchObject({ state: 'declined', name: '' })
  expect(stored.find(({ _id }) => _id === 'other')?.judges).toEqual(PANEL.slice(1).map(accountIdOf))
  expect(JSON.stringify(stored)).not.toContain(mum)
})

test('two years after its end nobody knows whose honour it was', async () => {
  const endedAt = now - 809 * DAY
  await cloud.seed({ honours: [aHeldHonour('mum', now, 0, { state: 'revoked', dueAt: 0, recheckAt: null, endedAt })] })
  await cloud.tick()
  expect(await stateOf()).toBe('revoked')
  await pass(2 * DAY)
  expect(await cloud.stored('honours')).toMatchObject([{ state: 'revoked', name: '', words: '' }])
  expect(await ofMum()).toEqual([])
})
