import { clashesOf } from '@domain/office/clashes'
import { DAY, HOUR, MINUTE } from '@domain/time'
import { aCentre, CENTRE } from '../../../worlds/fixtures/index'
import { cloudNow } from '../support/clock'
import { startTestCloud, type TestCloud } from '../support/cloud'
import { invariantViolations } from '../support/invariants'
import { dateIn, MANAGER, PLANNER, publishing, saveClass, saveDraft, timeIn } from './support'

const now = cloudNow()
let cloud: TestCloud

beforeAll(async () => {
  cloud = await startTestCloud()
})
beforeEach(async () => {
  await cloud.reset()
  await cloud.seed({
    centres: [aCentre()],
    staff: [MANAGER, PLANNER],
  })
})
afterAll(() => cloud.close())

const timetable = (from = 0, to = 40) =>
  cloud.ask('manager', 'office.timetable', { centreId: CENTRE, from: dateIn(from), to: dateIn(to) })
const publish = (...drafts: Parameters<typeof publishing>) =>
  cloud.ask('manager', 'office.publish', publishing(...drafts))
const seen = async (offeringId: string) =>
  (await cloud.send('resident', 'class.get', { offeringId })).reply.ok
    ? (await cloud.ask('resident', 'class.get', { offeringId })).sessions.map(({ id }) => id)
    : []

describe('a draft', () => {
  test('is seen by those who plan, and by residents only when it is published', async () => {
    const offeringId = await saveClass(cloud)
    const draft = await saveDraft(cloud, offeringId, timeIn(3, '14:30'))
    expect((await timetable()).drafts).toMatchObject([{ id: draft.id, title: '花灯唱起来', clashes: [], revision: 1 }])
    expect(await seen(offeringId)).toEqual([])
    expect((await cloud.ask('resident', 'class.list', {})).items).toEqual([])
    const { publication } = await publish(draft)
    expect(publication).toMatchObject({ sessions: 1, state: 'done', by: '李＊＊' })
    expect(await seen(offeringId)).toEqual([draft.id])
    const after = await timetable()
    expect(after.drafts).toEqual([])
    expect(after.sessions).toMatchObject([{ id: draft.id, taken: 0, capacity: 25, reserve: 5, status: 'open' }])
    expect(await cloud.codeOf('mum', 'booking.create', { sessionId: draft.id, memberIds: ['self'] })).toBe('OK')
    expect((await timetable()).sessions).toMatchObject([{ taken: 1 }])
    expect(await invariantViolations(cloud)).toEqual([])
  })

  test('that two edit at once is changed by the first, and the second gets that version', async () => {
    const offeringId = await saveClass(cloud)
    const { id: draftId, startsAt } = await saveDraft(cloud, offeringId, timeIn(3, '14:30'))
    const change = (openid: string, room: string) =>
      cloud.send(openid, 'office.saveDraft', {
        centreId: CENTRE,
        draftId,
        revision: 1,
        offeringId,
        startsAt,
        endsAt: startsAt + HOUR,
        room,
        teacher: '沈老师',
        capacity: 25,
        reserve: 0,
      })
    const replies = await Promise.all([change('manager', '一楼'), change('planner', '三楼')])
    const [stored] = (await timetable()).drafts
    const lost = replies.find(({ reply }) => !reply.ok)?.reply
    expect(replies.filter(({ reply }) => reply.ok)).toHaveLength(1)
    expect(lost).toMatchObject({
      code: 'DRAFT_CHANGED',
      detail: { draftId, theirs: { room: stored?.room, revision: 2 } },
    })
  })

  test('is published as it was seen: one that was changed since is refused, and stays a draft', async () => {
    const offeringId = await saveClass(cloud)
    const draft = await saveDraft(cloud, offeringId, timeIn(3, '14:30'))
    await saveDraft(cloud, offeringId, timeIn(4, '14:30'), { draftId: draft.id, revision: 1 }, 'planner')
    const { reply } = await cloud.send('manager', 'office.publish', publishing(draft))
    expect(reply).toMatchObject({ code: 'DRAFT_CHANGED', detail: { draftId: draft.id, theirs: { revision: 2 } } })
    const [left] = (await timetable()).drafts
    expect(left).toMatchObject({ id: draft.id, publishing: false, revision: 2 })
    expect(
      await cloud.codeOf('manager', 'office.publish', { centreId: CENTRE, drafts: [{ id: draft.id, revision: 2 }] }),
    ).toBe('OK')
  })

  test('cannot be in the past, too long, or more reserved than it has places', async () => {
    const offeringId = await saveClass(cloud)
    const code = (startsAt: number, change: object) =>
      cloud.codeOf('manager', 'office.saveDraft', {
        centreId: CENTRE,
        revision: 0,
        offeringId,
        startsAt,
        endsAt: startsAt + HOUR,
        room: '',
        teacher: '',
        capacity: 10,
        reserve: 0,
        ...change,
      })
    expect(await code(now - HOUR, {})).toBe('TIME_NOT_POSSIBLE')
    expect(await code(now + DAY, { endsAt: now + 3 * DAY })).toBe('TIME_NOT_POSSIBLE')
    expect(await code(now + DAY, { reserve: 11 })).toBe('PLAN_INVALID')
    expect(await code(now + DAY, { offeringId: 'nothing' })).toBe('OFFERING_NOT_FOUND')
  })

  test('is removed, and a published one is not', async () => {
    const offeringId = await saveClass(cloud)
    const [first, second] = [
      await saveDraft(cloud, offeringId, timeIn(3, '09:00')),
      await saveDraft(cloud, offeringId, timeIn(3, '14:30')),
    ]
    await publish(first)
    const input = { centreId: CENTRE, draftIds: [first.id, second.id] }
    expect(await cloud.ask('manager', 'office.removeDrafts', input)).toMatchObject({ removed: 1 })
    const { drafts, sessions } = await timetable()
    expect([drafts.length, sessions.length]).toEqual([0, 1])
    expect(await cloud.codeOf('manager', 'office.publish', publishing(second))).toBe('OK')
    expect((await timetable()).sessions).toHaveLength(1)
  })
})

