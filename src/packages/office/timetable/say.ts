import type { DraftView, PlanRowView } from '@domain/contracts/office-timetable'
import type { SkipReason } from '@domain/office/copy'
import { localClock, sayShortDate } from '@domain/time'
import type { Item } from './items'

/** Why a session is not planned, in words. */
export function saySkip(why: SkipReason, detail: string | null): string {
  const words: Record<SkipReason, string> = {
    holiday: `${detail ?? '节假日'}放假`,
    closed: detail ? `关闭：${detail}` : '中心那时不开门',
    'no-such-day': '这个月没有这一天',
    room: `教室有「${detail ?? '别的课'}」`,
    teacher: `老师在上「${detail ?? '别的课'}」`,
    exists: '已经有了',
    past: '已经过了',
    archived: '这门课不办了',
    agreement: '合伙人的协议到期了',
  }
  return words[why]
}

/** The reasons of skipped rows with their counts: 元旦放假 3，已经有了 2. */
export function saySkipped(rows: readonly PlanRowView[]): string {
  const counts = new Map<string, number>()
  for (const { why, detail } of rows) {
    if (why === null) continue
    const words = saySkip(why, detail)
    counts.set(words, (counts.get(words) ?? 0) + 1)
  }
  return [...counts].map(([words, count]) => `${words} ${count}`).join('，')
}

/** 周六 7/12 14:00–15:30. */
export function sayTimes({ startsAt, endsAt }: { startsAt: number; endsAt: number }): string {
  return `${sayShortDate(startsAt)} ${localClock(startsAt)}–${localClock(endsAt)}`
}

type Clash = DraftView['clashes'][number]

/** What clashes: 教室和「学龄八两」撞了. */
export function sayWhatClashes({ what, title }: Pick<Clash, 'what' | 'title'>): string {
  return `${what === 'room' ? '教室' : '老师'}和「${title}」撞了`
}

/** The same with its time: 教室和「学龄八两」撞了（14:00–15:30）. */
export function sayClash(clash: Clash): string {
  return `${sayWhatClashes(clash)}（${localClock(clash.startsAt)}–${localClock(clash.endsAt)}）`
}

/** The state of an item in a few words. */
export function sayState({ type, of }: Item): string {
  if (type === 'draft') return of.clashes.length > 0 ? '草稿，有冲突' : '草稿，居民看不到'
  if (of.status === 'cancelled') return '已取消'
  return `约了 ${of.taken} / ${of.capacity}${of.waiting > 0 ? `，候补 ${of.waiting}` : ''}`
}
