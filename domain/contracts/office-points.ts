import * as v from 'valibot'
import { TASK_EVERY, TASK_PER } from '../participation/award'
import type { DeedFlag, PointTask } from '../participation/deed'
import type { ShownDeedState } from '../participation/deed-state'
import { GOOD_KINDS, type GoodKind } from '../participation/redemption'
import { id, optionalLine, shortLine, shortText } from './fields'
import {
  COLLEAGUE_NAME_LENGTH,
  MAX_PANEL,
  MAX_STOCK,
  MAX_TASK_POINTS,
  OBJECTION_LENGTH,
  TEXT_LENGTH,
  TITLE_LENGTH,
} from './limits'
import { personId } from './office-team'
import { route } from './route'

/** A task as its managers see it. */
export interface TaskEdit extends PointTask {
  id: string
  revision: number
}

/** A good as its managers see it. */
export interface GoodEdit {
  id: string
  kind: GoodKind
  title: string
  points: number
  isOpen: boolean
  left: number
  revision: number
}

/** A deed that has earned points, as managers see it. The name is masked. */
export interface DeedRow {
  id: string
  name: string
  title: string
  date: string
  hours: number | null
  note: string
  points: number
  state: ShownDeedState
  listedUntil: number
  flags: DeedFlag[]
  /** Its points can be taken back. */
  canReclaim: boolean
  /** Why they were; null: they were not. */
  reason: string | null
}

/** The latest deeds of a centre. */
export interface DeedsEdit {
  now: number
  deeds: DeedRow[]
}

/** Tasks, goods and the panel of a centre. */
export interface PointsEdit {
  now: number
  tasks: TaskEdit[]
  goods: GoodEdit[]
  panel: { members: { accountId: string; name: string; outside: boolean }[]; revision: number }
  /** Fewest members of a panel. */
  panelLeast: number
  /** What the stock of this quarter allows to issue, and what was issued, in points. */
  quarter: { bound: number; issued: number }
}

const whole = (least: number, most: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most))
const revision = whole(0, 1_000_000)

/** Routes of points in the back office. */
export const officePointRoutes = {
  /** Tasks, goods and panel. */
  'office.points': route<PointsEdit>()({ effect: 'read', input: v.strictObject({ centreId: id }), errors: [] }),
  /** Saves a task; without an id a new one. Deeds that were reported keep the task as it was. */
  'office.savePointTask': route<PointsEdit>()({
    effect: 'write',
    input: v.strictObject({
      centreId: id,
      taskId: v.optional(id),
      revision,
      title: shortLine(TITLE_LENGTH),
      words: optionalLine(TEXT_LENGTH),
      points: whole(1, MAX_TASK_POINTS),
      per: v.picklist(TASK_PER),
      every: v.picklist(TASK_EVERY),
      mutual: v.boolean(),
      isOpen: v.boolean(),
    }),
    errors: ['TASK_NOT_FOUND', 'POINTS_CHANGED'],
  }),
  /** Saves a good, with what comes into stock or leaves it. */
  'office.savePointGood': route<PointsEdit>()({
    effect: 'write',
    input: v.strictObject({
      centreId: id,
      goodId: v.optional(id),
      revision,
      kind: v.picklist(GOOD_KINDS.map(kind => kind.id)),
      title: shortLine(TITLE_LENGTH),
      points: whole(1, 10_000),
      isOpen: v.boolean(),
      /** Added to the stock; negative: taken out of it. */
      added: whole(-MAX_STOCK, MAX_STOCK),
    }),
    errors: ['GOOD_NOT_FOUND', 'POINTS_CHANGED', 'STOCK_SHORT'],
  }),
  /** The latest deeds that have earned points, those that somebody should look at in front. */
  'office.pointDeeds': route<DeedsEdit>()({ effect: 'read', input: v.strictObject({ centreId: id }), errors: [] }),
  /** Takes back the points of a deed that was false: as many as it has earned, also when they were spent. */
  'office.reclaimPoints': route<DeedsEdit>()({
    effect: 'write',
    input: v.strictObject({ centreId: id, deedId: id, reason: shortText(OBJECTION_LENGTH) }),
    errors: ['DEED_NOT_FOUND', 'OWN_DEED', 'DEED_NOT_OPEN', 'RECLAIM_LATE', 'REQUEST_REUSED'],
  }),
  /** Moves points from a household to one that has left it, as both have agreed; each keeps its moment of expiry. */
  'office.splitPoints': route<{ now: number; left: number }>()({
    effect: 'write',
    input: v.strictObject({
      centreId: id,
      fromId: personId,
      toId: personId,
      points: whole(1, 10_000),
      reason: shortText(OBJECTION_LENGTH),
    }),
    errors: ['HOUSEHOLD_NOT_FOUND', 'OWN_HOUSEHOLD', 'POINTS_SHORT', 'REQUEST_REUSED'],
  }),
  /** Saves the panel: enough members, one of them a supervisor from outside. */
  'office.savePointPanel': route<PointsEdit>()({
    effect: 'write',
    input: v.strictObject({
      centreId: id,
      revision,
      members: v.pipe(
        v.array(v.strictObject({ accountId: id, name: shortLine(COLLEAGUE_NAME_LENGTH), outside: v.boolean() })),
        v.maxLength(MAX_PANEL),
      ),
    }),
    errors: ['PANEL_INVALID', 'POINTS_CHANGED'],
  }),
}