describe('clashes', () => {
  test('of room or teacher are told on drafts, and refused at publication with the other session named', async () => {
    const offeringId = await saveClass(cloud)
    const other = await saveClass(cloud, { title: '摄影班', room: '三楼', teacherName: '马老师' })
    const first = await saveDraft(cloud, offeringId, timeIn(3, '14:30'))
    await publish(first)
    const sameRoom = await saveDraft(cloud, other, timeIn(3, '15:30'), { teacher: '马老师', room: '二楼舞蹈室' })
    const sameTeacher = await saveDraft(cloud, other, timeIn(3, '13:30'), { room: '三楼' })
    const beside = await saveDraft(cloud, other, timeIn(3, '16:00'), { room: '二楼 舞蹈室', teacher: '沈老师' })
    expect(sameRoom.clashes).toMatchObject([{ what: 'room', title: '花灯唱起来' }])
    for (const [draft, what] of [
      [sameRoom, 'room'],
      [sameTeacher, 'teacher'],
    ] as const) {
      const { reply } = await cloud.send('manager', 'office.publish', publishing(draft))
      expect(reply).toMatchObject({
        code: 'TIMETABLE_CLASH',
        detail: { clashes: [{ draftId: draft.id, what, title: '花灯唱起来', startsAt: first.startsAt }] },
      })
    }
    expect((await timetable()).drafts.map(({ publishing: busy }) => busy)).toEqual([false, false, false])
    expect(await cloud.codeOf('manager', 'office.publish', publishing(beside))).toBe('OK')
  })

  test('nothing of a publication is stored when one of its drafts clashes', async () => {
    const offeringId = await saveClass(cloud)
    const drafts = [
      await saveDraft(cloud, offeringId, timeIn(3, '09:00')),
      await saveDraft(cloud, offeringId, timeIn(3, '10:00')),
      await saveDraft(cloud, offeringId, timeIn(4, '10:00')),
    ]
    expect(await cloud.codeOf('manager', 'office.publish', publishing(...drafts))).toBe('TIMETABLE_CLASH')
    expect(await cloud.stored('sessions')).toEqual([])
    expect(await cloud.codeOf('manager', 'office.publish', publishing(...drafts.slice(1)))).toBe('OK')
  })

  test('two screens that publish into the same room at once: one is refused, and no clash is stored', async () => {
    const offeringId = await saveClass(cloud)
    const other = await saveClass(cloud, { title: '摄影班', teacherName: '马老师' })
    for (let round = 0; round < 12; round++) {
      const [a, b] = [
        await saveDraft(cloud, offeringId, timeIn(3 + round, '14:30')),
        await saveDraft(cloud, other, timeIn(3 + round, '15:00'), { teacher: '马老师' }),
      ]
      const codes = await Promise.all([
        cloud.codeOf('manager', 'office.publish', publishing(a)),
        cloud.codeOf('planner', 'office.publish', publishing(b)),
      ])
      expect(codes.sort()).toEqual(['OK', 'TIMETABLE_CLASH'])
    }
    expect(await cloud.stored('sessions')).toHaveLength(12)
    expect((await cloud.stored('timetables'))[0]?.pending).toEqual({})
  })

  test('two screens that publish the same drafts at once create each session once', async () => {
    const offeringId = await saveClass(cloud)
    const drafts = await Promise.all([3, 4, 5].map(day => saveDraft(cloud, offeringId, timeIn(day, '14:30'))))
    const codes = await Promise.all(
      ['manager', 'planner'].map(openid => cloud.codeOf(openid, 'office.publish', publishing(...drafts))),
    )
    expect(codes).toEqual(['OK', 'OK'])
    expect(await cloud.stored('sessions')).toHaveLength(3)
    const { publications, drafts: left } = await timetable()
    expect(publications.reduce((sum, { sessions }) => sum + sessions, 0)).toBe(3)
    expect(left).toEqual([])
    expect(await cloud.codeOf('manager', 'office.publish', publishing(...drafts))).toBe('OK')
    expect(await cloud.stored('sessions')).toHaveLength(3)
  })
})

