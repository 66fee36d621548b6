import type { Audience, BookingRules } from '../offerings/rules'
import type { SeriesMode } from '../series/series'
import { DAY, sayLength } from '../time'

/**
 * The rules of an offering in plain sentences, for whoever edits them and for residents: 提前 7 天开放预约，开课前 30 分钟截止……
 * Every field that matters is said, so that two different rules never read the same.
 */
export function sayRules(rules: BookingRules, series: SeriesMode | null = null): string {
  const { ballot, maxActive, partyMax } = rules
  return [
    `${sayOpening(rules)}，${sayClosing(rules.closesBefore)}。`,
    ...(ballot ? [`先登记，开始前 ${sayTime(ballot.drawBefore)}公开抽签，没抽中的按顺序候补。`] : []),
    ...(series === null ? [] : [series === 'whole' ? '一次约上整期，不单约。' : '可以约整期，也可以只约一场。']),
    `${sayCancelling(rules.cancelBefore)}，一次最多 ${partyMax} 人一起${maxActive === null ? '' : `，每人同时最多约 ${maxActive} 场`}。`,
    ...(rules.fixedParty ? ['约好的人不能单独换。'] : []),
    `${sayAudience(rules.audience)}。`,
    `名额空出来给候补的人留 ${sayTime(rules.offerFor)}。`,
    `开始前 ${sayTime(rules.checkInBefore)}可以签到${sayGrace(rules.graceMs ?? null)}。`,
  ].join('')
}

/** 7 天, 1 天 2 小时, 30 分钟. */
function sayTime(ms: number): string {
  const days = Math.floor(ms / DAY)
  const rest = ms - days * DAY
  if (days === 0) return sayLength(ms)
  return rest === 0 ? `${days} 天` : `${days} 天 ${sayLength(rest)}`
}

function sayOpening({ opensBefore, ballot }: BookingRules): string {
  const what = ballot ? '登记' : '预约'
  return opensBefore === null ? `发布后就能${what}` : `提前 ${sayTime(opensBefore)}开放${what}`
}

function sayClosing(closesBefore: number): string {
  if (closesBefore === 0) return '开始时截止'
  return closesBefore > 0 ? `开始前 ${sayTime(closesBefore)}截止` : `开始后 ${sayTime(-closesBefore)}内还能约`
}

function sayCancelling(cancelBefore: number): string {
  if (cancelBefore === 0) return '开始前都能取消'
  return cancelBefore > 0 ? `开始前 ${sayTime(cancelBefore)}内不能取消` : `开始后 ${sayTime(-cancelBefore)}内还能取消`
}

function sayAudience({ ageMin, ageMax, accompanied }: Audience): string {
  const ages =
    ageMin === null && ageMax === null
      ? '不限年龄'
      : ageMax === null
        ? `满 ${ageMin} 岁`
        : ageMin === null
          ? `${ageMax} 岁以下（含）`
          : `${ageMin} 到 ${ageMax} 岁`
  return accompanied === 'together' ? `${ages}的孩子，要有大人一起来` : ages
}

function sayGrace(graceMs: number | null): string {
  return graceMs === null ? '' : `，开始后 ${sayTime(graceMs)}没到就放给别人`
}
