import type { RouteInput } from '@domain/contracts'
import { MAX_EXPECTED } from '@domain/contracts/limits'
import { EXPECTED_FOR } from '@domain/office/grants'
import { KEEP } from '@domain/privacy/keep'
import { MINUTE } from '@domain/time'
import { accountIdOf } from '../../../cloudfunctions/lib/kernel/ids'
import { aCentre, aHousehold, anOfficer, aStaff, CENTRE } from '../../../worlds/fixtures/index'
import { openTestCloud } from '../in-process/cloud'
import { cloudNow } from '../support/clock'
import { MANAGER, PLANNER } from './support'

/** Members of staff of a spreadsheet: expected by name, and let in by a code that a leader shows them. */

const now = cloudNow()
const cloud = openTestCloud()
type Row = RouteInput<'office.importStaff'>['people'][number]
const row = (name: string, change: Partial<Row> = {}): Row => ({
  ...{ name, personId: null, role: 'staff', duties: ['door'], ...change },
})
const sheet = (...people: Row[]) => ({ centreId: CENTRE, people })
const importBy = (openid: string, ...people: Row[]) => cloud.ask(openid, 'office.importStaff', sheet(...people))
const codeOfImport = (openid: string, ...people: Row[]) => cloud.codeOf(openid, 'office.importStaff', sheet(...people))
const team = (openid = 'manager') => cloud.ask(openid, 'office.team', { centreId: CENTRE })
const expected = async (name: string) => (await team()).invitations.find(one => one.name === name)
const show = async (openid: string, name: string) =>
  cloud.ask(openid, 'office.showInvitation', { centreId: CENTRE, invitationId: (await expected(name))?.id ?? '' })
const today = (openid: string) => cloud.codeOf(openid, 'staff.today', { centreId: CENTRE })

beforeEach(async () => {
  await cloud.reset()
  await cloud.seed({
    centres: [aCentre(), aCentre({ _id: 'other', county: '红塔区' })],
    accounts: [aHousehold('xiaozhou', now), aHousehold('stranger', now)],
    staff: [
      MANAGER,
      PLANNER,
      { ...aStaff('second', { role: 'manager' }), name: '赵主任' },
      aStaff('elsewhere', { role: 'manager', centreId: 'other' }),
      anOfficer('city'),
    ],
  })
})
afterEach(() => cloud.later(0))
afterAll(() => cloud.close())

test('a row gives nobody a role: its code, shown by a leader, does, once and for ten minutes', async () => {
  expect(await importBy('manager', row('周小兰', { duties: ['till', 'door'] }))).toMatchObject({ invited: 1, same: 0 })
  expect(await expected('周小兰')).toMatchObject({ state: 'listed', isListed: true, duties: ['door', 'till'] })
  const first = await show('manager', '周小兰')
  expect(await expected('周小兰')).toMatchObject({ state: 'open' })
  cloud.later(11 * MINUTE)
  expect(await cloud.codeOf('xiaozhou', 'invitation.accept', { code: first.code })).toBe('INVITATION_EXPIRED')
  // They are still expected; another manager shows a new code, and the old one is not good any more.
  expect(await expected('周小兰')).toMatchObject({ state: 'listed' })
  const { code } = await show('second', '周小兰')
  expect(await cloud.codeOf('xiaozhou', 'invitation.accept', { code: first.code })).toBe('INVITATION_NOT_FOUND')
  expect(await cloud.codeOf('second', 'invitation.accept', { code })).toBe('INVITATION_OWN')
  expect(await cloud.codeOf('xiaozhou', 'invitation.accept', { code })).toBe('OK')
  expect([await today('xiaozhou'), await cloud.codeOf('stranger', 'invitation.accept', { code })]).toEqual([
    'OK',
    'INVITATION_USED',
  ])
  expect(await expected('周小兰')).toBeUndefined()
  // The same file says what is.
  expect(await importBy('manager', row('周小兰', { duties: ['till', 'door'] }))).toMatchObject({ invited: 0, same: 1 })
})

