import type { RouteInput } from '@domain/contracts'
import type { SeatPlan } from '@domain/offerings/seat-plan'
import { DAY, HOUR } from '@domain/time'
import { aCentre, anOffering, aSession, CENTRE } from '../../../worlds/fixtures/index'
import { cloudNow } from '../support/clock'
import { startTestCloud, type TestCloud } from '../support/cloud'
import { classForm, MANAGER, PLANNER, presetRules, publishing, saveClass, saveDraft, timeIn } from './support'

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

const offerings = async () => (await cloud.ask('manager', 'office.offerings', { centreId: CENTRE })).offerings

test('a new class is saved with its rules, in words, and changed by those with the timetable', async () => {
  const offeringId = await saveClass(cloud)
  expect(await offerings()).toMatchObject([
    { id: offeringId, title: '花灯唱起来', capacity: 25, revision: 1, changedBy: '李＊＊' },
  ])
  expect((await offerings())[0]?.rulesText).toMatch(/^提前 7 天开放预约，开始前 30 分钟截止。/)
  const changed = classForm({ offeringId, revision: 1, capacity: 30 })
  await cloud.ask('planner', 'office.saveOffering', changed)
  expect(await offerings()).toMatchObject([{ capacity: 30, revision: 2, changedBy: '小＊' }])
})

test('of two who edit at once the second gets the version of the first, and nothing is lost', async () => {
  const offeringId = await saveClass(cloud)
  const save = (openid: string, title: string, revision = 1) =>
    cloud.send(openid, 'office.saveOffering', classForm({ offeringId, revision, title }))
  const replies = await Promise.all([save('manager', '花灯一'), save('planner', '花灯二')])
  const [won] = replies.filter(({ reply }) => reply.ok)
  const [lost] = replies.filter(({ reply }) => !reply.ok)
  const stored = (await offerings())[0]
  expect(won?.reply).toMatchObject({ ok: true, data: { offering: { title: stored?.title } } })
  expect(lost?.reply).toMatchObject({
    ok: false,
    code: 'OFFERING_CHANGED',
    detail: { theirs: { title: stored?.title, revision: 2 } },
  })
  expect((await save('planner', '花灯二', 2)).reply.ok).toBe(true)
})

test('a late copy of a change does not undo a later one', async () => {
  const offeringId = await saveClass(cloud)
  const first = classForm({ offeringId, revision: 1, title: '第一次' })
  await cloud.ask('manager', 'office.saveOffering', first, { requestId: 'first-change' })
  await cloud.ask('manager', 'office.saveOffering', classForm({ offeringId, revision: 2, title: '第二次' }))
  await cloud.ask('manager', 'office.saveOffering', first, { requestId: 'first-change' })
  expect(await offerings()).toMatchObject([{ title: '第二次', revision: 3 }])
})

test('an offering that was stored before there was an editor is edited as its latest session is', async () => {
  await cloud.seed({ offerings: [anOffering()], sessions: [aSession(now, { capacity: 12, room: '三楼' })] })
  expect(await offerings()).toMatchObject([{ id: 'calligraphy', capacity: 12, room: '三楼', minutes: 90, revision: 0 }])
  await cloud.ask(
    'manager',
    'office.saveOffering',
    classForm({ offeringId: 'calligraphy', category: 'children', capacity: 9 }),
  )
  expect(await offerings()).toMatchObject([{ capacity: 9, revision: 1 }])
})

test.each([
  ['a category of spaces for a class', { category: 'study' }, 'category'],
  ['more reserved places than places', { capacity: 5, reserve: 6 }, 'places'],
  [
    'a closing before the opening',
    { rules: { ...presetRules('first-come'), opensBefore: HOUR, closesBefore: 2 * HOUR } },
    'window',
  ],
  ['a draw of a course', { rules: presetRules('ballot'), series: 'whole' }, 'draw-of-series'],
  ['a space without seats', { kind: 'seat', category: 'study' }, 'layout'],
] as const)('%s is refused', async (_name, change, fault) => {
  const { reply } = await cloud.send('manager', 'office.saveOffering', classForm(change))
  expect(reply).toMatchObject({ ok: false, code: 'PLAN_INVALID', detail: { faults: expect.arrayContaining([fault]) } })
})

test('one of another centre is not found, and its kind does not change', async () => {
  await cloud.seed({ offerings: [anOffering({ _id: 'elsewhere', centreId: 'bixi' })] })
  expect(await cloud.codeOf('manager', 'office.saveOffering', classForm({ offeringId: 'elsewhere' }))).toBe(
    'OFFERING_NOT_FOUND',
  )
  const offeringId = await saveClass(cloud)
  const meal = classForm({ offeringId, revision: 1, kind: 'meal', category: 'canteen' })
  expect(await cloud.codeOf('manager', 'office.saveOffering', meal)).toBe('PLAN_INVALID')
})

