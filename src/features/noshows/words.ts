import type { NoShowView, PersonStanding } from '@domain/contracts/noshows'
import type { Excuse } from '@domain/noshows/excuse'
import { sayMoment } from '@domain/time'
import type { PillTone } from '@/ui/pill'

/** How a person stands, in a kind line; and what happens next. */
export function sayStanding(
  { step, count, pausedUntil }: PersonStanding,
  now: number,
): { title: string; note: string } {
  if (pausedUntil !== null) {
    return {
      title: `${sayMoment(pausedUntil, now)} 前先不能约新的课`,
      note: `近半年有 ${count} 次约了没来。到时间自动恢复，已经约好的照常来。`,
    }
  }
  return step === 'warning'
    ? { title: `近半年有 ${count} 次约了没来`, note: '再有一次，会有 14 天不能约新的课。来不了请早点取消。' }
    : { title: '有一次约了没来', note: '没关系。下次来不了请早点取消，把名额留给别人。' }
}

/** The warning that stands beside a person before anything is booked. */
export function sayWarning(count: number): string {
  return `近半年 ${count} 次约了没来，再有一次会暂停 14 天`
}

const EXCUSES: Record<Excuse, string> = {
  moved: '中心改了时间，不算您没来。',
  'no-scan': '那天现场没有扫码，不算您没来。',
  'late-proof': '那天现场没网，签到后来才传上来：您来了，不算没来。',
  appeal: '中心看过原因，这次不算。',
  centre: '中心说明了原因，这节课没来都不算。',
}

/** How one record stands: in a word, and in full. */
export function sayRecord({ state, excuse, excuseNote, appeal }: NoShowView): {
  tone: PillTone
  text: string
  note: string
} {
  const answer = appeal?.decision?.note ? `中心回复：${appeal.decision.note}` : ''
  const word = excuseNote ? `${excuseNote}，这节课没来都不算。` : excuse ? EXCUSES[excuse] : ''
  if (state === 'excused') return { tone: 'good', text: '不算', note: `${word}${answer}` }
  if (appeal?.decision) return { tone: 'quiet', text: '还是算没来', note: answer }
  if (appeal) return { tone: 'few', text: '等中心回复', note: '原因已经说明，结果会写在这里。' }
  return { tone: 'quiet', text: '没来', note: '有原因？说明原因，可以不算。' }
}
