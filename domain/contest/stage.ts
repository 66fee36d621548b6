import { JUDGED_STAGES, type JudgedStage } from './rules'

/** Where a contest stands: entries come in, a jury scores in three stages, everything is in, results are published. */
export const CONTEST_STAGES = ['entry', ...JUDGED_STAGES, 'closed', 'published'] as const
export type ContestStage = (typeof CONTEST_STAGES)[number]

/** When each stage ends, epoch ms. */
export type ContestDeadlines = Record<'entry' | JudgedStage, number>

const TIMED = ['entry', ...JUDGED_STAGES] as const

/** Whether deadlines lie ahead and follow each other. */
export function arePossibleStages(until: ContestDeadlines, now: number): boolean {
  return TIMED.every((stage, n) => until[stage] > (n === 0 ? now : until[TIMED[n - 1] ?? 'entry']))
}

/** The stage that is scored now; null: none is. */
export function judgedStageOf(stage: ContestStage): JudgedStage | null {
  return JUDGED_STAGES.find(judged => judged === stage) ?? null
}

/** The stage after this one, when its end has come. */
export function stageAfter(stage: 'entry' | JudgedStage): JudgedStage | 'closed' {
  return stage === 'entry' ? 'case' : (JUDGED_STAGES[JUDGED_STAGES.indexOf(stage) + 1] ?? 'closed')
}

/** The deadlines when a stage lasts so much longer: those after it move by as much. */
export function extended(until: ContestDeadlines, stage: JudgedStage, by: number): ContestDeadlines {
  const from = TIMED.indexOf(stage)
  return Object.fromEntries(TIMED.map((one, n) => [one, until[one] + (n >= from ? by : 0)])) as ContestDeadlines
}
