import type { CertificateRow } from '@domain/contracts/office-workers'
import { CERTIFICATE_LEVELS, type CertificateLevel, type CertificateState } from '@domain/participation/social-worker'
import { atLocal, sayDay, sayShortDate } from '@domain/time'
import type { PillTone } from '@/ui/pill'

/** The name of a certificate. */
export function sayLevel(level: CertificateLevel): string {
  return CERTIFICATE_LEVELS.find(({ id }) => id === level)?.label ?? ''
}

const STATES: Record<CertificateState, { label: string; tone: PillTone }> = {
  asked: { label: '等核对', tone: 'few' },
  right: { label: '核对过', tone: 'good' },
  wrong: { label: '不对', tone: 'none' },
}

/** How far the check of a certificate is, in words and colour; one that is over is quiet. */
export function certificateState({ state, until }: CertificateRow, today: string): { label: string; tone: PillTone } {
  return state === 'right' && until < today ? { label: '过期了', tone: 'quiet' } : STATES[state]
}

/** A local date with its year. */
function sayDate(date: string): string {
  return `${date.slice(0, 4)} 年 ${sayShortDate(atLocal(date)).replace(/^\D*?(?=\d)/, '')}`
}

/** Until when a certificate is valid, and who has checked it when. */
export function sayCertificate({ until, checkedAt, checkedBy, state, reason }: CertificateRow, now: number): string {
  const valid = `有效到 ${sayDate(until)}`
  if (checkedAt === null) return `${valid} · 市县还没有核对`
  const by = `${checkedBy ?? '管理员'} ${sayDay(checkedAt, now)}核对`
  return state === 'wrong' ? `${by}：${reason || '和证书不一样'}` : `${valid} · ${by}`
}

/** What the certificates give in this and in the next month. */
export function saySteps({ present, next }: { present: number; next: number }): string {
  const of = (steps: number) => (steps === 0 ? '不加' : `加 ${steps} 级`)
  return present === next ? `薪级：${of(present)}` : `薪级：这个月${of(present)}，下个月起${of(next)}`
}

/** Eight digits as a local date, `YYYY-MM-DD`; null: there is no such day. */
export function dateOfDigits(digits: string): string | null {
  const [, year, month, day] = /^(20\d\d)(\d\d)(\d\d)$/.exec(digits) ?? []
  if (!year || !month || !day) return null
  const date = `${year}-${month}-${day}`
  const at = new Date(`${date}T00:00:00Z`)
  return !Number.isNaN(at.valueOf()) && at.toISOString().startsWith(date) ? date : null
}
