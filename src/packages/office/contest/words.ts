import type { Delivery } from '@domain/contest/delivery'
import { kindFactsOf, kindOfId, stageLabel } from '@domain/contest/kinds'
import { type ContestKind, contestRulesOf, JUDGED_STAGES } from '@domain/contest/rules'
import { judgedStageOf } from '@domain/contest/stage'
import type { ContestView } from '@domain/contracts/contest'
import type { OfficeEntry } from '@domain/contracts/office-contest'
import { sayDay } from '@domain/time'
import { sayTenths } from '../stars/say'

/** Formats the stage of a contest with its end. */
export function sayStage({ kind, year, stage, until, again }: ContestView, now: number): string {
  const timed = stage === 'entry' ? 'entry' : judgedStageOf(stage)
  const end = timed === null ? '' : `，到${sayDay(until[timed] - 1, now)}`
  const longer = again > 0 ? `；评分不够，延长过 ${again} 次` : ''
  return `${year} 年${kindFactsOf(kind).label} · ${stageLabel(stage, kind)}${end}${longer}`
}

/** Formats what was delivered by records. */
export function sayDelivery({ sessions, people, attended, places }: Delivery, kind: ContestKind): string {
  const share = places === 0 ? 0 : Math.floor((attended * 100) / places)
  if (kind === 'talent') return `带过 ${sessions} 个有人来的班次，${people} 位志愿者，来的占名额的 ${share}%`
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
export function sayEntry({ id, withdrawnAt, place, stages, award }: OfficeEntry): string {
  if (withdrawnAt !== null) return '撤回了'
  if (place !== null) return award > 0 ? `第 ${place} 名，入选` : `第 ${place} 名`
  const last = stages[stages.length - 1]
  return last === undefined ? '报上了' : `进了${stageLabel(last, kindOfId(id))}`
}

/** Formats what one who is awarded gets, from fen: 5 万元. */
export function sayAward(fen: number): string {
  const yuan = Math.floor(fen / 100)
  return yuan % 10_000 === 0 ? `${yuan / 10_000} 万元` : `${yuan} 元`
}
