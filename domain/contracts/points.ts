import * as v from 'valibot'
import { MAX_HOURS, type TaskEvery, type TaskPer } from '../participation/award'
import type { ShownDeedState } from '../participation/deed-state'
import type { HonourKind, HonourState } from '../participation/honour-state'
import type { PointMove } from '../participation/purse'
import type { GoodKind, ShownRedemptionState } from '../participation/redemption'
import { DEED_TRIES } from '../tries'
import { cursor, date, id, shortText } from './fields'
import { DEED_NOTE_LENGTH, OBJECTION_LENGTH } from './limits'
import { route } from './route'
import type { Page } from './views'

/** A task, as people see it. */
export interface TaskView {
  id: string
  title: string
  words: string
  points: number
  per: TaskPer
  every: TaskEvery
  /** Who was helped confirms it. */
  mutual: boolean
  /** The household's deed of this day, week or altogether; null: it can still do it. */
  deed: { id: string; state: ShownDeedState } | null
}

/** A deed of the caller's household. */
export interface DeedView {
  id: string
  title: string
  date: string
  hours: number | null
  note: string
  state: ShownDeedState
  /** When it was reported, and confirmed; null: not yet. */
  at: number
  confirmedAt: number | null
  confirmedByStaff: boolean
  /** What it would earn without cap and repeated help, and what it earns; null: not decided yet. */
  fullPoints: number
  points: number | null
  /** Null: it is not listed yet. */
  listedUntil: number | null
  /** Reasons of objections. */
  objections: string[]
  /** What a neighbour needs to confirm it; null: it is not open. */
  code: string | null
  mutual: boolean
  /** Why its points were taken back, and when; null: they were not. */
  reclaimed: { reason: string; at: number } | null
}

/** A deed in the public listing. Names are masked. */
export interface ListedDeed {
  id: string
  name: string
  title: string
  date: string
  hours: number | null
  note: string
  points: number
  listedUntil: number
  isDisputed: boolean
  isOwn: boolean
}

/** Something that points buy. */
export interface GoodView {
  id: string
  kind: GoodKind
  title: string
  points: number
  left: number
}

/** Something that the household has redeemed. */
export interface RedemptionView {
  id: string
  kind: GoodKind
  title: string
  points: number
  /** Eight digits for the counter. */
  code: string
  state: ShownRedemptionState
  at: number
  until: number
}

/** Where something is fetched. */
export interface CentrePlace {
  id: string
  name: string
  address: string
  location: { longitude: number; latitude: number }
}

/** An objection that the caller decides, as a member of the panel. */
export interface PanelCase {
  deed: ListedDeed
  reasons: string[]
  /** Counts the questions about the deed; a vote names it. */
  round: number
  until: number
  /** The caller's vote; null: none yet. */
  upheld: boolean | null
}

/** Eight digits, which a neighbour scans or types. */
const confirmCode = v.pipe(v.string(), v.regex(/^\d{8}$/))

