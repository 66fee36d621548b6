import { atLocal, DAY, localDate } from '../time'
import { monthEnd, monthStart } from './partner'

/** Certificates of social workers, the lowest first, and the pay steps inside the range of a post that each gives. */
export const CERTIFICATE_LEVELS = [
  { id: 'assistant', label: '助理社会工作师', steps: 1 },
  { id: 'social', label: '社会工作师', steps: 2 },
  { id: 'senior', label: '高级社会工作师', steps: 3 },
] as const
export type CertificateLevel = (typeof CERTIFICATE_LEVELS)[number]['id']

/** Numbers that custom or the office sets, as data. */
export const WORKER_RULES = {
  /** Longest validity, days; a certificate is registered again after it. */
  validDays: 10 * 366,
  /** Certificates of one person, and those among them that nobody has checked yet. */
  most: 12,
  waiting: 3,
  /** How long one that is over, or was not right, stays in the list. */
  shownFor: 365 * DAY,
} as const

/** `asked`: nobody has checked it yet; `wrong`: it was not right, or is not any more. */
export type CertificateState = 'asked' | 'right' | 'wrong'

/** A certificate as it was entered, and as the office has checked it. Dates are local, `YYYY-MM-DD`. */
export interface CheckedCertificate {
  level: CertificateLevel
  /** The first and the last day on which it is valid. */
  from: string
  until: string
  state: CertificateState
  /** When it was entered, and checked; null: not yet. */
  at: number
  checkedAt: number | null
}

/** Whether the days of a certificate can be right. */
export function certificateDaysFit({ from, until }: Pick<CheckedCertificate, 'from' | 'until'>, now: number): boolean {
  const today = localDate(now)
  return from <= today && until >= today && atLocal(until) - atLocal(from) <= WORKER_RULES.validDays * DAY
}

/** The highest certificate that was checked and is valid on a day; null: none. */
export function validCertificate<Own extends CheckedCertificate>(
  certificates: readonly Own[],
  date: string,
): Own | null {
  const valid = certificates.filter(({ state, from, until }) => state === 'right' && from <= date && date <= until)
  return valid.sort((a, b) => stepsOfLevel(b.level) - stepsOfLevel(a.level) || (a.until < b.until ? 1 : -1))[0] ?? null
}

/** The pay steps that a certificate gives. */
export function stepsOfLevel(level: CertificateLevel): number {
  return CERTIFICATE_LEVELS.find(({ id }) => id === level)?.steps ?? 0
}

/**
 * The pay steps of a month (`YYYY-MM`): those of the highest certificate that was checked before the month began and is valid on its
 * first day. So one that is checked counts from the next month on, and one that ends counts for its last month.
 */
export function payStepsOf(certificates: readonly CheckedCertificate[], month: string): number {
  const begin = monthStart(month)
  const known = certificates.filter(({ checkedAt }) => checkedAt !== null && checkedAt < begin)
  const highest = validCertificate(known, `${month}-01`)
  return highest ? stepsOfLevel(highest.level) : 0
}

/** The month after another. */
export function nextMonth(month: string): string {
  return localDate(monthEnd(month)).slice(0, 7)
}

/** Those of a person that are still shown: waiting, valid, and what lately was over or not right. */
export function keptCertificates<Own extends CheckedCertificate>(certificates: readonly Own[], now: number): Own[] {
  const since = localDate(now - WORKER_RULES.shownFor)
  return certificates.filter(({ state, until, checkedAt }) =>
    state === 'wrong' ? (checkedAt ?? 0) > now - WORKER_RULES.shownFor : until >= since,
  )
}
