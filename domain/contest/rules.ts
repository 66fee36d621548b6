import { DAY } from '../time'

/**
 * What is chosen by a contest: projects of centres, or social workers. All kinds run on the same stages, jurors, sheets and places; what
 * differs is data: the rules, who enters, which records count, and what it is called (`kinds.ts`).
 */
export const CONTEST_KINDS = ['project', 'talent'] as const
export type ContestKind = (typeof CONTEST_KINDS)[number]

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
  kind: ContestKind
  /** What takes part, and what is left of it, is decided by records: least sessions, and least ms from the first to the last. */
  leastSessions: number
  leastSpan: number
  /** How many of the first are awarded, and what each of them gets, fen; null: places alone are published. */
  award: { most: number; fen: number } | null
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
  kind: 'project',
  award: null,
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

/**
 * Social workers: 15 places of 50,000 yuan. Their records are the volunteers' shifts that they have guided; a session is a shift in which
 * somebody's hours count, attendance is of its places.
 */
const FIRST_TALENT: ContestRules = {
  ...FIRST,
  id: 2,
  kind: 'talent',
  award: { most: 15, fen: 5_000_000 },
  sessions: { points: 10, full: 24 },
  people: { points: 8, full: 30 },
  attendance: { points: 7, full: 80 },
  criteria: [
    { id: 'skill', label: '专业能力', note: '个案、小组、社区工作做得规范', points: 20 },
    { id: 'effect', label: '服务成效', note: '服务对象得到了什么，变化看得见', points: 25 },
    { id: 'team', label: '带队伍', note: '带志愿者、带新人，一起做', points: 15 },
    { id: 'method', label: '方法可以推广', note: '别的社工照着也能做', points: 10 },
    { id: 'stage', label: '现场表达', note: '讲得清楚，按时讲完', points: 5 },
  ],
  weights: { case: 40, pitch: 30, roadshow: 30 },
  places: { case: 80, pitch: 45, roadshow: 30 },
}

const VERSIONS: readonly ContestRules[] = [FIRST, FIRST_TALENT]

/** The rules of a contest of a kind that is opened now. */
export function latestContestRules(kind: ContestKind = 'project'): ContestRules {
  const [latest = FIRST] = VERSIONS.filter(rules => rules.kind === kind).reverse()
  return latest
}

/** The rules of a version; those of an unknown one are the first. */
export function contestRulesOf(id: number): ContestRules {
  return VERSIONS.find(rules => rules.id === id) ?? FIRST
}
