import {
  belongsTo,
  editOfferings,
  GROUP_RULES,
  type GroupActivity,
  groupDerived,
  groupStateOf,
  isAbandoned,
  mergeActivities,
  recountFrom,
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

test('of a class that comes back only the present time is kept open, and what ended is kept until its last count', () => {
  const [old, recent, open] = [
    { id: 'choir', title: '合唱', from: 1, until: now - 28 * DAY },
    { id: 'choir', title: '合唱', from: 2, until: now - 28 * DAY + 1 },
    { id: 'dance', title: '跳舞', from: 3, until: null },
  ]
  if (!old || !recent || !open) throw new Error('three')
  expect(editOfferings([old, recent, open], [{ id: 'choir', title: '大合唱' }], now, now + 5)).toEqual([
    { id: 'choir', title: '大合唱', from: now + 5, until: null },
    recent,
    { ...open, until: now },
  ])
  const both = [
    { id: 'dance', title: '跳舞' },
    { id: 'choir', title: '合唱' },
  ]
  expect(editOfferings([open], both, now)).toEqual([open, { id: 'choir', title: '合唱', from: now, until: null }])
  expect(
    belongsTo([{ id: 'dance', title: '跳舞', from: 3, until: null }], { offeringId: 'dance', startsAt: now }),
  ).toBe(true)
})

test('activities of one moment are in the order of their ids, and one that began at the start of a count is replaced', () => {
  const from = recountFrom(now)
  expect(from).toBe(now - 14 * DAY)
  const at = (sessionId: string, startsAt: number) => ({ ...activity(1), sessionId, startsAt })
  const merged = mergeActivities([at('old', from), at('kept', from - 1)], [at('b', now), at('a', now)], from, now)
  expect(merged.map(({ sessionId }) => sessionId)).toEqual(['a', 'b', 'kept'])
  const reversed = mergeActivities([], [at('a', now), at('b', now)], from, now)
  expect(reversed.map(({ sessionId }) => sessionId)).toEqual(['a', 'b'])
})

test('people and state of a group follow from its document', () => {
  const people = Object.fromEntries(Array.from({ length: 10 }, (_, n) => [`m${n}`, { accountId: `a${n}` }]))
  const group = { people, startedAt: now - 400 * DAY, closedAt: 0, activities: four }
  expect(groupDerived(group, now)).toEqual({
    accountIds: Array.from({ length: 10 }, (_, n) => `a${n}`),
    state: 'active',
  })
  const { m0: _gone, ...nine } = people
  expect(groupDerived({ ...group, people: nine }, now).state).toBe('incubated')
})
