import type { HonourRow } from '@domain/contracts/office-honours'
import type { HonourState } from '@domain/participation/honour-state'
import { DAY, sayDate, sayDay } from '@domain/time'
import type { PillTone } from '@/ui/pill'

const STATES: Record<HonourState, { label: string; tone: PillTone }> = {
  nominated: { label: '等答应', tone: 'few' },
  review: { label: '评议中', tone: 'few' },
  listed: { label: '公示中', tone: 'indigo' },
  disputed: { label: '有意见', tone: 'few' },
  awarded: { label: '有效', tone: 'good' },
  rechecking: { label: '复查中', tone: 'few' },
  lapsed: { label: '没答应', tone: 'quiet' },
  declined: { label: '没有要', tone: 'quiet' },
  refused: { label: '没通过', tone: 'none' },
  expired: { label: '到期', tone: 'quiet' },
  returned: { label: '退回', tone: 'quiet' },
  revoked: { label: '取消', tone: 'none' },
}

/** The state of an honour in words and colour, for staff. */
export function honourRowState(state: HonourState): { label: string; tone: PillTone } {
  return STATES[state]
}

/** Until when a phase of an honour lasts, and how far the panel is. Phases end at midnight. */
export function sayHonourRow(honour: HonourRow, now: number): string {
  const { state, at, listedUntil, panelUntil, grantedAt, until, recheckAt, endedAt, judges, votes } = honour
  if (honour.waitsForPanel) return '该复查了，能评的人不够；请补评议小组的成员'
  if (panelUntil !== null) return `${sayDay(panelUntil - DAY, now)}前评完，${judges} 人里 ${votes} 人表态了`
  if (state === 'listed') return `公示到${sayDay((listedUntil ?? 0) - DAY, now)}`
  if (state === 'awarded') return `到${sayDate((until ?? 0) - DAY)}，${sayDay(recheckAt ?? 0, now)}复查`
  if (endedAt === null) return `${sayDay(at, now)}推荐的，等这家人答应`
  return grantedAt === null ? `${sayDate(endedAt)}结束` : `${sayDate(grantedAt)}到${sayDate(endedAt)}`
}
