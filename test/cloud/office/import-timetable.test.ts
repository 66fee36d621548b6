import type { RouteInput } from '@domain/contracts'
import { HOUR } from '@domain/time'
import { aCentre, anOffering, aStaff, CENTRE } from '../../../worlds/fixtures/index'
import { openTestCloud } from '../in-process/cloud'
import { dateIn, MANAGER, PLANNER, publishing, saveClass, timeIn } from './support'

/** Classes and sessions of a spreadsheet. */

const cloud = openTestCloud()
const own = { room: 0, teacher: 1, capacity: 20, reserve: 2 }
const sessionsAt = (at: number, ...days: number[]) =>
  days.map(day => ({ class: at, ...own, startsAt: timeIn(day, '14:30'), endsAt: timeIn(day, '14:30') + HOUR }))
const classOf = (title: string, category: 'children' | null = 'children') => ({
  ...{ title, category, preset: 'first-come' as const, minutes: 90 },
  ...own,
})
const sheet = (change: Partial<RouteInput<'office.importTimetable'>> = {}): RouteInput<'office.importTimetable'> => ({
  centreId: CENTRE,
  names: ['二楼', '李老师'],
  classes: [classOf('剪纸'), classOf('围棋', null)],
  sessions: [...sessionsAt(0, 3, 10), ...sessionsAt(1, 4)],
  ...change,
})

beforeAll(async () => {
  await cloud.seed({
    centres: [aCentre(), aCentre({ _id: 'other' })],
    staff: [MANAGER, PLANNER, aStaff('door', { duties: ['door'] })],
    offerings: [anOffering({ _id: 'elsewhere', centreId: 'other', title: '剪纸' })],
  })
})
afterAll(() => cloud.close())

test('what is missing is added as drafts; the same file twice, by whomever, or by two at once, adds nothing more', async () => {
  const known = await saveClass(cloud, { title: '围棋' })
  const replies = await Promise.all(
    ['manager', 'planner'].map(who => cloud.ask(who, 'office.importTimetable', sheet())),
  )
  for (const { classes, sessions } of replies) {
    expect(classes.created + classes.existing).toBe(2)
    expect(sessions.created + sessions.existing).toBe(3)
  }
  const made = await cloud.stored('offerings', { title: '剪纸', centreId: CENTRE })
  expect(made).toMatchObject([
    { category: 'children', teacher: { name: '李老师' }, plan: { room: '二楼', minutes: 90 } },
  ])
  const drafts = await cloud.stored('drafts', { state: 'draft' })
  expect(drafts.map(({ offeringId }) => offeringId).sort()).toEqual([made[0]?._id, made[0]?._id, known].sort())
  const again = await cloud.ask('planner', 'office.importTimetable', sheet())
  expect(again).toMatchObject({ classes: { created: 0, existing: 2 }, sessions: { created: 0, existing: 3 } })
  const shown = await cloud.ask('manager', 'office.timetable', { centreId: CENTRE, from: dateIn(0), to: dateIn(20) })
  await cloud.ask('manager', 'office.publish', publishing(...shown.drafts))
  expect((await cloud.ask('planner', 'office.importTimetable', sheet())).sessions.created).toBe(0)
  expect(await cloud.stored('drafts', { state: 'draft' })).toEqual([])
})

test.each([
  ['a session that is over', { sessions: [...sessionsAt(0, 30), ...sessionsAt(0, -1)] }, 'TIME_NOT_POSSIBLE'],
  [
    'more reserved than there are places',
    { sessions: [...sessionsAt(0, 30), { ...sessionsAt(0, 31)[0], reserve: 21 }] },
    'PLAN_INVALID',
  ],
  [
    'a class that only another centre has',
    { classes: [classOf('没有的课', null)], sessions: sessionsAt(0, 30) },
    'OFFERING_NOT_FOUND',
  ],
  ['a position without a class', { sessions: sessionsAt(7, 30) }, 'OFFERING_NOT_FOUND'],
  ['a position without a name', { names: ['二楼'], sessions: sessionsAt(0, 30) }, 'OFFERING_NOT_FOUND'],
])('nothing of a file with %s is added', async (_situation, change, code) => {
  const before = [await cloud.stored('drafts'), await cloud.stored('offerings')]
  const input = sheet({ classes: [classOf('陶艺')], ...(change as object) })
  expect(await cloud.codeOf('manager', 'office.importTimetable', input)).toBe(code)
  expect([await cloud.stored('drafts'), await cloud.stored('offerings')]).toEqual(before)
})

test('those without the timetable import nothing', async () => {
  expect(await cloud.codeOf('door', 'office.importTimetable', sheet())).toBe('FORBIDDEN')
})
