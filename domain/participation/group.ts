import { DAY } from '../time'

/** Numbers that custom or the office sets, as data. */
export const GROUP_RULES = {
  /** An active group has so many members, and so many activities within `year`. */
  membersLeast: 10,
  activitiesLeast: 4,
  year: 365 * DAY,
  /** Without an activity for so long a group is dormant, and for so long it is closed. */
  dormantAfter: 90 * DAY,
  closeAfter: 180 * DAY,
  membersMost: 200,
  holdersMost: 2,
  /** Groups that one person is in and that are not closed. */
  ownMost: 30,
  /** Classes that belong to a group at one time. */
  offeringsMost: 5,
  /** Classes that lately belonged to it and are still counted. */
  endedMost: 20,
  /** How long after its end an activity is counted again: check-ins may arrive late, and can be undone. */
  countFor: 14 * DAY,
  /** Activities that are kept, the latest. */
  activitiesMost: 60,
} as const

/** What residents do together. */
export const GROUP_KINDS = [
  { id: 'music', label: '唱歌跳舞' },
  { id: 'reading', label: '读书写作' },
  { id: 'tutoring', label: '陪孩子学习' },
  { id: 'help', label: '邻里互助' },
  { id: 'sport', label: '健身' },
  { id: 'other', label: '其他' },
] as const
export type GroupKind = (typeof GROUP_KINDS)[number]['id']

export const GROUP_STATES = ['incubated', 'active', 'dormant', 'closed'] as const
export type GroupState = (typeof GROUP_STATES)[number]

/** A session of a group that was held: somebody was checked in. */
export interface GroupActivity {
  sessionId: string
  title: string
  startsAt: number
  endsAt: number
  /** People who were checked in. */
  attended: number
}

/** A class that belongs to a group; its sessions that begin from `from` until `until` (null: no end) are the group's. */
export interface GroupOffering {
  id: string
  title: string
  from: number
  until: number | null
}

interface Counted {
  startedAt: number
  /** 0: it is not. */
  closedAt: number
  members: number
  activities: readonly GroupActivity[]
}

/** The last activity of a group, or its start, epoch ms. */
export function lastActiveAt({ startedAt, activities }: Pick<Counted, 'startedAt' | 'activities'>): number {
  return Math.max(startedAt, ...activities.map(({ endsAt }) => endsAt))
}

/** How many activities a group had within the last year. */
export function activitiesOfYear(activities: readonly GroupActivity[], now: number): number {
  return activities.filter(({ endsAt }) => endsAt > now - GROUP_RULES.year).length
}

/** Where a group is in its life. */
export function groupStateOf(group: Counted, now: number): GroupState {
  if (group.closedAt > 0) return 'closed'
  if (now - lastActiveAt(group) >= GROUP_RULES.dormantAfter) return 'dormant'
  const { membersLeast, activitiesLeast } = GROUP_RULES
  const isActive = group.members >= membersLeast && activitiesOfYear(group.activities, now) >= activitiesLeast
  return isActive ? 'active' : 'incubated'
}

interface Grouped extends Omit<Counted, 'members'> {
  people: Readonly<Record<string, { accountId: string }>>
}

/** The fields of a group that follow from its people and activities. */
export function groupDerived(group: Grouped, now: number): { accountIds: string[]; state: GroupState } {
  const people = Object.values(group.people)
  return {
    accountIds: people.map(({ accountId }) => accountId),
    state: groupStateOf({ ...group, members: people.length }, now),
  }
}

/** Whether a group has had no activity for so long that it is closed. */
export function isAbandoned(group: Pick<Counted, 'startedAt' | 'activities'>, now: number): boolean {
  return now - lastActiveAt(group) >= GROUP_RULES.closeAfter
}

/** From which start sessions are counted again, when the last count was at `countedTo`. */
export function recountFrom(countedTo: number): number {
  return countedTo - GROUP_RULES.countFor
}

/** Whether a session belongs to a group by one of its classes. */
export function belongsTo(
  offerings: readonly GroupOffering[],
  { offeringId, startsAt }: { offeringId: string; startsAt: number },
): boolean {
  return offerings.some(
    ({ id, from, until }) => id === offeringId && startsAt >= from && startsAt < (until ?? Infinity),
  )
}

/**
 * The activities after a count of those that began from `from`: these are replaced, earlier ones stay as they were counted, and
 * those that are over for more than a year leave. The latest first.
 */
export function mergeActivities(
  kept: readonly GroupActivity[],
  counted: readonly GroupActivity[],
  from: number,
  now: number,
): GroupActivity[] {
  return [...counted, ...kept.filter(({ startsAt }) => startsAt < from)]
    .filter(({ endsAt, attended }) => attended > 0 && endsAt > now - GROUP_RULES.year)
    .sort((a, b) => b.startsAt - a.startsAt || (a.sessionId < b.sessionId ? -1 : 1))
    .slice(0, GROUP_RULES.activitiesMost)
}

/** The classes of a group after an edit: new ones begin at `since`, removed ones end now and stay until their last count. */
export function editOfferings(
  before: readonly GroupOffering[],
  chosen: readonly { id: string; title: string }[],
  now: number,
  since = now,
): GroupOffering[] {
  const isChosen = (id: string) => chosen.some(each => each.id === id)
  const open = before.filter(({ until }) => until === null)
  const ended = before
    .map(each => (each.until === null && !isChosen(each.id) ? { ...each, until: now } : each))
    .filter(({ until }) => until !== null && until > now - 2 * GROUP_RULES.countFor)
    .slice(-GROUP_RULES.endedMost)
  const going = chosen.map(({ id, title }) => ({
    ...{ id, title, from: since, until: null },
    ...open.find(each => each.id === id),
  }))
  return [...going, ...ended]
}
