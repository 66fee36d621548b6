import { DAY } from '../time'

/** The stages of a contest in which a jury scores. */
export const JUDGED_STAGES = ['case', 'pitch', 'roadshow'] as const
export type JudgedStage = (typeof JUDGED_STAGES)[number]

/** What a juror marks, and how many points it has. */
export interface Criterion {
  id: string
  label: string
  /** What earns points, for people. */
  note: string
  points: number
}

/** A version of the rules. A version that a contest was opened with is never changed: a new one is added instead. */
export interface ContestRules {
  id: number
  /** What takes part, and what is left of it, is decided by records: least sessions, and least ms from the first to the last. */
  leastSessions: number
  leastSpan: number
  /** Recorded delivery: points, and from which figure on all of them are given. Attendance is per cent of places. */
  sessions: { points: number; full: number }
  people: { points: number; full: number }
  attendance: { points: number; full: number }
  criteria: readonly Criterion[]
  /** Share of each stage in the final score, per cent. */
  weights: Record<JudgedStage, number>
  /** Most entries that are taken, and that go on to each later stage. */
  places: Record<JudgedStage, number>
  /** Jurors of an entry in a stage. */
  jurors: number
  /** From so many sheets on, the highest and the lowest do not count; with fewer than `leastSheets` an entry is judged again. */
  trimFrom: number
  leastSheets: number
  /** How much longer a stage lasts in which entries have too few sheets, ms. */
  againFor: number
  /** Sheets so far apart must be looked at, tenths of a point. */
  spreadFrom: number
  /** A tie of a juror counts so long after it has ended, ms. */
  tieLasts: number
}

const FIRST: ContestRules = {
  id: 1,
  leastSessions: 6,
  leastSpan: 183 * DAY,
  sessions: { points: 8, full: 24 },
  people: { points: 9, full: 120 },
  attendance: { points: 8, full: 80 },
  criteria: [
    { id: 'need', label: '回应需求', note: '从居民的需求来，找得准', points: 20 },
    { id: 'effect', label: '服务成效', note: '居民得到了什么，变化看得见', points: 25 },
    { id: 'resources', label: '资源和志愿者', note: '合伙人、志愿者一起做，账清楚', points: 15 },
    { id: 'replicability', label: '可以推广', note: '别的中心照着也能做', points: 10 },
    { id: 'stage', label: '现场展示', note: '讲得清楚，按时讲完', points: 5 },
  ],
  weights: { case: 30, pitch: 20, roadshow: 50 },
  places: { case: 80, pitch: 24, roadshow: 12 },
  jurors: 9,
  trimFrom: 7,
  leastSheets: 5,
  againFor: 7 * DAY,
  spreadFrom: 200,
  tieLasts: 3 * 365 * DAY,
}

const VERSIONS: readonly ContestRules[] = [FIRST]

/** The rules of a contest that is opened now. */
export function latestContestRules(): ContestRules {
  return VERSIONS[VERSIONS.length - 1] ?? FIRST
}

/** The rules of a version; those of an unknown one are the first. */
export function contestRulesOf(id: number): ContestRules {
  return VERSIONS.find(rules => rules.id === id) ?? FIRST
}