test('whoever has booked keeps the rules that they were promised; the next session has the new ones', async () => {
  const offeringId = await saveClass(cloud)
  const draft = await saveDraft(cloud, offeringId, timeIn(3, '14:30'))
  await cloud.ask('manager', 'office.publish', publishing(draft))
  const { booking } = await cloud.ask('mum', 'booking.create', { sessionId: draft.id, memberIds: ['self'] })
  const stricter = { ...presetRules('first-come'), cancelBefore: 2 * DAY }
  await cloud.ask('manager', 'office.saveOffering', classForm({ offeringId, revision: 1, rules: stricter }))
  expect((await cloud.ask('mum', 'booking.get', { bookingId: booking.id })).booking.cancelUntil).toBe(
    draft.startsAt - 2 * HOUR,
  )
  const next = await saveDraft(cloud, offeringId, timeIn(4, '14:30'))
  await cloud.ask('manager', 'office.publish', publishing(next))
  const other = await cloud.ask('dad', 'booking.create', { sessionId: next.id, memberIds: ['self'] })
  expect(other.booking.cancelUntil).toBe(next.startsAt - 2 * DAY)
  expect(await cloud.codeOf('mum', 'booking.cancel', { bookingId: booking.id })).toBe('OK')
})

describe('the plan of a room', () => {
  const seats = (...ids: string[]) => ids.map((id, x) => ({ id, x, y: 0 }))
  const map: SeatPlan = { columns: 4, rows: 2, seats: seats('u1', 'u2'), marks: [{ kind: 'window', x: 2, y: 0 }] }
  const units = ['u1', 'u2', 'u3'].map(id => ({ id, label: `${id} 号座` }))
  const room = (change: Partial<RouteInput<'office.saveOffering'>> = {}) =>
    classForm({
      ...{
        kind: 'seat' as const,
        category: 'study' as const,
        title: '自习室',
        rules: presetRules('seats'),
        minutes: 720,
        map,
      },
      layout: { units, choose: true, slot: HOUR, minSlots: 1, maxSlots: 4, gapSlots: 0 },
      ...change,
    })
  const seen = async (offeringId: string) => (await cloud.ask('mum', 'space.get', { offeringId })).day

  test('is seen at once on days that are published, and nobody moves with it', async () => {
    const { offering } = await cloud.ask('manager', 'office.saveOffering', room())
    const opens = timeIn(2, '09:00')
    const draft = await saveDraft(cloud, offering.id, opens, { endsAt: opens + 12 * HOUR })
    await cloud.ask('manager', 'office.publish', publishing(draft))
    const span = { startsAt: opens, endsAt: opens + HOUR, unit: 'u2' }
    const booked = await cloud.ask('mum', 'booking.create', { sessionId: draft.id, memberIds: ['self'], span })
    // A seat that the plan does not know stands in the first free cell.
    expect((await seen(offering.id))?.map).toEqual({
      ...{ columns: 4, rows: 2, marks: [{ label: '窗', x: 2, y: 0 }] },
      seats: [
        { id: 'u1', x: 0, y: 0, beside: '' },
        { id: 'u2', x: 1, y: 0, beside: '靠窗' },
        { id: 'u3', x: 3, y: 0, beside: '靠窗' },
      ],
    })
    const swapped = { ...map, seats: seats('u2', 'u1') }
    await cloud.ask('manager', 'office.saveOffering', room({ offeringId: offering.id, revision: 1, map: swapped }))
    expect((await seen(offering.id))?.map?.seats).toMatchObject([{ id: 'u2', x: 0 }, { id: 'u1', x: 1 }, { id: 'u3' }])
    expect((await seen(offering.id))?.spots).toEqual({ 'u2-0': 'mine' })
    const { booking } = await cloud.ask('mum', 'booking.get', { bookingId: booked.booking.id })
    expect(booking.unit).toBe(booked.booking.unit)
    // A form of a former release says nothing of the plan, and keeps it; a plan that is put away is gone.
    const { map: _none, ...without } = room({ offeringId: offering.id, revision: 2 })
    await cloud.ask('planner', 'office.saveOffering', without)
    expect((await seen(offering.id))?.map?.seats).toMatchObject([{ id: 'u2' }, { id: 'u1' }, { id: 'u3' }])
    await cloud.ask('planner', 'office.saveOffering', room({ offeringId: offering.id, revision: 3, map: null }))
    expect((await seen(offering.id))?.map).toBeNull()
  })

  test('with two things in one cell is refused', async () => {
    const crowded = { ...map, marks: [{ kind: 'door' as const, x: 1, y: 0 }] }
    const { reply } = await cloud.send('manager', 'office.saveOffering', room({ map: crowded }))
    expect(reply).toMatchObject({ ok: false, code: 'PLAN_INVALID', detail: { faults: ['map'] } })
  })
})
