import { CONTEST_KINDS, type ContestKind } from './rules'
import type { ContestStage } from './stage'

interface KindFacts {
  /** Begins the ids of its contests and entries. */
  prefix: string
  label: string
  /** The Chinese name of each stage. */
  stages: Record<ContestStage, string>
}

const FACTS: Record<ContestKind, KindFacts> = {
  project: {
    prefix: 'contest',
    label: '党群服务好项目',
    stages: {
      entry: '报名',
      case: '案例初选',
      pitch: '项目讲述',
      roadshow: '现场路演',
      closed: '等待公布',
      published: '已公布',
    },
  },
  talent: {
    prefix: 'talent',
    label: '兴玉社工人才',
    stages: {
      entry: '申报',
      case: '材料评审',
      pitch: '案例答辩',
      roadshow: '现场展示',
      closed: '等待公布',
      published: '已公布',
    },
  },
}

/** What a kind of contest is called, and what begins its ids. */
export function kindFactsOf(kind: ContestKind): KindFacts {
  return FACTS[kind]
}

/** The Chinese name of a stage of a contest. */
export function stageLabel(stage: ContestStage, kind: ContestKind): string {
  return FACTS[kind].stages[stage]
}

/** The kind of a contest or of an entry, by its id. */
export function kindOfId(id: string): ContestKind {
  return CONTEST_KINDS.find(kind => id.startsWith(`${FACTS[kind].prefix}-`)) ?? 'project'
}