test('the same file twice, also by two at once, changes nothing more, and a member gets the duties of the row', async () => {
  const rows = [row('周小兰'), row('马强', { role: 'manager', duties: [] }), row('小周', { duties: ['door', 'menu'] })]
  const both = await Promise.all(['manager', 'second'].map(openid => codeOfImport(openid, ...rows)))
  expect(both).toEqual(['OK', 'OK'])
  expect(await cloud.stored('invitations')).toHaveLength(2)
  expect((await cloud.ask('planner', 'me.get', {})).staffOf).toMatchObject([{ duties: ['door', 'menu'] }])
  expect(await importBy('second', ...rows)).toMatchObject({ invited: 0, changed: 0, same: 3 })
  // Another row for an open invitation makes a code that was shown before worthless.
  const { code } = await show('manager', '周小兰')
  expect(await importBy('manager', row('周小兰', { duties: ['courier'] }))).toMatchObject({ invited: 1 })
  expect(await cloud.codeOf('xiaozhou', 'invitation.accept', { code })).toBe('INVITATION_NOT_FOUND')
  const { items } = await cloud.ask('manager', 'office.journal', { centreId: CENTRE, act: 'set-duties' })
  expect(items.map(({ from, to }) => [from, to])).toContainEqual(['工作人员（课表）', '工作人员（签到和前台、菜单）'])
  expect(await cloud.stored('journal', { act: 'import-staff', state: 'done' })).toHaveLength(4)
  expect(JSON.stringify(await cloud.stored('journal'))).not.toContain('周小兰')
})

test.each([
  ['oneself with other duties', row('李主任'), 'own'],
  ['another manager who would become staff', row('赵主任'), 'lowered'],
  ['somebody who does not work there, by number', row('店员', { personId: accountIdOf('stranger') }), 'number'],
  ['staff without a duty', row('周小兰', { duties: [] }), 'duties'],
  ['a person twice', row('马 强'), 'namesakes'],
])('nothing of a file is taken that holds %s', async (_situation, wrong, why) => {
  const rows = [row('马强'), row('小周', { duties: ['menu'] }), wrong]
  const { reply } = await cloud.send('manager', 'office.importStaff', sheet(...rows))
  expect(reply).toMatchObject({ ok: false, code: 'STAFF_ROW_WRONG', detail: { why } })
  expect(await cloud.stored('invitations')).toEqual([])
  expect((await cloud.ask('planner', 'me.get', {})).staffOf).toMatchObject([{ duties: ['timetable'] }])
})

test('only those who lead the centre import and show codes, and a code ends with the right of who showed it', async () => {
  const who = ['planner', 'elsewhere', 'stranger', 'city']
  expect(await Promise.all(who.map(openid => codeOfImport(openid, row('周小兰'))))).toEqual([
    ...['FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN', 'OK'],
  ])
  const invitationId = (await expected('周小兰'))?.id ?? ''
  const codeOfShow = (openid: string, centreId = CENTRE) =>
    cloud.codeOf(openid, 'office.showInvitation', { centreId, invitationId })
  expect([await codeOfShow('planner'), await codeOfShow('elsewhere', 'other')]).toEqual([
    'FORBIDDEN',
    'INVITATION_NOT_FOUND',
  ])
  const { code } = await show('second', '周小兰')
  await cloud.ask('manager', 'office.revoke', { centreId: CENTRE, personId: accountIdOf('second') })
  expect(await cloud.codeOf('xiaozhou', 'invitation.accept', { code })).toBe('INVITATION_NOT_FOUND')
  expect(await cloud.codeOf('xiaozhou', 'invitation.accept', { code: (await show('city', '周小兰')).code })).toBe('OK')
})

