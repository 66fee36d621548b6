import type { GroupView } from '@domain/contracts/groups'
import { GROUP_RULES } from '@domain/participation/group'
import { maskName, SELF_ID } from '@domain/people/members'
import { loadAccount } from '../accounts/account'
import { firstCentre } from '../catalogue/first-centre'
import { groupKeyOf, requestKeyOf } from '../kernel/ids'
import type { PersonContext } from '../kernel/router/context'
import { AppError, requireFound } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import type { GroupDocument } from '../kernel/store/documents'
import { findPage } from '../kernel/store/page'
import { gt, oneOf } from '../kernel/store/port'
import { groupCard, ownKeyIn, peopleOf } from './group-views'
import { changeGroup, remember, requireOpen } from './groups'

/** Activities on the page of a group. */
const MAX_COMING = 4
const MAX_PAST = 8
/** What a member is called who has given no name. */
const UNNAMED = '居民'

/** The groups of a centre. */
export const listGroups: Handler<'group.list'> = async ({ store, now, accountId }, { centreId: chosen, after }) => {
  const centreId = chosen ?? (await firstCentre(store))
  const [centre, page] = await Promise.all([
    store.centres.get(centreId, ['name']),
    findPage(store.groups, { where: { centreId, closedAt: 0 }, by: 'startedAt', direction: 'desc', after }),
  ])
  const { name } = requireFound(centre, 'CENTRE_NOT_FOUND')
  const items = page.items.map(group => groupCard(group, now, accountId))
  return { now, centre: { id: centreId, name }, items, next: page.next }
}

/** The caller's groups. */
export const listOwnGroups: Handler<'group.mine'> = async ({ store, now, accountId }, { after }) => {
  const where = { accountIds: oneOf([accountId]) }
  const page = await findPage(store.groups, { where, by: 'startedAt', direction: 'desc', after })
  return { now, items: page.items.map(group => groupCard(group, now, accountId)), next: page.next }
}

/** A group on its page. */
export const getGroup: Handler<'group.get'> = async (context, { groupId }) => {
  const group = requireFound(await context.store.groups.get(groupId), 'GROUP_NOT_FOUND')
  return answer(context, group)
}

/**
 * Makes the caller a member. Idempotent under the request id: a late copy does not join again. Who joins several groups at once may
 * pass the limit of a person.
 */
export const joinGroup: Handler<'group.join'> = async (context, { groupId }) => {
  const { store, now, accountId } = context
  const requestId = requestKeyOf(context, groupId, context.requestId)
  const [{ members }, joined] = await Promise.all([
    loadAccount(context),
    store.groups.count({ accountIds: oneOf([accountId]), closedAt: 0 }),
  ])
  const nickname = members.find(({ id }) => id === SELF_ID)?.nickname
  const name = nickname === undefined ? UNNAMED : maskName(nickname)
  const key = groupKeyOf(context, groupId, accountId)
  const group = await changeGroup(context, groupId, current => {
    const { people } = current
    if (current.requests.includes(requestId)) return null
    // Remembered, too: a late copy of a request that changed nothing must not undo what was done since.
    if (ownKeyIn(current, accountId)) return { requests: remember(current, requestId) }
    requireOpen(current)
    const { membersMost: most } = GROUP_RULES
    if (Object.keys(people).length >= most) throw new AppError('GROUP_FULL', { most })
    const { ownMost } = GROUP_RULES
    if (joined >= ownMost) throw new AppError('GROUP_LIMIT', { most: ownMost })
    const own = { accountId, name, at: now, isHolder: false }
    return { people: { ...people, [key]: own }, requests: remember(current, requestId) }
  })
  return answer(context, group)
}

/** Ends the caller's membership. Idempotent under the request id: a late copy does not leave again. */
export const leaveGroup: Handler<'group.leave'> = async (context, { groupId }) => {
  const { now, accountId } = context
  const requestId = requestKeyOf(context, groupId, context.requestId)
  const group = await changeGroup(context, groupId, current => {
    const { [ownKeyIn(current, accountId) ?? '']: own, ...people } = current.people
    if (current.requests.includes(requestId)) return null
    if (!own) return { requests: remember(current, requestId) }
    const asks = own.isHolder && current.handOverAt === 0 ? { handOverAt: now } : {}
    return { people, ...asks, requests: remember(current, requestId) }
  })
  return answer(context, group)
}

/** Somebody who leads the group makes another member lead it, too. Safe to repeat. */
export const handOver: Handler<'group.handOver'> = async (context, { groupId, key }) => {
  const { now, accountId } = context
  const requestId = requestKeyOf(context, groupId, context.requestId)
  const group = await changeGroup(context, groupId, current => {
    if (current.requests.includes(requestId)) return null
    requireOpen(current)
    const own = ownKeyIn(current, accountId)
    if (own === undefined || !current.people[own]?.isHolder) throw new AppError('NOT_HOLDER', null)
    return { ...withHolder(current, key, true, now), requests: remember(current, requestId) }
  })
  return answer(context, group)
}

/**
 * The change that makes a member lead the group, or not; null: it is so already. Whoever begins to lead it is the successor that
 * was asked for; when nobody leads it any more, one is asked for. Throws GROUP_MEMBER_NOT_FOUND, HOLDERS_FULL.
 */
export function withHolder({ people, handOverAt }: GroupDocument, key: string, isHolder: boolean, now: number) {
  const person = requireFound(people[key], 'GROUP_MEMBER_NOT_FOUND')
  if (person.isHolder === isHolder) return null
  const { holdersMost: most } = GROUP_RULES
  const holders = Object.values(people).filter(each => each.isHolder).length
  if (isHolder && holders >= most) throw new AppError('HOLDERS_FULL', { most })
  const asks = !isHolder && holders === 1 && handOverAt === 0 ? { handOverAt: now } : {}
  return { people: { ...people, [key]: { ...person, isHolder } }, ...(isHolder ? { handOverAt: 0 } : asks) }
}

async function answer(context: PersonContext, group: GroupDocument): Promise<{ now: number; group: GroupView }> {
  const { store, now, accountId } = context
  const { centreId, centreName, offeringIds, activities, closedAt, handOverAt, words } = group
  const isOver = closedAt > 0 || offeringIds.length === 0
  const coming = isOver
    ? []
    : await store.sessions.find({
        where: { offeringId: oneOf(offeringIds), status: 'open', startsAt: gt(now) },
        sort: [['startsAt', 'asc']],
        limit: MAX_COMING,
        fields: ['offeringId', 'title', 'startsAt', 'endsAt'],
      })
  const card = groupCard(group, now, accountId)
  const people = peopleOf(group, accountId)
  const view: GroupView = {
    ...card,
    words,
    centre: { id: centreId, name: centreName },
    holders: people.filter(({ isHolder }) => isHolder).map(({ name }) => name),
    isHolder: people.some(({ isOwn, isHolder }) => isOwn && isHolder),
    needsHolder: closedAt === 0 && handOverAt > 0,
    people: card.isMember ? people : [],
    coming: coming.map(({ _id: sessionId, offeringId, title, startsAt, endsAt }) => ({
      ...{ sessionId, offeringId, title, startsAt, endsAt },
    })),
    past: activities.slice(0, MAX_PAST),
  }
  return { now, group: view }
}