describe('a published session', () => {
  const change = (draft: { id: string; startsAt: number; endsAt: number }, more: object = {}) => ({
    centreId: CENTRE,
    sessionId: draft.id,
    startsAt: draft.startsAt,
    endsAt: draft.endsAt,
    room: '二楼 舞蹈室',
    teacher: '沈老师',
    ...more,
  })

  test('says first whom a change concerns, then is moved with its bookings, which show the new room', async () => {
    const offeringId = await saveClass(cloud)
    const draft = await saveDraft(cloud, offeringId, timeIn(3, '14:30'))
    await publish(draft)
    const { booking } = await cloud.ask('mum', 'booking.create', { sessionId: draft.id, memberIds: ['self'] })
    const later = change(draft, { startsAt: timeIn(4, '09:00'), endsAt: timeIn(4, '10:30'), room: '三楼' })
    const preview = await cloud.ask('manager', 'office.previewChange', later)
    expect(preview).toMatchObject({ booked: 1, waiting: 0, isMoved: true, clashes: [] })
    expect(await cloud.ask('manager', 'office.previewChange', change(draft, { room: '三楼' }))).toMatchObject({
      isMoved: false,
    })
    await cloud.ask('planner', 'office.changeSession', { ...later, reason: '停电' })
    const seen = (await cloud.ask('mum', 'booking.get', { bookingId: booking.id })).booking
    expect(seen).toMatchObject({
      startsAt: later.startsAt,
      room: '三楼',
      status: 'confirmed',
      cancelUntil: later.startsAt,
    })
    const { items } = await cloud.ask('manager', 'office.journal', { centreId: CENTRE, act: 'change-session' })
    expect(items).toMatchObject([{ by: { name: '小＊' }, reason: '停电', subject: { id: draft.id } }])
    cloud.later(5 * MINUTE)
    await cloud.tick()
    expect(await invariantViolations(cloud)).toEqual([])
  })

  test('keeps the latest room, whatever change before it is delivered again', async () => {
    const offeringId = await saveClass(cloud)
    const draft = await saveDraft(cloud, offeringId, timeIn(3, '14:30'))
    await publish(draft)
    const { booking } = await cloud.ask('mum', 'booking.create', { sessionId: draft.id, memberIds: ['self'] })
    const moved = { startsAt: timeIn(4, '09:00'), endsAt: timeIn(4, '10:30') }
    const save = (requestId: string, more: object) =>
      cloud.ask('manager', 'office.changeSession', { ...change(draft, more), reason: '停电' }, { requestId })
    const rooms = async () => [
      (await cloud.stored('sessions', { _id: draft.id }))[0]?.room,
      (await cloud.ask('mum', 'booking.get', { bookingId: booking.id })).booking.room,
    ]
    await save('room-only', { room: '三楼', teacher: '马老师' })
    await save('moved-first', { ...moved, room: '四楼' })
    await save('room-later', { ...moved, room: '五楼' })
    expect(await rooms()).toEqual(['五楼', '五楼'])
    await save('moved-first', { ...moved, room: '四楼' })
    expect(await rooms()).toEqual(['五楼', '五楼'])
    await save('room-last', { ...moved, room: '六楼' })
    await save('room-later', { ...moved, room: '五楼' })
    expect(await rooms()).toEqual(['六楼', '六楼'])
    // One of another time moves nothing back.
    await save('room-only', { room: '三楼', teacher: '马老师' })
    expect(await cloud.stored('sessions', { _id: draft.id })).toMatchObject([
      { ...moved, room: '六楼', teacher: '沈老师' },
    ])
    cloud.later(5 * MINUTE)
    await cloud.tick()
    expect(await rooms()).toEqual(['六楼', '六楼'])
    expect(await invariantViolations(cloud)).toEqual([])
  })

  test('is not moved into a room that is taken, nor when somebody publishes into it at that moment', async () => {
    const offeringId = await saveClass(cloud)
    const other = await saveClass(cloud, { title: '摄影班', teacherName: '马老师' })
    for (let round = 0; round < 12; round++) {
      const day = 3 + 2 * round
      const mine = await saveDraft(cloud, offeringId, timeIn(day, '14:30'))
      await publish(mine)
      const theirs = await saveDraft(cloud, other, timeIn(day + 1, '14:30'), { teacher: '马老师' })
      const to = change(mine, { startsAt: timeIn(day + 1, '15:00'), endsAt: timeIn(day + 1, '16:00') })
      const codes = await Promise.all([
        cloud.codeOf('manager', 'office.changeSession', { ...to, reason: '停电' }),
        cloud.codeOf('planner', 'office.publish', publishing(theirs)),
      ])
      expect(codes.sort()).toEqual(['OK', 'TIMETABLE_CLASH'])
      const again = await cloud.codeOf('manager', 'office.changeSession', { ...to, reason: '停电' })
      expect(['OK', 'TIMETABLE_CLASH']).toContain(again)
    }
    const stored = (await cloud.stored('sessions')).map(({ _id: id, ...rest }) => ({ id, ...rest }))
    expect(clashesOf(stored, [])).toEqual([])
    expect((await cloud.stored('timetables'))[0]?.pending).toEqual({})
  })
})

