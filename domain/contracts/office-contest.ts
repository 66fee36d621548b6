import * as v from 'valibot'
import type { Delivery } from '../contest/delivery'
import type { StageResults } from '../contest/rank'
import { JUDGED_STAGES, type JudgedStage } from '../contest/rules'
import type { CertificateLevel } from '../participation/social-worker'
import { type ContestView, contestKind } from './contest'
import { date, id, shortLine, shortText, year } from './fields'
import {
  ANSWER_LENGTH,
  COLLEAGUE_NAME_LENGTH,
  EMPLOYER_LENGTH,
  MAX_CONTEST_TIES,
  TEXT_LENGTH,
  TITLE_LENGTH,
} from './limits'
import { place } from './office-team'
import { route } from './route'

/** An entry as its centre or the organiser sees it. Nothing in it depends on sheets of a stage that is not over. */
export interface OfficeEntry {
  id: string
  centreName: string
  county: string
  /** Empty: a social worker. */
  offeringId: string
  /** The project that was entered with all its offerings; null: only that offering. */
  projectId: string | null
  title: string
  /** Only at its own centre, for which the list is short; elsewhere empty. */
  words: string
  partners: string[]
  delivery: Delivery
  /** Tenths for recorded delivery. */
  tenths: number
  n: number
  withdrawnAt: number | null
  /** Stages that it went on to. */
  stages: JudgedStage[]
  /** Null: sealed for the caller. */
  results: StageResults | null
  place: number | null
  score: number | null
  /** The certificate of a social worker; null: a project. */
  level: CertificateLevel | null
  /** Fen; 0: it is not awarded, or sealed for the caller. */
  award: number
  /** Stages whose sheets are so far apart that somebody must look at them, and has not. */
  toLookAt: JudgedStage[]
}

/** Somebody who was invited to the jury. */
export interface JurorView {
  id: string
  name: string
  employer: string
  hasJoined: boolean
}

/** The contest in the back office. */
export interface OfficeContest {
  now: number
  contest: ContestView | null
  entries: OfficeEntry[]
  /** Only for the organiser. */
  jurors: JurorView[]
  /** What a centre can enter. */
  offerings: { id: string; title: string }[]
  /** Projects of the service loop that a centre can enter, each with its offerings. */
  projects: { id: string; title: string; offeringIds: string[] }[]
  /** Years of published contests of this kind, the latest first. */
  years: number[]
}

/** The caller as a social worker who can be selected. */
export interface OwnTalent {
  now: number
  /** Null: there is no selection yet. */
  contest: ContestView | null
  /** The highest certificate that was checked and is valid today; null: there is none. */
  certificate: { level: CertificateLevel; until: string } | null
  /** Shifts that the caller has guided, by records; what is counted when they enter. Null: nobody can enter now. */
  delivery: Delivery | null
  /** Null: not entered. */
  entry: OfficeEntry | null
}

const names = v.pipe(v.array(shortLine(EMPLOYER_LENGTH)), v.maxLength(MAX_CONTEST_TIES))

const n = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000))

/** Routes of contests in the back office. */
export const officeContestRoutes = {
  /** The latest contest, or that of a year that was published: with a centre its own entry, without a place all of them and the jury. */
  'office.contest': route<OfficeContest>()({
    effect: 'read',
    input: v.strictObject({ ...place, kind: contestKind, year: v.optional(year) }),
    errors: [],
  }),
  /** Opens the contest of this year. Each stage lasts to the end of its day; rules and seeds are fixed from then on. The one before it is published first. */
  'office.openContest': route<OfficeContest>()({
    effect: 'write',
    input: v.strictObject({
      kind: contestKind,
      entryUntil: date,
      caseUntil: date,
      pitchUntil: date,
      roadshowUntil: date,
    }),
    errors: ['CONTEST_OPENED', 'CONTEST_STILL_OPEN', 'CONTEST_DATES_WRONG'],
  }),
  /** Enters what a centre does, or changes what it has entered. `n`: how often the entry that was read had been saved. */
  'office.enterContest': route<OfficeContest>()({
    effect: 'write',
    input: v.strictObject({
      centreId: id,
      offeringId: id,
      /** A project of which that is one offering: the sessions of all its offerings count. */
      projectId: v.optional(id),
      n,
      title: shortLine(TITLE_LENGTH),
      words: shortText(TEXT_LENGTH),
      partners: names,
    }),
    errors: [
      'CONTEST_NOT_FOUND',
      'CONTEST_NOT_NOW',
      'CONTEST_CHANGED',
      'CONTEST_FULL',
      'OFFERING_NOT_FOUND',
      'NOT_ELIGIBLE',
    ],
  }),
  /** Takes an entry back, at any time; places are computed again without it. Only while centres enter it can be entered again. */
  'office.withdrawEntry': route<OfficeContest>()({
    effect: 'write',
    input: v.strictObject({ centreId: id, entryId: id }),
    errors: ['CONTEST_NOT_FOUND'],
  }),
  /** The caller in the selection of social workers. */
  'office.talent': route<OwnTalent>()({ effect: 'read', input: v.strictObject({ centreId: id }), errors: [] }),
  /** Enters the caller, or changes what they say about their work. `n`: how often the entry that was read had been saved. */
  'office.enterTalent': route<OwnTalent>()({
    effect: 'write',
    input: v.strictObject({ centreId: id, n, words: shortText(TEXT_LENGTH) }),
    errors: [
      'CONTEST_NOT_FOUND',
      'CONTEST_NOT_NOW',
      'CONTEST_CHANGED',
      'CONTEST_FULL',
      'CERTIFICATE_NEEDED',
      'NOT_ELIGIBLE',
      'TALENT_JUDGES',
    ],
  }),
  /** Takes the caller's entry back; as of a project. */
  'office.withdrawTalent': route<OwnTalent>()({
    effect: 'write',
    input: v.strictObject({ centreId: id }),
    errors: ['CONTEST_NOT_FOUND'],
  }),
  /**
   * Invites somebody to the jury; the code is good for 14 days and for one person, who joins with `contest.join`. `centreIds`: where
   * they or their family have worked in the last three years.
   */
  'office.inviteJuror': route<{ now: number; juror: JurorView; code: string; until: number }>()({
    effect: 'write',
    input: v.strictObject({
      kind: contestKind,
      name: shortLine(COLLEAGUE_NAME_LENGTH),
      employer: shortLine(EMPLOYER_LENGTH),
      centreIds: v.pipe(v.array(id), v.maxLength(MAX_CONTEST_TIES)),
      partners: names,
    }),
    errors: ['CONTEST_NOT_FOUND', 'CONTEST_NOT_NOW', 'INVITATION_LIMIT', 'REQUEST_REUSED'],
  }),
  /** Notes what somebody found who looked at sheets that are far apart. */
  'office.lookAtSpread': route<OfficeContest>()({
    effect: 'write',
    input: v.strictObject({ entryId: id, stage: v.picklist(JUDGED_STAGES), words: shortText(ANSWER_LENGTH) }),
    errors: ['CONTEST_NOT_FOUND', 'CONTEST_NOT_NOW'],
  }),
  /** Publishes the places. */
  'office.publishContest': route<OfficeContest>()({
    effect: 'write',
    input: v.strictObject({ kind: contestKind }),
    errors: ['CONTEST_NOT_FOUND', 'CONTEST_NOT_NOW', 'CONTEST_NOT_READY'],
  }),
}
