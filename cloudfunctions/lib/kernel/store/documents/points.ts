import type { HonourWay } from '@domain/contracts/honours'
import type { Help } from '@domain/participation/award'
import type { DeedFlag, PointTask } from '@domain/participation/deed'
import type { DeedState } from '@domain/participation/deed-state'
import type { HonourCase, HonourVote } from '@domain/participation/honour'
import type { HonourKind, HonourStage, HonourState } from '@domain/participation/honour-state'
import type { FundedGood } from '@domain/participation/issue'
import type { PanelMember } from '@domain/participation/panel'
import type { Lot, PointRow, Purse } from '@domain/participation/purse'
import type { GoodKind, RedemptionEnd, RedemptionState } from '@domain/participation/redemption'

/** What managers change: guarded by the revision, and once under each request id. */
interface Managed {
  revision: number
  /** The last requests that changed it. */
  requests: string[]
  changedAt: number
  /** Number of the staff member in records; empty: forgotten. */
  changedBy: string
  forgottenAt: number | null
}

/** A task of a community. */
export interface PointTaskDocument extends PointTask, Managed {
  _id: string
  centreId: string
}

/** Something that points buy, with its stock. */
export interface PointGoodDocument extends Managed, FundedGood {
  _id: string
  centreId: string
  kind: GoodKind
  title: string
  points: number
  isOpen: boolean
  /** How many can still be redeemed. */
  left: number
  /**
   * One entry for each open redemption, with its moment. The entry of an ended one is negative: it keeps a call that is overtaken
   * from taking the stock again, and is removed by the timer.
   */
  holds: Record<string, number>
  /** When the timer looks at the entries; 0: there is nothing to do. */
  sweepAt: number
}

/** The points of a household; the id is the account's. Every change is a compare-and-set on `revision`. */
export interface PurseDocument extends Purse {
  _id: string
  /** Rows that are decided and may not be in the ledger yet, by id. */
  rows: Record<string, PointRow & { centreId: string | null; at: number }>
  /** When the timer writes them, should the call have died; 0: none. */
  rowsAt: number
  /** When the next points expire; 0: none do. */
  expireAt: number
  usedAt: number
  /** When it was made, or emptied by an erasure; absent: before that was noted. */
  since?: number
  revision: number
}

/** A row of the ledger of points. It is inserted once and never changed, but for what `privacy` forgets. */
export interface PointRowDocument extends PointRow {
  accountId: string
  /** The centre of the deed or the redemption; null: points expired. */
  centreId: string | null
  at: number
  forgottenAt: number | null
}

/**
 * A task that a household has done. The id is derived from task, household and period, so that there is one of each. Every
 * change is a compare-and-set on `revision`.
 */
export interface DeedDocument {
  _id: string
  centreId: string
  taskId: string
  accountId: string
  /** The holder's name, masked. */
  name: string
  /** The task as it was then. */
  task: Pick<PointTask, 'title' | 'points' | 'per' | 'mutual'> & { revision: number }
  rulesId: string
  /** Local date on which it was done, `YYYY-MM-DD`. */
  date: string
  hours: number | null
  note: string
  requestId: string
  /** What another household must have to confirm it. */
  code: string
  state: DeedState
  at: number
  /** When the timer looks at it; 0: never again. */
  dueAt: number
  /** Null: nobody yet. `household`: the key of who did; `by`: the number of a member of staff, else empty; `pair`: for mutual help. */
  confirmed: { household: string; by: string; pair: string | null; at: number; requestId: string } | null
  /** What it earned after cap and repeated help; null: not decided yet. */
  points: number | null
  listedUntil: number | null
  /** By the household's key; `round`: the question to the panel that it belongs to, absent: the present one. */
  objections: Record<string, { reason: string; at: number; requestId: string; round?: number }>
  /** Accounts that decide the objections; empty: none do, or it is decided. */
  judges: string[]
  /** When their time is over; null: nothing waits for the panel. */
  panelUntil: number | null
  /** By the household's key; `round` absent: the first. */
  votes: Record<string, { upheld: boolean; at: number; requestId: string; round?: number }>
  /** How many questions were put to the panel; absent: none, or one by an earlier release. */
  round?: number
  /** Why somebody should look at it; absent: there is no reason. */
  flags?: DeedFlag[]
  /** Who took its points back, as number of the member of staff, and why; absent: nobody did. */
  reclaimed?: { by: string; reason: string; at: number; requestId: string } | null
  revision: number
  forgottenAt: number | null
}