describe('an undone publication', () => {
  test('is gone for residents, and is drafts again that can be published', async () => {
    const offeringId = await saveClass(cloud)
    const draft = await saveDraft(cloud, offeringId, timeIn(3, '14:30'))
    const { publication } = await publish(draft)
    const undo = () => cloud.ask('manager', 'office.unpublish', { centreId: CENTRE, publicationId: publication.id })
    expect(await undo()).toMatchObject({ kept: 0, publication: { state: 'undone' } })
    expect(await undo()).toMatchObject({ kept: 0 })
    expect(await seen(offeringId)).toEqual([])
    const [again] = (await timetable()).drafts
    expect(again).toMatchObject({ id: draft.id, publishing: false })
    await cloud.ask('manager', 'office.publish', {
      centreId: CENTRE,
      drafts: [{ id: draft.id, revision: again?.revision ?? 0 }],
    })
    expect(await seen(offeringId)).toEqual([draft.id])
  })

  test('is refused once somebody has booked or waited, even if they have cancelled since', async () => {
    const offeringId = await saveClass(cloud)
    const draft = await saveDraft(cloud, offeringId, timeIn(3, '14:30'))
    const { publication } = await publish(draft)
    const undo = () => cloud.codeOf('manager', 'office.unpublish', { centreId: CENTRE, publicationId: publication.id })
    const { booking } = await cloud.ask('mum', 'booking.create', { sessionId: draft.id, memberIds: ['self'] })
    expect(await undo()).toBe('PUBLICATION_BOOKED')
    await cloud.ask('mum', 'booking.cancel', { bookingId: booking.id })
    expect(await undo()).toBe('PUBLICATION_BOOKED')
    expect(await cloud.codeOf('manager', 'office.unpublish', { centreId: CENTRE, publicationId: 'nothing' })).toBe(
      'PUBLICATION_NOT_FOUND',
    )
  })

  test('and a booking at the same moment: either the place is kept, or nobody has booked', async () => {
    const offeringId = await saveClass(cloud)
    for (let round = 0; round < 12; round++) {
      const draft = await saveDraft(cloud, offeringId, timeIn(3 + round, '14:30'))
      const { publication } = await publish(draft)
      const [undone, booked] = await Promise.all([
        cloud.codeOf('manager', 'office.unpublish', { centreId: CENTRE, publicationId: publication.id }),
        cloud.codeOf(`mum-${round}`, 'booking.create', { sessionId: draft.id, memberIds: ['self'] }),
      ])
      const [session] = await cloud.stored('sessions', { _id: draft.id })
      expect([undone, booked, session !== undefined]).toEqual([undone, booked, booked === 'OK'])
    }
    cloud.later(5 * MINUTE)
    await cloud.tick()
    expect(await invariantViolations(cloud)).toEqual([])
  })
})
