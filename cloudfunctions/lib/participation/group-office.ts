import type { GroupDesk, GroupEdit, GroupsEdit } from '@domain/contracts/office-groups'
import { activitiesOfYear, editOfferings, groupDerived } from '@domain/participation/group'
import { DAY } from '@domain/time'
import { offeredAt } from '../catalogue/offered'
import { createdIdOf } from '../kernel/ids'
import { note, type StaffContext } from '../kernel/router/context'
import { AppError, requireAtCentre, requireFound } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import type { GroupDocument } from '../kernel/store/documents'
import { gt, oneOf, type Store } from '../kernel/store/port'
import { withHolder } from './group-home'
import { peopleOf } from './group-views'
import { changeGroup, remember, requireOpen } from './groups'

/** What the pages list at most. */
const MAX_GROUPS = 60
const MAX_CLOSED = 10
const MAX_PAST = 20

/** The groups of a centre, for its managers. */
export const getGroups: Handler<'office.groups'> = (context, { centreId }) => groupsEdit(context, centreId)

async function groupsEdit({ store, now }: StaffContext, centreId: string): Promise<GroupsEdit> {
  const sorted = { sort: [['startedAt', 'desc']] as ['startedAt', 'desc'][] }
  const [going, closed, offerings] = await Promise.all([
    store.groups.find({ where: { centreId, closedAt: 0 }, ...sorted, limit: MAX_GROUPS }),
    store.groups.find({ where: { centreId, closedAt: gt(0) }, sort: [['closedAt', 'desc']], limit: MAX_CLOSED }),
    offeredAt(store, { centreId, kind: 'class' }),
  ])
  return {
    now,
    groups: [...going, ...closed].map(group => groupEdit(group, now)),
    offerings,
  }
}

function groupEdit(group: GroupDocument, now: number): GroupEdit {
  const { _id: id, title, words, kind, state, people, activities, offeringIds, handOverAt, revision } = group
  const holders = peopleOf(group, '').filter(({ isHolder }) => isHolder)
  return {
    ...{ id, title, words, kind, state, offeringIds, handOverAt, revision },
    members: Object.keys(people).length,
    activities: activitiesOfYear(activities, now),
    holders: holders.map(({ name }) => name),
  }
}

/** One group with its people. */
export const getGroupDesk: Handler<'office.group'> = async ({ store, now }, { centreId, groupId }) =>
  groupDesk(requireAtCentre(await store.groups.get(groupId), centreId, 'GROUP_NOT_FOUND'), now)

function groupDesk(group: GroupDocument, now: number): GroupDesk {
  const past = group.activities.slice(0, MAX_PAST)
  return { now, group: { ...groupEdit(group, now), people: peopleOf(group, ''), past } }
}

/** Saves a group, guarded by the revision that was read. Idempotent under the request id. */
export const saveGroup: Handler<'office.saveGroup'> = async (context, input) => {
  const { store, now, actor: changedBy, requestId } = context
  const { centreId, groupId, revision, title, words, kind } = input
  const _id = groupId ?? createdIdOf('group', context)
  note(context, { subject: { id: _id, title } })
  const stored = await store.groups.get(_id)
  const before = groupId === undefined ? stored : requireAtCentre(stored, centreId, 'GROUP_NOT_FOUND')
  if (before?.requests.includes(requestId)) return groupsEdit(context, centreId)
  if (before) requireOpen(before)
  const offeringIds = [...new Set(input.offeringIds)]
  const [chosen, centre] = await Promise.all([
    requireOfferings(store, centreId, _id, offeringIds),
    store.centres.get(centreId, ['name']),
  ])
  const offerings = editOfferings(before?.offerings ?? [], chosen, now)
  const change = { title, words, kind, offerings, offeringIds, changedBy, revision: revision + 1 }
  if (before) {
    const saved = { ...change, requests: remember(before, requestId) }
    if ((await store.groups.update({ _id, revision }, saved)) === 0) throw new AppError('GROUP_CHANGED', null)
  } else {
    const fresh = {
      ...{ _id, centreId, centreName: centre?.name ?? '', startedAt: now, closedAt: 0, people: {}, handOverAt: 0 },
      ...{ activities: [], countedTo: now, dueAt: now + DAY, requests: [requestId], forgottenAt: null },
    }
    await store.groups.insert({ ...fresh, ...groupDerived(fresh, now), ...change })
  }
  return groupsEdit(context, centreId)
}

/** The classes of a centre by id. Throws OFFERING_NOT_FOUND, GROUP_OFFERING_TAKEN: another group of the centre has one. */
async function requireOfferings(store: Store, centreId: string, groupId: string, ids: readonly string[]) {
  if (ids.length === 0) return []
  const [offerings, others] = await Promise.all([
    store.offerings.find({ where: { _id: oneOf(ids) }, limit: ids.length, fields: ['centreId', 'kind', 'title'] }),
    store.groups.find({
      where: { offeringIds: oneOf(ids), closedAt: 0 },
      limit: MAX_GROUPS,
      fields: ['title', 'offeringIds'],
    }),
  ])
  const other = others.find(({ _id }) => _id !== groupId)
  if (other) throw new AppError('GROUP_OFFERING_TAKEN', { title: other.title })
  return ids.map(id => {
    const found = offerings.find(({ _id, kind }) => _id === id && kind === 'class')
    return { id, title: requireAtCentre(found ?? null, centreId, 'OFFERING_NOT_FOUND').title }
  })
}

/** Closes a group for good. Safe to repeat. */
export const closeGroup: Handler<'office.closeGroup'> = async (context, { centreId, groupId }) => {
  const { now, actor: changedBy } = context
  await changeAt(context, centreId, groupId, ({ closedAt }) =>
    closedAt > 0 ? null : { closedAt: now, dueAt: 0, handOverAt: 0, changedBy },
  )
  return groupsEdit(context, centreId)
}

/** Makes a member lead the group, or not. Idempotent under the request id. */
export const setHolder: Handler<'office.groupHolder'> = async (context, { centreId, groupId, key, isHolder }) => {
  const { now, actor: changedBy, requestId } = context
  const group = await changeAt(context, centreId, groupId, current => {
    if (current.requests.includes(requestId)) return null
    requireOpen(current)
    const { accountId: id, name } = requireFound(current.people[key], 'GROUP_MEMBER_NOT_FOUND')
    note(context, { person: { id, name } })
    // Remembered also when it changes nothing: a late copy must not undo what was done since.
    return { ...withHolder(current, key, isHolder, now), changedBy, requests: remember(current, requestId) }
  })
  return groupDesk(group, now)
}

function changeAt(
  context: StaffContext,
  centreId: string,
  groupId: string,
  decide: Parameters<typeof changeGroup>[2],
): Promise<GroupDocument> {
  return changeGroup(context, groupId, current => {
    const { title } = requireAtCentre(current, centreId, 'GROUP_NOT_FOUND')
    note(context, { subject: { id: groupId, title } })
    return decide(current)
  })
}
