import { DAY, localDate, MINUTE, weekday } from '@domain/time'
import { aCentre, CENTRE } from '../../../worlds/fixtures/index'
import { cloudNow } from '../support/clock'
import { startTestCloud, type TestCloud } from '../support/cloud'
import { dateIn, MANAGER, PLANNER, presetRules, publishing, saveClass, saveDraft, timeIn } from './support'

/** Many drafts at once: repeated, copied, and published in one call. */

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

describe('planning many', () => {
  test('repeats an offering on weekdays until a date; a second run creates nothing', async () => {
    const offeringId = await saveClass(cloud)
    const day = weekday(timeIn(7, '00:00'))
    const input = { centreId: CENTRE, offeringId, weekdays: [day], minute: 870, from: dateIn(1), until: dateIn(29) }
    const preview = await cloud.ask('manager', 'office.previewRepeat', input)
    expect(preview.created + preview.skipped).toBe(4)
    expect((await timetable()).drafts).toEqual([])
    const made = await cloud.ask('manager', 'office.repeat', input, { requestId: 'repeat-once' })
    expect(made).toMatchObject({ created: preview.created, skipped: preview.skipped })
    expect(await cloud.ask('manager', 'office.repeat', input, { requestId: 'repeat-once' })).toMatchObject({
      created: made.created,
    })
    expect(await cloud.ask('planner', 'office.repeat', input)).toMatchObject({ created: 0 })
    const { drafts } = await timetable()
    expect(drafts).toHaveLength(made.created)
    expect(new Set(drafts.map(({ startsAt }) => weekday(startsAt)))).toEqual(new Set([day]))
  })

  test('copies a week to the next: same weekdays and times, bookings stay behind, a second run creates nothing', async () => {
    const offeringId = await saveClass(cloud, { rules: presetRules('drop-in') })
    const monday = 7 + ((8 - weekday(now)) % 7)
    const drafts = [
      await saveDraft(cloud, offeringId, timeIn(monday, '09:00'), { room: '一楼' }),
      await saveDraft(cloud, offeringId, timeIn(monday + 5, '14:30')),
    ]
    await publish(...drafts)
    await cloud.ask('mum', 'booking.create', { sessionId: drafts[0]?.id ?? '', memberIds: ['self'] })
    const input = { centreId: CENTRE, unit: 'week' as const, from: dateIn(monday + 2), to: dateIn(monday + 9) }
    const preview = await cloud.ask('manager', 'office.previewCopy', input)
    const made = await cloud.ask('manager', 'office.copy', input)
    expect(made.rows).toEqual(preview.rows)
    const expected = preview.rows.filter(({ outcome }) => outcome === 'create').map(({ startsAt }) => startsAt)
    expect((await timetable(0, 50)).drafts.map(({ startsAt }) => startsAt)).toEqual(expected)
    for (const { why, sourceAt, startsAt } of preview.rows) {
      if (why === null) expect(startsAt).toBe((sourceAt ?? 0) + 7 * DAY)
    }
    expect(await cloud.ask('planner', 'office.copy', input)).toMatchObject({ created: 0 })
    expect(await cloud.codeOf('manager', 'office.copy', { ...input, to: input.from })).toBe('TIME_NOT_POSSIBLE')
  })

  test('a draft that was moved or removed is planned again at its first time, once', async () => {
    const offeringId = await saveClass(cloud)
    const input = {
      centreId: CENTRE,
      offeringId,
      weekdays: [0, 1, 2, 3, 4, 5, 6],
      minute: 870,
      from: dateIn(2),
      until: dateIn(3),
    }
    const { created } = await cloud.ask('manager', 'office.repeat', input)
    const [first, second] = (await timetable()).drafts
    if (!first || !second) return expect(created).toBeLessThan(2)
    await saveDraft(cloud, offeringId, timeIn(9, '10:00'), { draftId: first.id, revision: first.revision })
    await cloud.ask('manager', 'office.removeDrafts', { centreId: CENTRE, draftIds: [second.id] })
    expect(await cloud.ask('manager', 'office.repeat', input)).toMatchObject({ created: 2 })
    expect(await cloud.ask('manager', 'office.repeat', input)).toMatchObject({ created: 0 })
    expect((await timetable()).drafts).toHaveLength(3)
  })

  test('leaves out days on which the centre is closed, and says why', async () => {
    const offeringId = await saveClass(cloud)
    const closures = [{ from: dateIn(2), to: dateIn(2), reason: '设备检修' }]
    await cloud.change('centres', CENTRE, { 'hours.closures': closures })
    const input = {
      centreId: CENTRE,
      offeringId,
      weekdays: [0, 1, 2, 3, 4, 5, 6],
      minute: 870,
      from: dateIn(2),
      until: dateIn(3),
    }
    const { rows } = await cloud.ask('manager', 'office.previewRepeat', input)
    expect(rows[0]).toMatchObject({ outcome: 'skip', why: 'closed', detail: '设备检修' })
    expect((await timetable()).days).toContainEqual({ date: dateIn(2), kind: 'closed', name: '设备检修' })
  })
})

test('a month of 120 sessions is published in one call, and by the timer when that call dies in the middle', async () => {
  const rooms = ['一楼', '二楼', '三楼', '四楼']
  const ids = await Promise.all(
    rooms.map((room, n) => saveClass(cloud, { title: `课${n}`, room, teacherName: `老师${n}` })),
  )
  const drafts = []
  for (let n = 0; n < 120; n++) {
    const [offeringId = '', room = ''] = [ids[n % 4], rooms[n % 4]]
    drafts.push(
      await saveDraft(cloud, offeringId, timeIn(2 + Math.floor(n / 4), '14:30'), { room, teacher: `老师${n % 4}` }),
    )
  }
  const requestId = 'publish-month'
  const died = await cloud.send('manager', 'office.publish', publishing(...drafts), { requestId, fault: 'after:60' })
  expect(died.status).not.toBe(200)
  const stored = await cloud.stored('sessions')
  expect(stored.length).toBeGreaterThan(0)
  expect(stored.length).toBeLessThan(120)
  cloud.later(3 * MINUTE)
  await cloud.tick()
  expect(await cloud.stored('sessions')).toHaveLength(120)
  const again = await cloud.ask('manager', 'office.publish', publishing(...drafts), { requestId })
  expect(again.publication).toMatchObject({ sessions: 120, state: 'done' })
  expect((await cloud.stored('timetables'))[0]?.pending).toEqual({})
  expect((await timetable()).drafts).toEqual([])
  expect(localDate(now)).toBe(dateIn(0))
})
