import * as v from 'valibot'
import type { GroupActivity, GroupKind, GroupState } from '../participation/group'
import { cursor, id } from './fields'
import { route } from './route'
import type { Page } from './views'

/** A resident group in a list. */
export interface GroupCard {
  id: string
  title: string
  kind: GroupKind
  state: GroupState
  members: number
  /** Within the last year. */
  activities: number
  isMember: boolean
}

/** A member, as the other members see them. */
export interface GroupPerson {
  /** Stands for the person in this group only. */
  key: string
  /** Masked. */
  name: string
  isHolder: boolean
  isOwn: boolean
}

/** A resident group on its page. */
export interface GroupView extends GroupCard {
  centre: { id: string; name: string }
  words: string
  /** Masked names of those who lead it. */
  holders: string[]
  isHolder: boolean
  /** Somebody who led it has left, and nobody has taken over yet. */
  needsHolder: boolean
  /** Empty for people who are not members. */
  people: GroupPerson[]
  /** Activities that can be booked. */
  coming: { sessionId: string; offeringId: string; title: string; startsAt: number; endsAt: number }[]
  /** The latest, with people who were checked in. */
  past: GroupActivity[]
}

interface GroupAnswer {
  now: number
  group: GroupView
}

const oneGroup = v.strictObject({ groupId: id })

/** Routes of resident groups. */
export const groupRoutes = {
  /** The groups of a centre that are not closed, newest first; without one, of the first centre. */
  'group.list': route<{ now: number; centre: { id: string; name: string } } & Page<GroupCard>>()({
    effect: 'read',
    input: v.strictObject({ centreId: v.optional(id), after: v.optional(cursor) }),
    errors: ['CENTRE_NOT_FOUND'],
  }),
  /** The groups of which the caller is a member, newest first. */
  'group.mine': route<{ now: number } & Page<GroupCard>>()({
    effect: 'read',
    input: v.strictObject({ after: v.optional(cursor) }),
    errors: [],
  }),
  /** One group. */
  'group.get': route<GroupAnswer>()({ effect: 'read', input: oneGroup, errors: ['GROUP_NOT_FOUND'] }),
  /** Makes the caller a member. */
  'group.join': route<GroupAnswer>()({
    effect: 'write',
    input: oneGroup,
    errors: ['GROUP_NOT_FOUND', 'GROUP_CLOSED', 'GROUP_FULL', 'GROUP_LIMIT'],
  }),
  /** Ends the membership; of somebody who leads it, the others are asked to take over. */
  'group.leave': route<GroupAnswer>()({ effect: 'write', input: oneGroup, errors: ['GROUP_NOT_FOUND'] }),
  /** Somebody who leads the group makes another member lead it, too. */
  'group.handOver': route<GroupAnswer>()({
    effect: 'write',
    input: v.strictObject({ groupId: id, key: id }),
    errors: ['GROUP_NOT_FOUND', 'GROUP_CLOSED', 'NOT_HOLDER', 'GROUP_MEMBER_NOT_FOUND', 'HOLDERS_FULL'],
  }),
}
