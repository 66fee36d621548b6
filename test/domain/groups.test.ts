import {
  belongsTo,
  editOfferings,
  GROUP_RULES,
  type GroupActivity,
  groupStateOf,
  isAbandoned,
  mergeActivities,
} from '@domain/participation/group'
import { DAY } from '@domain/time'

const now = 1000 * DAY
const activity = (daysAgo: number, attended = 12): GroupActivity => ({
  ...{
    sessionId: `s-${daysAgo}`,
    title: '排练',
    startsAt: now - daysAgo * DAY - 1,
    endsAt: now - daysAgo * DAY,
    attended,
  },
})
const four = [10, 30, 50, 70].map(days => activity(days))

test.each([
  ['four activities and ten members', { members: 10, activities: four }, 'active'],
  ['nine members', { members: 9, activities: four }, 'incubated'],
  ['three activities', { members: 10, activities: four.slice(1) }, 'incubated'],
  ['a fourth one that is over for a year', { members: 10, activities: [...four.slice(1), activity(365)] }, 'incubated'],
  ['the last one 90 days ago', { members: 10, activities: [90, 91, 92, 93].map(days => activity(days)) }, 'dormant'],
  ['the last one 89 days ago', { members: 10, activities: [89, 91, 92, 93].map(days => activity(days)) }, 'active'],
  ['none yet, begun today', { members: 0, activities: [], startedAt: now }, 'incubated'],
  ['none yet, begun 90 days ago', { members: 20, activities: [], startedAt: now - 90 * DAY }, 'dormant'],
  ['closed', { members: 10, activities: four, closedAt: now - 1 }, 'closed'],
])('the state of a group with %s', (_, group, state) => {
  expect(groupStateOf({ startedAt: now - 400 * DAY, closedAt: 0, ...group }, now)).toBe(state)
})

test('a group is closed when there was no activity for 180 days', () => {
  const group = { startedAt: now - 400 * DAY, activities: [activity(180)] }
  expect([isAbandoned(group, now), isAbandoned(group, now - 1)]).toEqual([true, false])
})

test('sessions belong to a group from when its class does until that ends', () => {
  const offerings = [{ id: 'choir', title: '合唱', from: 10, until: 20 }]
  const begins = [9, 10, 19, 20].map(startsAt => belongsTo(offerings, { offeringId: 'choir', startsAt }))
  expect(begins).toEqual([false, true, true, false])
  expect(belongsTo(offerings, { offeringId: 'other', startsAt: 15 })).toBe(false)
})

test('a count replaces what began within it, drops what nobody came to and what is over for a year', () => {
  const kept = [activity(3, 5), activity(20, 7), activity(365, 9)]
  const counted = [activity(3, 6), activity(2, 0), activity(1, 4)]
  const after = mergeActivities(kept, counted, now - 14 * DAY, now)
  expect(after.map(({ sessionId, attended }) => [sessionId, attended])).toEqual([
    ['s-1', 4],
    ['s-3', 6],
    ['s-20', 7],
  ])
})

test('a class that is taken away ends now and is counted for some time', () => {
  const before = [
    { id: 'choir', title: '合唱', from: 1, until: null },
    { id: 'old', title: '舞蹈', from: 1, until: now - 3 * GROUP_RULES.countFor },
  ]
  expect(editOfferings(before, [{ id: 'dance', title: '舞蹈' }], now)).toEqual([
    { id: 'dance', title: '舞蹈', from: now, until: null },
    { id: 'choir', title: '合唱', from: 1, until: now },
  ])
  expect(editOfferings(before, [{ id: 'choir', title: '合唱' }], now)).toEqual([before[0]])
})
