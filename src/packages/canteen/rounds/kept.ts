import type { Failure } from '@domain/canteen/delivery'
import type { RoundSheet, StopResult } from '@domain/contracts/staff-rounds'
import { HOUR, localDate } from '@domain/time'
import { create } from 'zustand'
import { cloudNow } from '@/cloud/clock'
import { storedFamily } from '@/platform/storage'

/** The rounds of today that this phone has opened, with their addresses, by centre, sitting and round. */
const storedRounds = storedFamily<RoundSheet>({ name: 'round', version: 1, kept: 'offline' })

/** What a courier has done, until the server has answered. */
export interface StopReport {
  reportId: string
  centreId: string
  bookingId: string
  /** Null: it was handed over. */
  failed: Failure | null
  /** By the server's clock as far as it is known, epoch ms. */
  at: number
  /** The server's decision; null: none yet. */
  result: StopResult | null
}

/** Reports are lost when they are dropped. */
const storedReports = storedFamily<StopReport>({ name: 'stop', version: 1, kept: 'lasting' })

/** The server accepts no report that is older, ms. */
const TOO_OLD = 48 * HOUR

/** The key of a round on this phone. */
export function roundKey(centreId: string, sessionId: string, roundId: string): string {
  return `${centreId}.${sessionId}.${roundId}`
}

/** A round of today that was opened before; null: there is none. */
export function keptRound(key: string): RoundSheet | null {
  return storedRounds.at(key).read()
}

/** The rounds of today at a centre that were opened before. */
export function keptRounds(centreId: string): RoundSheet[] {
  dropPastRounds()
  return storedRounds
    .keys()
    .filter(key => key.startsWith(`${centreId}.`))
    .flatMap(key => storedRounds.at(key).read() ?? [])
}

/** Stores a round for the rest of the day. */
export function keepRound(key: string, sheet: RoundSheet): void {
  storedRounds.at(key).write(sheet)
}

/** Deletes the addresses of other days. */
export function dropPastRounds(): void {
  const today = localDate(cloudNow())
  for (const key of storedRounds.keys()) {
    const sheet = storedRounds.at(key).read()
    if (!sheet || localDate(sheet.startsAt) !== today) storedRounds.at(key).remove()
  }
}

function load(): StopReport[] {
  return storedReports
    .keys()
    .flatMap(key => storedReports.at(key).read() ?? [])
    .sort((a, b) => a.at - b.at)
}

/** The reports on this phone, oldest first, and whether the server was out of reach at the last attempt. */
export const useReports = create<{ reports: StopReport[]; offline: boolean }>(() => ({
  reports: load(),
  offline: false,
}))

/** Stores a report until it is answered; false when the phone has no room for it. */
export function addReport(report: StopReport): boolean {
  if (!storedReports.at(report.reportId).write(report)) return false
  useReports.setState(({ reports }) => ({ reports: [...reports, report] }))
  return true
}

/** Stores the server's decisions. */
export function answerReports(results: readonly StopResult[]): void {
  const byId = new Map(results.map(result => [result.reportId, result]))
  useReports.setState(({ reports }) => ({
    reports: reports.map(report => {
      const result = byId.get(report.reportId)
      if (!result) return report
      const answered = { ...report, result }
      storedReports.at(report.reportId).write(answered)
      return answered
    }),
  }))
}

/** Removes answered reports of earlier days, and those that nobody can upload any more. Returns how many of these there were. */
export function tidyReports(): number {
  const now = cloudNow()
  const { reports } = useReports.getState()
  const over = reports.filter(
    ({ result, at }) => at < now - TOO_OLD || (result !== null && localDate(at) !== localDate(now)),
  )
  for (const { reportId } of over) storedReports.at(reportId).remove()
  if (over.length > 0) useReports.setState({ reports: reports.filter(report => !over.includes(report)) })
  return over.filter(({ result }) => result === null).length
}
