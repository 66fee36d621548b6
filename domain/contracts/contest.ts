import * as v from 'valibot'
import type { PublishedBallot } from '../ballot/published'
import type { Delivery } from '../contest/delivery'
import { CONTEST_KINDS, type ContestKind, type JudgedStage } from '../contest/rules'
import type { ContestDeadlines, ContestStage } from '../contest/stage'
import type { CertificateLevel } from '../participation/social-worker'
import type { Marks } from '../rating/result'
import { INVITATION_TRIES } from '../tries'
import { id, year } from './fields'
import { invitationCode } from './invitations'
import { MAX_MARKS } from './limits'
import { route } from './route'

/** Highest marks of one criterion, in tenths. */
const MAX_CONTEST_TENTHS = 250

/** Which contest: that of projects, unless it is said. */
export const contestKind = v.optional(v.picklist(CONTEST_KINDS))

/** The contest of a year; `rules.ts` has its rules by their id. */
export interface ContestView {
  kind: ContestKind
  year: number
  rulesId: number
  stage: ContestStage
  until: ContestDeadlines
  /** How often a stage lasted longer, because entries had too few sheets. */
  again: number
}

/** An entry with its result. */
export interface PlacedEntry {
  id: string
  place: number
  /** Tenths of a point. */
  score: number
  title: string
  centreName: string
  words: string
  delivery: Delivery
  /** The certificate of a social worker; null: a project. */
  level: CertificateLevel | null
  /** Fen; 0: it is not awarded. */
  award: number
}

/** An entry that the caller judges in this stage. */
export interface JuryEntry {
  id: string
  /** The project, or the name of the social worker. */
  title: string
  words: string
  centreName: string
  delivery: Delivery
  level: CertificateLevel | null
  /** Tenths for recorded delivery, which nobody marks. */
  tenths: number
  /** The caller's own sheet; null: none yet. */
  own: { marks: Marks; n: number } | null
}

/** What a juror has to do. */
export interface JuryView {
  now: number
  /** Null: the caller is in no jury, and there are no entries. */
  contest: ContestView | null
  /** The stage that is scored now; null: none is. */
  judged: JudgedStage | null
  entries: JuryEntry[]
}

const marks = v.pipe(
  v.array(
    v.strictObject({ id, tenths: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_CONTEST_TENTHS)) }),
  ),
  v.maxLength(MAX_MARKS),
)

/** Routes of contests for residents and jurors. */
export const contestRoutes = {
  /**
   * The latest contest, or that of a year that was published: its stages, the running order of the roadshow, titles in that order, and
   * when it is published the first twenty places.
   */
  'contest.get': route<{
    now: number
    contest: ContestView | null
    /** Everything needed to verify the running order; null: there is no contest. */
    draw: PublishedBallot | null
    order: { id: string; title: string; centreName: string }[]
    places: PlacedEntry[]
    /** Years of published contests of this kind, the latest first. */
    years: number[]
  }>()({ effect: 'read', input: v.strictObject({ kind: contestKind, year: v.optional(year) }), errors: [] }),
  /** Joins the jury with the code of an invitation. */
  'contest.join': route<JuryView>()({
    effect: 'write',
    input: v.strictObject({ code: invitationCode }),
    errors: ['INVITATION_NOT_FOUND', 'INVITATION_EXPIRED', 'INVITATION_USED', 'JUROR_ORGANISES', 'TALENT_JUDGES'],
    tries: { limit: INVITATION_TRIES },
  }),
  /** What the caller judges. */
  'contest.jury': route<JuryView>()({ effect: 'read', input: v.strictObject({ kind: contestKind }), errors: [] }),
  /** Saves the caller's sheet of an entry. `n`: how often the sheet that was read had been saved. */
  'contest.score': route<JuryView>()({
    effect: 'write',
    input: v.strictObject({
      entryId: id,
      n: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000)),
      marks,
    }),
    errors: ['CONTEST_NOT_FOUND', 'CONTEST_NOT_NOW', 'MARKS_WRONG', 'CONTEST_CHANGED'],
  }),
}
