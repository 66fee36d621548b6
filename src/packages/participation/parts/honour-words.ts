import type { RouteOutput } from '@domain/contracts'
import type { HonourView, ListedHonour } from '@domain/contracts/honours'
import { type HonourState, isHeld, sayHonour } from '@domain/participation/honour-state'
import { DAY, sayDate, sayDay } from '@domain/time'
import type { PillTone } from '@/ui/pill'

const STATES: Record<HonourState, { label: string; tone: PillTone }> = {
  nominated: { label: '等您家答应', tone: 'few' },
  review: { label: '评议中', tone: 'few' },
  listed: { label: '公示中', tone: 'indigo' },
  disputed: { label: '评议中', tone: 'few' },
  awarded: { label: '已获得', tone: 'good' },
  rechecking: { label: '复查中', tone: 'few' },
  lapsed: { label: '没有答应，作废了', tone: 'quiet' },
  declined: { label: '没有要', tone: 'quiet' },
  refused: { label: '没有通过', tone: 'none' },
  expired: { label: '期限到了', tone: 'quiet' },
  returned: { label: '已退回', tone: 'quiet' },
  revoked: { label: '已取消', tone: 'none' },
}

/** The state of an honour in words and colour, for its household. */
export function honourState(state: HonourState): { label: string; tone: PillTone } {
  return STATES[state]
}

/** What happens next with an honour, or how it has ended, for its household. Phases end at midnight. */
export function sayHonourNext(honour: HonourView, now: number): string {
  const { state, answerUntil, listedUntil, panelUntil, grantedAt, until, recheckAt, endedAt } = honour
  if (answerUntil !== null) return `请在${sayDay(answerUntil, now)}前答复`
  if (state === 'listed') return `公示到${sayDay((listedUntil ?? 0) - DAY, now)}`
  const held = `${sayDate(grantedAt ?? 0)}起，到${sayDate((until ?? 0) - DAY)}`
  if (state === 'awarded') return `${held}；${sayDay(recheckAt ?? 0, now)}复查`
  if (state === 'rechecking') return `${held}；${sayDay((panelUntil ?? 0) - DAY, now)}前评完，评完以前照旧`
  if (panelUntil !== null) return `评议小组${sayDay(panelUntil - DAY, now)}前评完`
  if (grantedAt === null || endedAt === null) return ''
  return `${sayDate(grantedAt)}得的，到${sayDate(endedAt)}为止；得过的都算数`
}

type OwnHonours = RouteOutput<'points.home'>['honours']

/** The honours that the household holds; empty: none. */
export function sayOwnHonours({ open }: OwnHonours): string {
  const held = open.filter(({ state }) => isHeld(state))
  return held.map(({ kind }) => sayHonour(kind)).join('、')
}

/** What waits for the person at the honours, or what they are. */
export function sayHonourNews({ open, cases }: OwnHonours): string {
  if (open.some(({ state }) => state === 'nominated')) return '有人推荐您家，等您答应'
  if (cases > 0) return `有 ${cases} 件事等您评议`
  return sayOwnHonours({ open, cases }) === '' ? '文明家庭、最美家庭、美丽庭院' : '您家的荣誉，和光荣榜'
}

/** How long a listed honour is held or listed, for everybody. */
export function sayListedHonour({ state, listedUntil, grantedAt, until }: ListedHonour, now: number): string {
  if (state === 'awarded') return `${sayDate(grantedAt ?? 0)}起，到${sayDate((until ?? 0) - DAY)}`
  return state === 'disputed' ? '有人提了意见，评议中' : `公示到${sayDay(listedUntil - DAY, now)}`
}
