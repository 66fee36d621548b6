import { DAY, MINUTE } from '@domain/time'
import { accountIdOf } from '../../../cloudfunctions/lib/kernel/ids'
import { aCentre, anOffering, aSession, CENTRE } from '../../../worlds/fixtures/index'
import { cloudNow } from '../support/clock'
import { startTestCloud, type TestCloud } from '../support/cloud'
import { invariantViolations } from '../support/invariants'
import { dateIn, joinTeam, MANAGER, PLANNER, publishing, saveClass, saveDraft, timeIn } from './support'

/** Acts of the office that meet each other, or one that is not finished. */

const now = cloudNow()
let cloud: TestCloud

beforeAll(async () => {
  cloud = await startTestCloud()
})
beforeEach(async () => {
  await cloud.reset()
  await cloud.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    staff: [MANAGER, PLANNER],
  })
})
afterAll(() => cloud.close())

test('two changes of one session at once: the first counts whole, the other is asked to try again', async () => {
  const offeringId = await saveClass(cloud)
  for (let round = 0; round < 8; round++) {
    const draft = await saveDraft(cloud, offeringId, timeIn(3 + round, '14:30'))
    await cloud.ask('manager', 'office.publish', publishing(draft))
    const same = { centreId: CENTRE, sessionId: draft.id, teacher: '沈老师', reason: '停电' }
    const room = { ...same, startsAt: draft.startsAt, endsAt: draft.endsAt, room: '三楼' }
    const time = { ...same, startsAt: draft.startsAt - 5 * 60 * MINUTE, endsAt: draft.startsAt - 4 * 60 * MINUTE }
    const codes = await Promise.all([
      cloud.codeOf('manager', 'office.changeSession', room),
      cloud.codeOf('planner', 'office.changeSession', { ...time, room: '二楼 舞蹈室' }),
    ])
    expect(codes.filter(code => code !== 'OK' && code !== 'BUSY')).toEqual([])
    const [stored] = await cloud.stored('sessions', { _id: draft.id })
    const both = [`${room.startsAt} ${room.room}`, `${time.startsAt} 二楼 舞蹈室`]
    expect(both).toContain(`${stored?.startsAt} ${stored?.room}`)
  }
  expect(await invariantViolations(cloud)).toEqual([])
})

test('a publication that is not finished is not undone', async () => {
  const offeringId = await saveClass(cloud)
  const drafts = [
    await saveDraft(cloud, offeringId, timeIn(3, '09:00')),
    await saveDraft(cloud, offeringId, timeIn(4, '09:00')),
  ]
  const died = await cloud.send('manager', 'office.publish', publishing(...drafts), { fault: 'after:12' })
  expect(died.status).not.toBe(200)
  const [publication] = await cloud.stored('publications')
  const undo = { centreId: CENTRE, publicationId: publication?._id ?? '' }
  expect(publication?.state).toBe('running')
  expect(await cloud.codeOf('manager', 'office.unpublish', undo)).toBe('BUSY')
  cloud.later(3 * MINUTE)
  await cloud.tick()
  expect(await cloud.codeOf('manager', 'office.unpublish', undo)).toBe('OK')
  expect(await cloud.stored('sessions')).toEqual([])
})

test('nothing is published on a day on which the centre is closed', async () => {
  const draft = await saveDraft(cloud, await saveClass(cloud), timeIn(3, '14:30'))
  await cloud.change('centres', CENTRE, { 'hours.closures': [{ from: dateIn(3), to: dateIn(3), reason: '停电' }] })
  const { reply } = await cloud.send('manager', 'office.publish', publishing(draft))
  expect(reply).toMatchObject({ code: 'PLAN_INVALID', detail: { draftId: draft.id, faults: ['closed'] } })
  expect(await cloud.stored('sessions')).toEqual([])
})

test('a closure that is taken back cancels nothing more', async () => {
  const starts = Array.from({ length: 45 }, (_, n) => timeIn(2, '08:00') + n * 5 * MINUTE)
  await cloud.seed({ sessions: starts.map((startsAt, n) => aSession(now, { _id: `class-${n}`, startsAt })) })
  const days = { centreId: CENTRE, from: dateIn(2), to: dateIn(2) }
  await cloud.ask('manager', 'office.closeCentre', { ...days, reason: '停电' })
  const open = async () => (await cloud.stored('sessions', { status: 'open' })).length
  expect(await open()).toBe(5)
  await cloud.ask('manager', 'office.removeClosure', days)
  cloud.later(10 * MINUTE)
  await cloud.tick()
  expect(await open()).toBe(5)
  expect((await cloud.stored('centres'))[0]?.hours.closures).toEqual([])
})

test('the removal of a closure that comes again does not open what was closed again since', async () => {
  const days = { centreId: CENTRE, from: dateIn(2), to: dateIn(2) }
  const remove = () => cloud.send('manager', 'office.removeClosure', days, { requestId: 'open-once' })
  await cloud.ask('manager', 'office.closeCentre', { ...days, reason: '停电' })
  expect((await remove()).reply).toMatchObject({ ok: true, data: { centre: { hours: { closures: [] } } } })
  await cloud.ask('manager', 'office.closeCentre', { ...days, reason: '又停电' })
  const [closure] = await cloud.stored('closures', { reason: '又停电' })
  expect((await remove()).reply).toMatchObject({
    ok: true,
    data: { centre: { hours: { closures: [{ reason: '又停电' }] } } },
  })
  const [after] = await cloud.stored('closures', { _id: closure?._id ?? '' })
  expect(after?.takenBack).toBeUndefined()
})

test('a request id that is used for two acts hides neither from the journal', async () => {
  await joinTeam(cloud, 'first')
  await joinTeam(cloud, 'second')
  for (const openid of ['first', 'second', 'first']) {
    const input = { centreId: CENTRE, personId: accountIdOf(openid) }
    await cloud.send('manager', 'office.revoke', input, { requestId: 'revoke-once' })
  }
  const { items } = await cloud.ask('manager', 'office.journal', { centreId: CENTRE, act: 'revoke' })
  expect(items.map(({ person }) => person?.id).sort()).toEqual([accountIdOf('first'), accountIdOf('second')].sort())
})

test('a colleague whose door duty ends may still upload what was scanned before, and is no former colleague', async () => {
  const personId = accountIdOf('xiaozhou')
  await joinTeam(cloud, 'xiaozhou')
  cloud.later(MINUTE)
  await cloud.ask('manager', 'office.setDuties', { centreId: CENTRE, personId, role: 'staff', duties: ['timetable'] })
  const scans = [{ nonce: 'scan-before', code: 'NF1.unreadable', at: now + 1000 }]
  const { results } = await cloud.ask('xiaozhou', 'staff.uploadScans', { centreId: CENTRE, scans })
  expect(results).toHaveLength(1)
  expect(await cloud.codeOf('xiaozhou', 'staff.pack', { centreId: CENTRE })).toBe('FORBIDDEN')
  const { members, former } = await cloud.ask('manager', 'office.team', { centreId: CENTRE })
  expect([members.length, former.length]).toEqual([3, 0])
  cloud.later(DAY)
})
