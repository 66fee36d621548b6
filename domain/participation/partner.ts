import { atLocal, DAY, HOUR, localMonth } from '../time'
import type { PartnerFault } from './partner-faults'
import { endOfMonth } from './phases'

/** Numbers that custom or the office sets, as data. */
export const PARTNER_RULES = {
  /** A month is short when less than so many percent of the services owed were delivered. */
  percent: 80,
  /** So many short months running warn, and so many ask for a review. */
  warnAfter: 2,
  reviewAfter: 3,
  /** Longest agreement, months. */
  monthsMost: 36,
  /** Classes of each use at one time, and those that lately were and are still counted. */
  offeringsMost: 8,
  /** How long after the end its people still run what stands. */
  runFor: 30 * DAY,
  /** How long after it a session is counted again: check-ins may arrive late, and can be undone. */
  countFor: 14 * DAY,
} as const

/** What a partner brings: 初心合伙人 gives services, 空间合伙人 runs a room of the centre. */
export const PARTNER_KINDS = [
  { id: 'service', label: '初心合伙人' },
  { id: 'space', label: '空间合伙人' },
] as const
export type PartnerKind = (typeof PARTNER_KINDS)[number]['id']

/** What a class of a partner is: a service that it owes, or its own use of a room that the centre gives. */
export type PartnerUse = 'service' | 'room'

export type PartnerState = 'coming' | 'going' | 'warned' | 'review' | 'ended'

/** What is agreed for each month. */
export interface PartnerTerms {
  /** Hours of rooms that the centre gives. */
  roomHours: number
  /** Services that the partner owes: sessions to which somebody came. */
  sessions: number
}

/** A month as it was counted. */
export interface PartnerMonth extends PartnerTerms {
  /** `YYYY-MM`. */
  month: string
  /** Services that were held, with people who were checked in. */
  held: number
  attended: number
  /** Minutes of rooms that the partner used. */
  roomMinutes: number
}

/** A session of a partner that is over. */
export interface PartnerSession {
  use: PartnerUse
  startsAt: number
  endsAt: number
  attended: number
}

/** The months from one to another, both included. */
export function monthsFrom(first: string, last: string): string[] {
  const months: string[] = []
  for (let month = first; month <= last && months.length < PARTNER_RULES.monthsMost; month = after(month))
    months.push(month)
  return months
}

function after(month: string): string {
  return localMonth(monthEnd(month))
}

/** The start of a month, epoch ms. */
export function monthStart(month: string): number {
  return atLocal(`${month}-01`)
}

/** The end of a month, epoch ms. */
export function monthEnd(month: string): number {
  return endOfMonth(monthStart(month), 0)
}

interface Agreement {
  terms: PartnerTerms
  startsAt: number
  endsAt: number
  months: readonly PartnerMonth[]
}

/** The start of the first month that is counted again, when the last count was at `countedTo`, epoch ms. */
export function partnerCountFrom({ startsAt }: Pick<Agreement, 'startsAt'>, countedTo: number): number {
  return Math.max(startsAt, monthStart(localMonth(countedTo - PARTNER_RULES.countFor)))
}

/**
 * The months after a count of the sessions that began from `from`. Earlier months stay as they were counted; a month keeps the
 * terms under which it was counted first.
 */
export function countMonths(
  { terms, startsAt, endsAt, months }: Agreement,
  sessions: readonly PartnerSession[],
  from: number,
  now: number,
): PartnerMonth[] {
  if (now < startsAt) return []
  const all = monthsFrom(localMonth(startsAt), localMonth(Math.min(now, endsAt - 1)))
  return all.map(month => {
    const known = months.find(each => each.month === month)
    if (known && monthStart(month) < from) return known
    const own = sessions.filter(session => localMonth(session.startsAt) === month)
    const held = own.filter(({ use, attended }) => use === 'service' && attended > 0)
    const used = own.filter(({ use }) => use === 'room')
    return {
      month,
      roomHours: known?.roomHours ?? terms.roomHours,
      sessions: known?.sessions ?? terms.sessions,
      held: held.length,
      attended: held.reduce((sum, each) => sum + each.attended, 0),
      roomMinutes: used.reduce((sum, each) => sum + Math.round((each.endsAt - each.startsAt) / (HOUR / 60)), 0),
    }
  })
}

/** Months that are over. */
function finished(months: readonly PartnerMonth[], now: number): PartnerMonth[] {
  return months.filter(({ month }) => monthEnd(month) <= now)
}

/** Services delivered minus services owed in the months that are over, and what was delivered in the present one. */
export function balanceOf(months: readonly PartnerMonth[], now: number): { over: number; present: number } {
  const done = finished(months, now)
  const rest = months.filter(month => !done.includes(month))
  return {
    over: done.reduce((sum, { held, sessions }) => sum + held - sessions, 0),
    present: rest.reduce((sum, { held }) => sum + held, 0),
  }
}

/** How many of the last months were short one after another, after the month until which they were reviewed (empty: none). */
export function shortMonths(months: readonly PartnerMonth[], reviewedThrough: string, now: number): number {
  const done = finished(months, now).filter(({ month }) => month > reviewedThrough)
  const good = done.reverse().findIndex(({ held, sessions }) => held * 100 >= sessions * PARTNER_RULES.percent)
  return good === -1 ? done.length : good
}

/** The last month that is over, which a review covers; empty: none is. */
export function reviewedMonth(months: readonly PartnerMonth[], now: number): string {
  const done = finished(months, now)
  return done[done.length - 1]?.month ?? ''
}

/** Why the months of an agreement are wrong; null: they are right. `before`: what was agreed; null: nothing. */
export function partnerFault(
  { from, until }: { from: string; until: string },
  before: { from: string; endsAt: number } | null,
  now: number,
): PartnerFault | null {
  const present = localMonth(now)
  if (before ? from !== before.from : from < present) return 'from'
  if (before && before.endsAt <= now) return 'ended'
  if (until < from || until < present) return 'until'
  const months = monthsFrom(from, until)
  return months[months.length - 1] === until ? null : 'long'
}

/** Where an agreement is. */
export function partnerStateOf(
  { startsAt, endsAt, months, reviewedThrough }: Omit<Agreement, 'terms'> & { reviewedThrough: string },
  now: number,
): PartnerState {
  if (now >= endsAt) return 'ended'
  if (now < startsAt) return 'coming'
  const short = shortMonths(months, reviewedThrough, now)
  if (short >= PARTNER_RULES.reviewAfter) return 'review'
  return short >= PARTNER_RULES.warnAfter ? 'warned' : 'going'
}
