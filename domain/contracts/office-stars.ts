import * as v from 'valibot'
import type { Grades } from '../rating/came'
import type { SessionCounts } from '../rating/counts'
import type { Figures } from '../rating/figures'
import { type Marks, type RatingResult, VETOES, type VetoKind } from '../rating/result'
import type { Deadlines, RatingPhase } from '../rating/round'
import type { Stars } from '../rating/standards'
import { date, id, optionalLine, shortLine, year } from './fields'
import { COUNTY_LENGTH, MAX_MARKS, MAX_TENTHS, STAR_WORDS_LENGTH } from './limits'
import { route } from './route'

/** The rating of a year; `standards.ts` has its rules by their id. */
export interface StarRound extends Deadlines {
  year: number
  rulesId: number
  phase: RatingPhase
}

/** Marks as they were saved the n-th time. */
export interface StarSheet {
  marks: Marks
  words: string
  veto: VetoKind | null
  n: number
}

/** A centre that this one reviews. */
export interface StarReview {
  centreId: string
  centreName: string
  county: string
  /** What the centre says about itself; its own marks are not shown. */
  words: string
  /** Null: not reviewed yet. */
  own: StarSheet | null
}

/** The rating of one centre, as far as the caller may see it in this phase: parts that are sealed are null. */
export interface CentreStars {
  now: number
  /** Null: there was no rating yet, and all that follows is empty. */
  round: StarRound | null
  centreName: string
  /** How many months of the year are counted. */
  counted: number
  figures: Figures
  self: StarSheet | null
  /** What the manager reviews; for others, and before that phase, empty. */
  reviews: StarReview[]
  /** For offices, when all reviews are in: names of centres that gave it, and got from it, far more than from others. */
  favoured: string[]
  /** Marks of those who reviewed it; without names, in no order that tells them. */
  reviewed: Marks[] | null
  byCounty: StarSheet | null
  byCity: StarSheet | null
  result: RatingResult | null
  /** Marked standards whose self score is far from the final one. */
  toExplain: string[]
  /** What the centre says about them, by standard. */
  explained: Record<string, string>
  disputes: StarDispute[]
  /** Whether its figures are counted again by hand, and what was found; for a centre only when the appraisal is over. */
  isSampled: boolean
  rechecks: StarRecheck[]
  /** What it got in the ratings that are published, the latest first; at most 10. */
  years: CentreYear[]
}

/** A session whose record the centre says is wrong; upheld, it is left out of the figures. */
export interface StarDispute {
  sessionId: string
  month: number
  title: string
  startsAt: number
  words: string
  decision: { upheld: boolean; words: string } | null
}

/** What was counted by hand of a standard, of the part that was computed. */
export interface StarRecheck {
  standardId: string
  found: number
  part: number
  words: string
  /** It is so far below that the standard earns nothing. */
  isOverstated: boolean
}

/** A session behind the figures of a month. */
export interface StarRecord {
  id: string
  title: string
  startsAt: number
  counts: SessionCounts
  isDisputed: boolean
  /** The dispute was upheld: it is not counted. */
  isLeftOut: boolean
}

/** A centre beside others. */
export interface StarRow {
  centreId: string
  centreName: string
  county: string
  /** Tenths of the computed standards, in the order of the rules; null: it does not have it. */
  tenths: (number | null)[]
  counted: number
  /** Whether it has assessed itself, and whether the office has marked it. */
  isAssessed: boolean
  isMarked: boolean
  /** Null before the appraisal is over. */
  score: number | null
  stars: Stars | null
  hasVeto: boolean
}

/** What came of a published rating: how many centres it was about, and how many have how many stars. */
export interface StarYear extends Grades {
  year: number
}

/** What a centre got in a published rating. */
export interface CentreYear {
  year: number
  score: number
  stars: Stars | null
}

/** The centres of a county or of the city side by side. */
export interface StarBoard {
  now: number
  round: StarRound | null
  rows: StarRow[]
  /** The median of each computed standard over the rows, in tenths. */
  medians: (number | null)[]
  /** Published ratings, the latest first; at most 10. */
  years: StarYear[]
}

/** Tenths of points of each marked standard. */
const marks = v.pipe(
  v.array(v.strictObject({ id, tenths: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_TENTHS)) })),
  v.maxLength(MAX_MARKS),
)
const n = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000))
const words = optionalLine(STAR_WORDS_LENGTH)

