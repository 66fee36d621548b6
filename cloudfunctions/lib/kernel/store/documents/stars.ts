import type { CountyGrades } from '@domain/rating/came'
import type { MonthCounts } from '@domain/rating/counts'
import type { Figures } from '@domain/rating/figures'
import type { Marks, RatingResult, VetoKind } from '@domain/rating/result'
import type { Deadlines } from '@domain/rating/round'

/** The star rating of a year: its rules and deadlines never change after it was opened. The id is `stars-<year>`. */
export interface StarRoundDocument extends Deadlines {
  _id: string
  year: number
  /** The version of the rules. */
  rulesId: number
  /** Decides who reviews whom; secret until the results are published. */
  seed: string
  openedAt: number
  publishedAt: number | null
  /** The last centre that takes part, in the order of ids, as long as they are being listed; null: all are. */
  enrolledTo: string | null
  /** All know whom they review. */
  assigned: boolean
  /**
   * What came of it, by county, in order; absent before it is published. Counted from the stored results, again until all centres have
   * theirs.
   */
  came?: CountyGrades[]
  /** When the timer looks next; 0: nothing to do. */
  dueAt: number
  revision: number
}

/** Marks of one office or centre, and what it says about them. */
export interface MarkSheet {
  marks: Marks
  words: string
  at: number
  /** Counts how often it was saved, from 1. */
  n: number
}

/** Marks of an office, which can also rule stars out. */
export interface AppraisalSheet extends MarkSheet {
  veto: VetoKind | null
}

/** A session whose record a centre says is wrong. Upheld: it is left out of the figures. */
export interface RecordDispute {
  month: number
  title: string
  startsAt: number
  words: string
  at: number
  decision: { upheld: boolean; words: string; at: number } | null
}

/** What an office has counted by hand of a standard, of the `part` that was computed then. */
export interface Recheck {
  found: number
  part: number
  words: string
  at: number
}

/** A centre in the star rating of a year; the id is the year with the centre's. Nothing in it is about a person. */
export interface CentreStarsDocument {
  _id: string
  roundId: string
  year: number
  centreId: string
  centreName: string
  county: string
  /** Ids of the centres that review it; null: not assigned yet. */
  reviewers: string[] | null
  /** What was counted, by month (`01`…), and how many months are. A month is counted once, after its end. */
  months: Record<string, MonthCounts>
  counted: number
  figures: Figures
  self: MarkSheet | null
  /** Mutual reviews, by the centre that gave them. */
  reviews: Record<string, MarkSheet>
  byCounty: AppraisalSheet | null
  byCity: AppraisalSheet | null
  /** Sessions that the centre disputes, by their id. */
  disputes: Record<string, RecordDispute>
  /** Months that have to be counted again because of a dispute, and how many. */
  recount: number[]
  toRecount: number
  /** What the centre says about marked standards whose self score was far off. */
  explained: Record<string, string>
  /** The latest changes of what it says, so that a late replay replaces nothing; absent: none. */
  changes?: string[]
  /** Whether its figures are counted again by hand, and what was found, by standard. */
  isSampled: boolean
  rechecks: Record<string, Recheck>
  /** Null: not published. */
  result: RatingResult | null
  /** When the timer looks next; 0: nothing to do. */
  dueAt: number
  revision: number
}
