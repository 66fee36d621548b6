import type { Delivery } from '@domain/contest/delivery'
import { contestRulesOf, JUDGED_STAGES } from '@domain/contest/rules'
import { judgedStageOf, STAGE_LABELS } from '@domain/contest/stage'
import type { ContestView } from '@domain/contracts/contest'
import type { OfficeEntry } from '@domain/contracts/office-contest'
import { sayDay } from '@domain/time'
import { sayTenths } from '../stars/say'

/** Formats the stage of a contest with its end. */
export function sayStage({ year, stage, until, again }: ContestView, now: number): string {
  const timed = stage === 'entry' ? 'entry' : judgedStageOf(stage)
  const end = timed === null ? '' : `，到${sayDay(until[timed] - 1, now)}`
  const longer = again > 0 ? `；评分不够，延长过 ${again} 次` : ''
  return `${year} 年党群服务好项目 · ${STAGE_LABELS[stage]}${end}${longer}`
}

/** Formats what was delivered by records. */
export function sayDelivery({ sessions, people, attended, places }: Delivery): string {
  const share = places === 0 ? 0 : Math.floor((attended * 100) / places)
  return `有人签到的 ${sessions} 场，来过 ${people} 个人，到场占名额的 ${share}%`
}

/**
 * Formats the weighted score of the stages that are over, of what they can give: 28.0 / 30 分. Empty: the reader does not see it, or
 * none is over.
 */
export function sayScore({ score, withdrawnAt, results }: OfficeEntry, { rulesId }: ContestView): string {
  const { weights } = contestRulesOf(rulesId)
  const most = JUDGED_STAGES.reduce((sum, stage) => sum + (results?.[stage] ? weights[stage] : 0), 0)
  return score === null || withdrawnAt !== null || most === 0 ? '' : `${sayTenths(score)} / ${most} 分`
}

/** Formats where an entry stands, as far as the reader may see it. */
export function sayEntry({ withdrawnAt, place, stages }: OfficeEntry): string {
  if (withdrawnAt !== null) return '撤回了'
  if (place !== null) return `第 ${place} 名`
  const last = stages[stages.length - 1]
  return last === undefined ? '报上了' : `进了${STAGE_LABELS[last]}`
}
