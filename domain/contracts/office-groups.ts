import * as v from 'valibot'
import { GROUP_KINDS, GROUP_RULES, type GroupActivity, type GroupKind, type GroupState } from '../participation/group'
import { id, optionalLine, shortLine } from './fields'
import type { GroupPerson } from './groups'
import { TEXT_LENGTH, TITLE_LENGTH } from './limits'
import { route } from './route'

/** A group as the staff of its centre see it. */
export interface GroupEdit {
  id: string
  title: string
  words: string
  kind: GroupKind
  state: GroupState
  members: number
  /** Within the last year. */
  activities: number
  offeringIds: string[]
  holders: string[]
  /** Since when a successor is asked for; 0: none is. */
  handOverAt: number
  revision: number
}

/** The groups of a centre. */
export interface GroupsEdit {
  now: number
  /** Those that are not closed, newest first, then the latest closed ones. */
  groups: GroupEdit[]
  /** Classes of the centre that can belong to a group. */
  offerings: { id: string; title: string }[]
}

/** One group with its people. */
export interface GroupDesk {
  now: number
  group: GroupEdit & { people: GroupPerson[]; past: GroupActivity[] }
}

const place = { centreId: id, groupId: id }

/** Routes of resident groups in the back office. */
export const officeGroupRoutes = {
  /** The groups of a centre, and the classes that can belong to one. */
  'office.groups': route<GroupsEdit>()({ effect: 'read', input: v.strictObject({ centreId: id }), errors: [] }),
  /** One group with its people and what was counted. */
  'office.group': route<GroupDesk>()({ effect: 'read', input: v.strictObject(place), errors: ['GROUP_NOT_FOUND'] }),
  /** Saves a group; without an id a new one. Sessions of its classes that begin from then on are its activities. */
  'office.saveGroup': route<GroupsEdit>()({
    effect: 'write',
    input: v.strictObject({
      centreId: id,
      groupId: v.optional(id),
      revision: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000)),
      title: shortLine(TITLE_LENGTH),
      words: optionalLine(TEXT_LENGTH),
      kind: v.picklist(GROUP_KINDS.map(each => each.id)),
      offeringIds: v.pipe(v.array(id), v.maxLength(GROUP_RULES.offeringsMost)),
    }),
    errors: ['GROUP_NOT_FOUND', 'GROUP_CLOSED', 'GROUP_CHANGED', 'OFFERING_NOT_FOUND', 'GROUP_OFFERING_TAKEN'],
  }),
  /** Closes a group for good. Safe to repeat. */
  'office.closeGroup': route<GroupsEdit>()({
    effect: 'write',
    input: v.strictObject(place),
    errors: ['GROUP_NOT_FOUND'],
  }),
  /** Makes a member lead the group, or not. */
  'office.groupHolder': route<GroupDesk>()({
    effect: 'write',
    input: v.strictObject({ ...place, key: id, isHolder: v.boolean() }),
    errors: ['GROUP_NOT_FOUND', 'GROUP_CLOSED', 'GROUP_MEMBER_NOT_FOUND', 'HOLDERS_FULL'],
  }),
}
