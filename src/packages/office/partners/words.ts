import type { PartnerEdit } from '@domain/contracts/office-partners'
import { PARTNER_KINDS, type PartnerKind, type PartnerMonth, type PartnerState } from '@domain/participation/partner'
import type { PillTone } from '@/ui/pill'

/** What a partner brings. */
export function sayPartnerKind(kind: PartnerKind): string {
  return PARTNER_KINDS.find(({ id }) => id === kind)?.label ?? ''
}

const STATES: Record<PartnerState, { label: string; tone: PillTone }> = {
  coming: { label: '还没开始', tone: 'quiet' },
  going: { label: '正常', tone: 'good' },
  warned: { label: '连着两个月不够', tone: 'few' },
  review: { label: '要复核', tone: 'none' },
  ended: { label: '已结束', tone: 'quiet' },
}

/** Where an agreement is, in words and colour. */
export function partnerState(state: PartnerState): { label: string; tone: PillTone } {
  return STATES[state]
}

/** `YYYY-MM` as people say it. */
export function sayMonth(month: string): string {
  return `${month.slice(0, 4)} 年 ${Number(month.slice(5))} 月`
}

/** The running balance: what was delivered more or less than owed. */
export function sayBalance({ balance: { over, present } }: Pick<PartnerEdit, 'balance'>): string {
  const sum = over === 0 ? '到上个月正好' : over > 0 ? `到上个月多办 ${over} 场` : `到上个月还欠 ${-over} 场`
  return `${sum}，这个月办了 ${present} 场`
}

/** What a month was counted to. */
export function sayCounted({ held, sessions, attended, roomMinutes, roomHours }: PartnerMonth): string {
  const hours = Math.round(roomMinutes / 6) / 10
  return `办 ${held} 场，应办 ${sessions} 场，来了 ${attended} 人 · 用场地 ${hours} 小时，约定 ${roomHours} 小时`
}
