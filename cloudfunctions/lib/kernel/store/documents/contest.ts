import type { Delivery } from '@domain/contest/delivery'
import type { JudgedStage } from '@domain/contest/rules'
import type { StageResult } from '@domain/contest/score'
import type { ContestDeadlines, ContestStage } from '@domain/contest/stage'
import type { Tie } from '@domain/contest/ties'
import type { CertificateLevel } from '@domain/participation/social-worker'
import type { Marks } from '@domain/rating/result'

/**
 * The contest of a year; the id is `contest-<year>` of projects, `talent-<year>` of social workers. A stage ends by one write of this document: who judged, what came of it,
 * who goes on and who judges then, so that no half of it can be seen. Rules and seeds never change.
 */
export interface ContestDocument {
  _id: string
  year: number
  rulesId: number
  stage: ContestStage
  until: ContestDeadlines
  /** How often a stage lasted longer, because entries had too few sheets. */
  again: number
  /** Decides who judges what; secret. */
  jurySeed: string
  /** The two parts of the key of the running order; the second is made when nobody can enter or leave the roadshow any more. */
  drawSeed: string
  closing: string | null
  /** The running order of the roadshow; null: not drawn. */
  order: { at: number; tickets: { id: string; lot: string }[]; order: string[] } | null
  /** Jurors of each entry, by stage. Whoever goes on to a stage is in it. */
  judges: Partial<Record<JudgedStage, Record<string, string[]>>>
  /** Results of the stages that are over. */
  results: Partial<Record<JudgedStage, Record<string, StageResult>>>
  openedAt: number
  publishedAt: number | null
  /** When the timer looks next; 0: nothing to do. */
  dueAt: number
  revision: number
}

/** Marks of a juror. */
export interface JurySheet {
  marks: Marks
  at: number
  /** Counts how often it was saved, from 1. */
  n: number
}

/** What a centre has entered, one for each centre and year; or a social worker, one for each person and year. */
export interface ContestEntryDocument {
  _id: string
  contestId: string
  centreId: string
  centreName: string
  county: string
  /** Empty: a social worker. */
  offeringId: string
  /** The project of which it is one offering, and all whose sessions count; absent or null: it stands for itself. */
  projectId?: string | null
  /** Of a social worker their name. */
  title: string
  words: string
  /** With which a social worker has entered; absent: a project. */
  certificate?: { level: CertificateLevel; until: string } | null
  /** Names of the organisations that carry it. */
  partners: string[]
  delivery: Delivery
  /** Tenths for recorded delivery. */
  tenths: number
  /** Counts how often it was entered, from 1. Not `revision`, which also counts sheets and is shown to nobody. */
  n: number
  /** Who has entered it; empty: forgotten. */
  accountId: string
  at: number
  withdrawnAt: number | null
  sheets: Partial<Record<JudgedStage, Record<string, JurySheet>>>
  /** What somebody found who looked at sheets that are far apart. */
  looked: Partial<Record<JudgedStage, { words: string; at: number }>>
  /** The latest changes of these and of `withdrawnAt`, so that a late replay changes nothing; absent: none. */
  changes?: string[]
  revision: number
  forgottenAt: number | null
}

/** Somebody who was invited to the jury. */
export interface ContestJurorDocument {
  _id: string
  contestId: string
  name: string
  employer: string
  /** What the inviter knows; ties by roles are found when the jury is assigned. */
  ties: Tie[]
  code: string
  at: number
  until: number
  /** Empty: not joined, or forgotten. */
  accountId: string
  requestId: string
  joinedAt: number | null
}
