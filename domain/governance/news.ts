import { DAY, HOUR, startOfLocalDay } from '../time'
import type { AnswerKind } from './need'
import type { ProjectState } from './project'
import type { TopicState } from './topic-state'

/** Most messages about one need that a household can have agreed to and not received yet. */
export const MAX_NEED_NOTICES = 5
/** Local times at which needs are looked at: nobody is woken by news that can wait. */
const LOOKS = [9 * HOUR, 18 * HOUR]

/** What decides where a need stands. */
export interface NeedFacts {
  answer: { kind: AnswerKind; at: number } | null
  topic: {
    id: string
    state: TopicState
    at: number
    opensAt: number | null
    decision: { adopted: boolean; at: number } | null
    project: { state: ProjectState; at: number; closing: { at: number } | null } | null
  } | null
}

/** Where a need stands. `key` differs from that of every other step; `at`: since when, epoch ms; `isEnd`: nothing follows. */
export interface NeedStep {
  key: string
  text: string
  /** At most five Chinese characters. */
  short: string
  at: number
  isEnd: boolean
}

const ANSWERS: Record<AnswerKind, { text: string; short: string }> = {
  done: { text: '已经答复：这就办', short: '已经答复' },
  topic: { text: '已经答复：列成议题大家商量', short: '已经答复' },
  declined: { text: '已经答复：办不了，说了原因', short: '已经答复' },
}

/** The step that a need has reached; null: nothing has happened since it was put. */
export function needStepOf({ answer, topic }: NeedFacts): NeedStep | null {
  if (!topic) {
    if (!answer) return null
    return { key: 'answered', ...ANSWERS[answer.kind], at: answer.at, isEnd: answer.kind !== 'topic' }
  }
  const { id, state, at, opensAt, decision, project } = topic
  const step = (name: string, text: string, short: string, since: number, isEnd = false): NeedStep => ({
    ...{ key: `${name}-${id}`, text, short, at: since, isEnd },
  })
  if (project?.closing) return step('closed', '项目办完了，看看办得怎么样', '项目办完', project.closing.at, true)
  if (project) return step('project', '立项了，项目正在办', '已经立项', project.at)
  if (decision) {
    return decision.adopted
      ? step('decided', '公布了决定：采纳', '已经采纳', decision.at)
      : step('decided', '公布了决定：没有采纳，说了原因', '没有采纳', decision.at, true)
  }
  if (state === 'gathering') return step('topic', '列成了议题，请您来支持', '列成议题', at)
  return step('voting', '议题开始表决，每家一票', '开始表决', opensAt ?? at)
}

/** When a need is looked at the next time, epoch ms. */
export function nextNeedLook(now: number): number {
  const today = startOfLocalDay(now)
  return LOOKS.map(clock => today + clock).find(at => at > now) ?? today + DAY + (LOOKS[0] ?? 0)
}