/**
 * An honour of a household, from the nomination on. The id is derived from kind, household and half-year, so that there is one of
 * each. Every change is one compare-and-set on `revision`.
 */
export interface HonourDocument extends Required<Pick<HonourCase, 'state' | 'round' | 'dueAt'>> {
  _id: string
  centreId: string
  kind: HonourKind
  accountId: string
  /** The holder's name, masked. */
  name: string
  words: string
  rulesId: string
  way: HonourWay
  /** The nominator's key in this record; empty: forgotten. `by`: the number of a member of staff, else empty. */
  nominator: { household: string; by: string }
  /** Requests that have nominated, answered, or asked for a re-check, so that a late copy changes nothing. */
  requests: string[]
  /** Of its state, for lists. */
  stage: HonourStage
  /** When it was nominated. */
  at: number
  listedUntil: number | null
  grantedAt: number | null
  /** The end of its term. */
  until: number | null
  recheckAt: number | null
  endedAt: number | null
  /** Why it is looked at before its time; empty: it is not. */
  reason: string
  /** As of a deed. */
  objections: DeedDocument['objections']
  /** Accounts that decide the question of this round; empty: there is none. */
  judges: string[]
  panelUntil: number | null
  /** By the household's key: its latest vote. */
  votes: Record<string, HonourVote & { at: number; requestId: string }>
  /** What it went through, oldest first. */
  steps: { state: HonourState; at: number }[]
  revision: number
  forgottenAt: number | null
}

/** What two households have confirmed for each other, and how much of it was mutual help; the id is derived from both. */
export interface PointPairDocument {
  _id: string
  /** By deed. */
  helps: Record<string, Help>
  /** Every confirmation between them, by deed; absent: stored before these were noted. */
  confirms?: Record<string, Help>
  revision: number
  changedAt: number
}

/** Something that a household has redeemed. Every change is a compare-and-set on `revision`. */
export interface RedemptionDocument {
  _id: string
  centreId: string
  goodId: string
  kind: GoodKind
  title: string
  points: number
  accountId: string
  rulesId: string
  requestId: string
  /** Eight digits that are shown at the counter. */
  code: string
  state: RedemptionState
  at: number
  /** Until when it is kept. */
  until: number
  /** When the timer looks at it; 0: never again. */
  dueAt: number
  /** Why it has ended without being fetched; null: it has not. */
  ended: { why: RedemptionEnd; at: number; requestId: string } | null
  handedOut: { by: string; at: number; requestId: string } | null
  revision: number
  forgottenAt: number | null
}

/** The panel of a centre; the id is the centre's. */
export interface PointPanelDocument extends Managed {
  _id: string
  /** `since`: when they came into it; absent: before that was noted. */
  members: (PanelMember & { since?: number })[]
}

/** What a centre has issued in a quarter; the id is that of both. Every change is a compare-and-set on `revision`. */
export interface PointIssueDocument {
  _id: string
  centreId: string
  /** What was in stock before the quarter, in points. */
  carried: number
  /** What was issued, with what `open` reserves. What is refused or taken back later still counts. */
  issued: number
  /** Deeds whose points are being listed. */
  open: Record<string, { points: number; at: number }>
  /** When the timer looks at these; 0: there are none. */
  dueAt: number
  revision: number
}

/**
 * Points that move from one household to another. `intent` → `taken` → `done`, or `refused` when there were not enough. Every change
 * is a compare-and-set on `revision`; it is deleted a while after its end, and the rows of the ledger stay.
 */
export interface PointSplitDocument {
  _id: string
  centreId: string
  fromId: string
  toId: string
  points: number
  requestId: string
  state: 'intent' | 'taken' | 'done' | 'refused'
  /** What was taken, with the moments until which it can be spent. */
  lots: Lot[]
  at: number
  /** When the timer looks at it; 0: never again. */
  dueAt: number
  revision: number
}