/** Routes of the star rating. */
export const officeStarRoutes = {
  /** The latest rating of a centre, or that of a year that was published. */
  'office.stars': route<CentreStars>()({
    effect: 'read',
    input: v.strictObject({ centreId: id, year: v.optional(year) }),
    errors: [],
  }),
  /** The sessions behind the figures of a month of the rated year, each with what it counts; at most 250. */
  'office.starRecords': route<{ now: number; records: StarRecord[] }>()({
    effect: 'read',
    input: v.strictObject({ centreId: id, month: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(12)) }),
    errors: ['STARS_NOT_FOUND'],
  }),
  /** The centres of a county, or of the city, side by side, in the latest rating or in a year that was published; at most 400. */
  'office.starBoard': route<StarBoard>()({
    effect: 'read',
    input: v.strictObject({
      county: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(COUNTY_LENGTH))),
      year: v.optional(year),
    }),
    errors: [],
  }),
  /** Opens the rating of this year. Each phase lasts to the end of its day; rules and deadlines are fixed from then on. The one before it is published first. */
  'office.openStars': route<StarRound>()({
    effect: 'write',
    input: v.strictObject({ selfUntil: date, mutualUntil: date, countyUntil: date, cityUntil: date }),
    errors: ['STARS_OPENED', 'STARS_STILL_OPEN', 'DEADLINES_WRONG'],
  }),
  /** Marks one's own centre. `n`: how often the marks that were read had been saved. */
  'office.assessStars': route<CentreStars>()({
    effect: 'write',
    input: v.strictObject({ centreId: id, n, marks, words }),
    errors: ['STARS_NOT_FOUND', 'STARS_NOT_NOW', 'MARKS_WRONG', 'STARS_CHANGED'],
  }),
  /** Marks another centre that one's own was assigned to review. */
  'office.reviewStars': route<CentreStars>()({
    effect: 'write',
    input: v.strictObject({ centreId: id, ratedId: id, n, marks, words }),
    errors: ['STARS_NOT_FOUND', 'STARS_NOT_NOW', 'MARKS_WRONG', 'STARS_CHANGED'],
  }),
  /** Marks a centre as its county's or the city's office. A veto rules stars out. */
  'office.appraiseStars': route<CentreStars>()({
    effect: 'write',
    input: v.strictObject({
      centreId: id,
      n,
      marks,
      words,
      veto: v.nullable(v.picklist(VETOES.map(veto => veto.id))),
    }),
    errors: ['STARS_NOT_FOUND', 'STARS_NOT_NOW', 'MARKS_WRONG', 'STARS_CHANGED'],
  }),
  /** Says that the record of a session is wrong, until the appraisal is over. */
  'office.disputeStars': route<CentreStars>()({
    effect: 'write',
    input: v.strictObject({ centreId: id, sessionId: id, words: shortLine(STAR_WORDS_LENGTH) }),
    errors: ['STARS_NOT_FOUND', 'STARS_NOT_NOW', 'STARS_CHANGED', 'SESSION_NOT_FOUND'],
  }),
  /** Decides a dispute as an office. Upheld, the session is left out and its month is counted again. */
  'office.decideStars': route<CentreStars>()({
    effect: 'write',
    input: v.strictObject({ centreId: id, sessionId: id, upheld: v.boolean(), words }),
    errors: ['STARS_NOT_FOUND', 'STARS_NOT_NOW', 'STARS_CHANGED'],
  }),
  /** Says why a self score is far from the final one, before the results are published. */
  'office.explainStars': route<CentreStars>()({
    effect: 'write',
    input: v.strictObject({ centreId: id, standardId: id, words: shortLine(STAR_WORDS_LENGTH) }),
    errors: ['STARS_NOT_FOUND', 'STARS_NOT_NOW'],
  }),
  /** Notes what an office has counted by hand of a computed standard, at a centre of the sample. */
  'office.recheckStars': route<CentreStars>()({
    effect: 'write',
    input: v.strictObject({ centreId: id, standardId: id, found: n, words: shortLine(STAR_WORDS_LENGTH) }),
    errors: ['STARS_NOT_FOUND', 'STARS_NOT_NOW', 'STARS_CHANGED'],
  }),
  /** Publishes the results; each centre shows its stars a moment later. */
  'office.publishStars': route<StarRound>()({
    effect: 'write',
    input: v.strictObject({}),
    errors: ['STARS_NOT_FOUND', 'STARS_NOT_NOW', 'STARS_NOT_READY'],
  }),
}