/** Routes of points for residents. */
export const pointRoutes = {
  /** The household's points, its latest deeds and redemptions, and what a centre offers: the first one, unless one is named. */
  'points.home': route<{
    now: number
    centre: { id: string; name: string }
    spendable: number
    listed: number
    /** Points of this month, and most of them. */
    month: number
    monthlyCap: number
    /** Points that the centre can still issue in this quarter. */
    quarterLeft: number
    /** What can be spent until the next moment; null: nothing expires. */
    expiring: { points: number; until: number } | null
    tasks: TaskView[]
    goods: GoodView[]
    deeds: DeedView[]
    redemptions: RedemptionView[]
    /** Objections that wait for the caller's vote. */
    cases: number
    /** Honours of the household that have not ended, and questions about honours that wait for the caller's vote. */
    honours: { open: { kind: HonourKind; state: HonourState }[]; cases: number }
  }>()({ effect: 'read', input: v.strictObject({ centreId: v.optional(id) }), errors: ['CENTRE_NOT_FOUND'] }),
  /** What moved the household's points, newest first. */
  'points.history': route<{ now: number } & Page<{ id: string; what: PointMove; points: number; at: number }>>()({
    effect: 'read',
    input: v.strictObject({ after: v.optional(cursor) }),
    errors: [],
  }),
  /** Reports that a task was done. A household does a task once in each of its periods. */
  'points.report': route<{ now: number; deed: DeedView }>()({
    effect: 'write',
    input: v.strictObject({
      taskId: id,
      date,
      hours: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_HOURS))),
      note: shortText(DEED_NOTE_LENGTH),
    }),
    errors: ['TASK_NOT_FOUND', 'TASK_CLOSED', 'DEED_DATE_WRONG', 'HOURS_WRONG', 'ALREADY_REPORTED', 'REQUEST_REUSED'],
  }),
  /** A deed of the household. */
  'points.deed': route<{ now: number; deed: DeedView }>()({
    effect: 'read',
    input: v.strictObject({ deedId: id }),
    errors: ['DEED_NOT_FOUND'],
  }),
  /** What somebody is asked to confirm; the name is masked. */
  'points.witness': route<{
    now: number
    name: string
    title: string
    date: string
    hours: number | null
    note: string
    mutual: boolean
    isOwn: boolean
  }>()({
    effect: 'read',
    input: v.strictObject({ code: confirmCode }),
    errors: ['DEED_NOT_FOUND', 'CODE_AMBIGUOUS'],
    tries: { limit: DEED_TRIES },
  }),
  /** Confirms a deed of another household. */
  'points.confirm': route<{ confirmedAt: number }>()({
    effect: 'write',
    input: v.strictObject({ code: confirmCode }),
    errors: ['DEED_NOT_FOUND', 'CODE_AMBIGUOUS', 'OWN_DEED', 'DEED_NOT_OPEN'],
    tries: { limit: DEED_TRIES },
  }),
  /** The public listing of a centre, by the end of the listing. */
  'points.listing': route<{ now: number } & Page<ListedDeed>>()({
    effect: 'read',
    input: v.strictObject({ centreId: id, after: v.optional(cursor) }),
    errors: [],
  }),
  /** Objects to a listed deed; the centre's panel decides. */
  'points.object': route<{ objectedAt: number }>()({
    effect: 'write',
    input: v.strictObject({ deedId: id, reason: shortText(OBJECTION_LENGTH) }),
    errors: ['DEED_NOT_FOUND', 'OWN_DEED', 'DEED_NOT_OPEN', 'ALREADY_VOTED', 'PANEL_MISSING', 'REQUEST_REUSED'],
  }),
  /** The objections that the caller decides. */
  'points.cases': route<{ now: number; cases: PanelCase[] }>()({
    effect: 'read',
    input: v.strictObject({}),
    errors: [],
  }),
  /** Votes on an objection: whether the deed is upheld. A vote is not changed. One for an earlier question is refused; without `round` it is for the present one. */
  'points.vote': route<{ votedAt: number }>()({
    effect: 'write',
    input: v.strictObject({
      deedId: id,
      upheld: v.boolean(),
      round: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000))),
    }),
    errors: ['DEED_NOT_FOUND', 'DEED_NOT_OPEN', 'ALREADY_VOTED', 'REQUEST_REUSED'],
  }),
  /** Redeems one of a good: points are taken, and it is kept for some days. */
  'points.redeem': route<{ now: number; redemption: RedemptionView; place: CentrePlace | null; spendable: number }>()({
    effect: 'write',
    input: v.strictObject({ goodId: id }),
    errors: ['GOOD_NOT_FOUND', 'GOOD_GONE', 'POINTS_SHORT', 'REDEMPTION_LIMIT', 'REDEMPTION_OVER', 'REQUEST_REUSED'],
  }),
  /** Something that the household has redeemed. */
  'points.redemption': route<{ now: number; redemption: RedemptionView; place: CentrePlace | null }>()({
    effect: 'read',
    input: v.strictObject({ redemptionId: id }),
    errors: ['REDEMPTION_NOT_FOUND'],
  }),
  /** Gives something back that was not fetched yet. */
  'points.giveBack': route<{ redemption: RedemptionView; spendable: number }>()({
    effect: 'write',
    input: v.strictObject({ redemptionId: id }),
    errors: ['REDEMPTION_NOT_FOUND', 'REDEMPTION_OVER'],
  }),
}