test('whoever was withdrawn, has left, or did not come can be expected again, and is deleted in time', async () => {
  await importBy('manager', row('周小兰'))
  const invitationId = (await expected('周小兰'))?.id ?? ''
  await cloud.ask('manager', 'office.withdrawInvitation', { centreId: CENTRE, invitationId })
  expect(await cloud.codeOf('manager', 'office.showInvitation', { centreId: CENTRE, invitationId })).toBe(
    'INVITATION_NOT_FOUND',
  )
  expect(await importBy('manager', row('周小兰'))).toMatchObject({ invited: 1 })
  const { code } = await show('manager', '周小兰')
  await cloud.ask('xiaozhou', 'invitation.accept', { code })
  await cloud.ask('manager', 'office.revoke', { centreId: CENTRE, personId: accountIdOf('xiaozhou') })
  expect(await importBy('manager', row('周小兰'))).toMatchObject({ invited: 1 })
  await cloud.ask('xiaozhou', 'invitation.accept', { code: (await show('manager', '周小兰')).code })
  expect(await today('xiaozhou')).toBe('OK')
  await importBy('manager', row('没来的'))
  cloud.later(EXPECTED_FOR + MINUTE)
  expect(await expected('没来的')).toBeUndefined()
  expect(await importBy('manager', row('没来的'))).toMatchObject({ invited: 1 })
  cloud.later(EXPECTED_FOR + KEEP.invitation + 2 * MINUTE)
  await cloud.tick()
  expect((await cloud.stored('invitations')).map(({ name }) => name)).toEqual(['没来的'])
})

describe('a late replay', () => {
  const importAs = (requestId: string, ...people: Row[]) =>
    cloud.ask('manager', 'office.importStaff', sheet(...people), { requestId })

  test('of a file neither changes what a later file says, nor expects whoever was withdrawn or has left', async () => {
    const file = [row('周小兰', { role: 'manager', duties: [] }), row('马强'), row('没来的')]
    expect(await importAs('first-file', ...file)).toMatchObject({ invited: 3 })
    expect(await importAs('first-file', ...file)).toMatchObject({ invited: 3, same: 0 })
    await importAs('later-file', row('周小兰'))
    await cloud.ask('xiaozhou', 'invitation.accept', { code: (await show('manager', '马强')).code })
    await cloud.ask('manager', 'office.revoke', { centreId: CENTRE, personId: accountIdOf('xiaozhou') })
    const invitationId = (await expected('没来的'))?.id ?? ''
    await cloud.ask('manager', 'office.withdrawInvitation', { centreId: CENTRE, invitationId })
    await importAs('first-file', ...file)
    expect((await team()).invitations).toMatchObject([{ name: '周小兰', role: 'staff', duties: ['door'] }])
  })

  test('of a code that was shown does not bring it back, and shows none that a file has ended', async () => {
    await importBy('manager', row('周小兰'))
    const invitationId = (await expected('周小兰'))?.id ?? ''
    const showAs = (openid: string, requestId: string) =>
      cloud.send(openid, 'office.showInvitation', { centreId: CENTRE, invitationId }, { requestId })
    await showAs('manager', 'first-code')
    const { code } = await show('second', '周小兰')
    expect((await showAs('manager', 'first-code')).reply).toMatchObject({ ok: true, data: { code } })
    expect(await cloud.codeOf('xiaozhou', 'invitation.get', { code })).toBe('OK')
    await importBy('second', row('周小兰', { duties: ['till'] }))
    expect((await showAs('manager', 'first-code')).reply).toMatchObject({ ok: false, code: 'INVITATION_NOT_FOUND' })
    expect(await expected('周小兰')).toMatchObject({ state: 'listed' })
  })
})

test('of two files at once that differ, the duties are those of one, and both count', async () => {
  const files = [row('周小兰'), row('周 小兰', { duties: ['till'] })]
  const answers = await Promise.all(files.map((file, n) => importBy(n === 0 ? 'manager' : 'second', file)))
  const [stored, ...more] = await cloud.stored('invitations')
  expect(more).toEqual([])
  // Whoever came second has changed what the first has written.
  expect(answers).toMatchObject([{ invited: 1 }, { invited: 1 }])
  expect(stored?.changes).toHaveLength(2)
})

