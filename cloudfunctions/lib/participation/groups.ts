import {
  belongsTo,
  type GroupActivity,
  groupDerived,
  isAbandoned,
  mergeActivities,
  recountFrom,
} from '@domain/participation/group'
import { DAY } from '@domain/time'
import type { Context } from '../kernel/router/context'
import { AppError } from '../kernel/router/errors'
import type { GroupDocument } from '../kernel/store/documents'
import { dueBy } from '../kernel/store/due'
import type { Store } from '../kernel/store/port'
import { revise } from '../kernel/work/revise'
import { eachOf } from '../kernel/work/task'
import { attendedSessions } from './attendance'

/** Each conflict means that another change of the same group was stored. */
const MAX_ATTEMPTS = 60
/** How many latest requests a group remembers. */
const REMEMBERED = 40
/** Sessions that one count reads, the latest. */
const MAX_COUNTED = 100

export type GroupChange = Partial<Omit<GroupDocument, '_id' | 'revision' | 'state' | 'accountIds'>>
type GroupContext = Pick<Context, 'store' | 'now'>

/**
 * Changes a group by compare-and-set. `decide` gets it after it was read; it returns the fields to replace, or null to change
 * nothing, and throws to refuse. Returns the group afterwards. Throws GROUP_NOT_FOUND, BUSY.
 */
export function changeGroup(
  { store, now }: GroupContext,
  groupId: string,
  decide: (group: GroupDocument) => GroupChange | null | Promise<GroupChange | null>,
): Promise<GroupDocument> {
  return revise(store.groups, groupId, { missing: 'GROUP_NOT_FOUND', attempts: MAX_ATTEMPTS }, async before => {
    const change = await decide(before)
    return change && { ...change, ...groupDerived({ ...before, ...change }, now) }
  })
}

/** The requests of a group with one more. */
export function remember({ requests }: Pick<GroupDocument, 'requests'>, requestId: string): string[] {
  return [...requests, requestId].slice(-REMEMBERED)
}

/** Throws GROUP_CLOSED. */
export function requireOpen({ closedAt }: Pick<GroupDocument, 'closedAt'>): void {
  if (closedAt > 0) throw new AppError('GROUP_CLOSED', null)
}

/** Sessions of the group's classes that began from `from` and are over, with the people who were checked in. */
async function countActivities(
  store: Store,
  { offerings }: GroupDocument,
  from: number,
  now: number,
): Promise<GroupActivity[]> {
  const ids = offerings.map(({ id }) => id)
  const sessions = await attendedSessions(store, ids, { from, now, most: MAX_COUNTED })
  return sessions
    .filter(session => belongsTo(offerings, session))
    .map(({ offeringId: _offering, ...activity }) => activity)
}

/** Counts the activities of a group from check-ins; one that has had none for too long is closed. */
async function recount({ store, now }: GroupContext, group: GroupDocument): Promise<GroupChange> {
  const from = recountFrom(group.countedTo)
  const activities = mergeActivities(group.activities, await countActivities(store, group, from, now), from, now)
  const counted = { activities, countedTo: now }
  return isAbandoned({ ...group, activities }, now)
    ? { ...counted, closedAt: now, dueAt: 0 }
    : { ...counted, dueAt: now + DAY }
}

/** Groups whose activities are to be counted: each once a day. */
export const followGroups = eachOf(
  { name: 'groups', collection: 'groups', due: now => ({ dueAt: dueBy(now) }), by: 'dueAt' },
  async (context, groupId) => {
    const { store, now } = context
    if (!(await store.groups.get(groupId, ['dueAt']))) return
    await changeGroup(context, groupId, group =>
      group.dueAt === 0 || group.dueAt > now ? null : recount(context, group),
    )
  },
)