test('a code that a file ends at the same moment gives nobody what the file says', async () => {
  const outcomes = new Set<string>()
  for (let n = 0; n < 40; n++) {
    await importBy('manager', row(`同事${n}`))
    const { code } = await show('manager', `同事${n}`)
    const [accepted] = await Promise.all([
      cloud.codeOf(`person${n}`, 'invitation.accept', { code }),
      codeOfImport('second', row(`同事${n}`, { duties: ['till'] })),
    ])
    const [stored] = await cloud.stored('invitations', { name: `同事${n}` })
    outcomes.add(`${accepted === 'OK'} ${stored?.used !== null} ${stored?.duties.join()}`)
  }
  const possible = ['true true door', 'true false till', 'false false till']
  expect([...outcomes].filter(outcome => !possible.includes(outcome))).toEqual([])
})

test('nobody who is made manager at the same moment is lowered by a file', async () => {
  const outcomes = new Set<string>()
  for (let n = 0; n < 40; n++) {
    const name = `同事${n}`
    await cloud.seed({ staff: [{ ...aStaff(name, { duties: ['menu'] }), name }] })
    const person = { centreId: CENTRE, personId: accountIdOf(name) }
    const [imported, made] = await Promise.all([
      codeOfImport('manager', row(name)),
      cloud.codeOf('city', 'office.setDuties', { ...person, role: 'manager', duties: [] }),
    ])
    const [stored] = await cloud.stored('staff', { _id: person.personId })
    outcomes.add([imported, made, stored?.roles[0]?.role].join(' '))
  }
  const possible = ['OK OK manager', 'STAFF_ROW_WRONG OK manager']
  expect([...outcomes].filter(outcome => !possible.includes(outcome))).toEqual([])
})

const many = (from: number, count: number) => Array.from({ length: count }, (_, n) => row(`同事${from + n}`))

test('files at once do not expect more people together than the list shows; the last place can be given again', async () => {
  await importBy('manager', ...many(0, 40))
  const files = [40, 70, 100].map((from, n) => codeOfImport(n === 1 ? 'second' : 'manager', ...many(from, 30)))
  expect((await Promise.all(files)).sort()).toEqual(['EXPECTED_LIMIT', 'OK', 'OK'])
  expect((await team()).invitations).toHaveLength(MAX_EXPECTED)
  const [first] = (await team()).invitations
  await cloud.ask('manager', 'office.withdrawInvitation', { centreId: CENTRE, invitationId: first?.id ?? '' })
  expect(await codeOfImport('manager', row('还有一位'))).toBe('OK')
  expect((await cloud.stored('centres', { _id: CENTRE }))[0]?.expecting).toEqual({})
})

test('what a file that died had reserved is free again when its call cannot be running any more', async () => {
  const ids = Array.from({ length: MAX_EXPECTED }, (_, n) => `reserved-${n}`)
  await cloud.change('centres', CENTRE, { expecting: { other: { at: now, ids } }, expectingN: 3 })
  expect(await codeOfImport('manager', row('周小兰'))).toBe('EXPECTED_LIMIT')
  cloud.later(3 * MINUTE)
  expect(await codeOfImport('manager', row('周小兰'))).toBe('OK')
  expect((await cloud.stored('centres', { _id: CENTRE }))[0]?.expecting).toEqual({})
})

test('a centre expects no more people than its list shows', async () => {
  await importBy('manager', ...many(0, 60))
  await importBy('manager', ...many(60, MAX_EXPECTED - 60))
  expect(await codeOfImport('manager', row('还有一位'))).toBe('EXPECTED_LIMIT')
  expect((await team()).invitations).toHaveLength(MAX_EXPECTED)
})
