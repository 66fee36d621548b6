import { type Amounts, type Row, reversedEntries, withoutZeros } from '../ledger/ledger'
import { localMonth } from '../time'
import { endOfMonth } from './phases'
import type { PointRules } from './rules'

/**
 * Accounts of the ledger of points. `issued`: what communities owe for what was done; `listed`: earned, but still in the public
 * listing; `spendable`; `kept`: taken for something that is not fetched yet; `redeemed`; `expired`: nobody has spent them;
 * `moved`: went to another household, and sums to zero over both.
 */
export const POINT_ACCOUNTS = ['issued', 'listed', 'spendable', 'kept', 'redeemed', 'expired', 'moved'] as const
export type PointAccount = (typeof POINT_ACCOUNTS)[number]
export type PointEntries = Amounts<PointAccount>

/**
 * What moves points: a deed is listed, refused or released; something is taken, given back or handed out; points expire. Points of
 * a deed that was false are `reclaimed`, and the deed is `annulled`: the reversals of both steps by which they were earned. Points of a household that is `split` have
 * `joined` another one.
 */
export const POINT_MOVES = [
  'earned',
  'refused',
  'released',
  'taken',
  'returned',
  'redeemed',
  'expired',
  'reclaimed',
  'annulled',
  'split',
  'joined',
] as const
export type PointMove = (typeof POINT_MOVES)[number]

/** A row of the ledger of points. `subject`: the deed or the redemption; null: what expired. */
export type PointRow = Row<PointAccount, PointMove> & { subject: string | null }

/** Points that can be spent until a moment, epoch ms. */
export interface Lot {
  points: number
  until: number
}

/** What a household has: the guard on which every rule about its points is decided, with the rows that follow from it. */
export interface Purse {
  /** Points that can be spent, those that expire first in front; at most one lot for each moment. */
  lots: Lot[]
  /** Points of deeds in the public listing, by deed. */
  listed: Record<string, { points: number; month: string }>
  /** Points taken for redemptions, with the moments until which they could be spent, by redemption. */
  kept: Record<string, Lot[]>
  /** Points that count for the cap, by month of the deed, `YYYY-MM`. */
  months: Record<string, number>
  /** Points that were taken back when they were spent already: what comes in next pays them. Absent: none. */
  owed?: number
  /** Points that have left for another household and may not be there yet, by split; they count no more. Absent: none. */
  leaving?: Record<string, Lot[]>
}

/** A change of a purse, with the rows of the ledger that it means. */
export interface PurseChange {
  purse: Purse
  rows: PointRow[]
}

export const EMPTY_PURSE: Purse = { lots: [], listed: {}, kept: {}, months: {} }

/** Months that the cap still needs: a deed is confirmed weeks after it was done. */
const KEPT_MONTHS = 4

/** What can be spent at a moment; below zero only when points were taken back that were spent already. */
export function spendable({ lots, owed = 0 }: Pick<Purse, 'lots' | 'owed'>, now: number): number {
  return lots.reduce((sum, { points, until }) => sum + (until > now ? points : 0), -owed)
}

/** What is in the public listing. */
export function listedPoints({ listed }: Pick<Purse, 'listed'>): number {
  return Object.values(listed).reduce((sum, { points }) => sum + points, 0)
}

/** When the next points expire, epoch ms; null: none do. */
export function nextExpiry({ lots }: Pick<Purse, 'lots'>): number | null {
  return lots[0]?.until ?? null
}

/** Lists the points of a deed, as far as the cap of its month allows. Changes nothing when they are listed already. */
export function listDeed(
  purse: Purse,
  deed: { id: string; month: string; points: number },
  now: number,
  { monthlyCap }: Pick<PointRules, 'monthlyCap'>,
): PurseChange {
  if (purse.listed[deed.id]) return { purse, rows: [] }
  const { month } = deed
  const points = Math.max(0, Math.min(deed.points, monthlyCap - (purse.months[month] ?? 0)))
  return {
    purse: {
      ...purse,
      listed: { ...purse.listed, [deed.id]: { points, month } },
      months: recentMonths({ ...purse.months, [month]: (purse.months[month] ?? 0) + points }, now),
    },
    rows: rowsOf('earned', deed.id, { listed: points, issued: -points }),
  }
}

/** Takes the points of a refused deed out of the listing, and out of the cap. Changes nothing when they are not listed. */
export function refuseDeed(purse: Purse, deedId: string): PurseChange {
  const { [deedId]: deed, ...listed } = purse.listed
  if (!deed) return { purse, rows: [] }
  const { points, month } = deed
  const months = { ...purse.months, [month]: Math.max(0, (purse.months[month] ?? 0) - points) }
  const entries: PointEntries = reversedEntries({ listed: points, issued: -points })
  const rows = rowsOf('refused', deedId, entries).map(row => ({ ...row, reverses: `earned-${deedId}` }))
  return { purse: { ...purse, listed, months }, rows }
}

/** Makes the points of a listed deed spendable. Changes nothing when they are not listed. */
export function releaseDeed(
  purse: Purse,
  deedId: string,
  now: number,
  { expiryMonths }: Pick<PointRules, 'expiryMonths'>,
): PurseChange {
  const { [deedId]: deed, ...listed } = purse.listed
  if (!deed) return { purse, rows: [] }
  const { points } = deed
  const more = points > 0 ? [{ points, until: endOfMonth(now, expiryMonths) }] : []
  const rows = rowsOf('released', deedId, { spendable: points, listed: -points })
  return { purse: { ...purse, listed, ...withLots(purse, more) }, rows }
}

/** Takes points for a redemption, those that expire first; null: there are not enough. Once for each redemption. */
export function takePoints(purse: Purse, redemptionId: string, points: number, now: number): PurseChange | null {
  if (purse.kept[redemptionId]) return { purse, rows: [] }
  if (spendable(purse, now) < points) return null
  const lots: Lot[] = []
  const taken: Lot[] = []
  let left = points
  for (const lot of purse.lots) {
    const part = lot.until > now ? Math.min(left, lot.points) : 0
    left -= part
    if (part > 0) taken.push({ points: part, until: lot.until })
    if (part < lot.points) lots.push({ points: lot.points - part, until: lot.until })
  }
  return {
    purse: { ...purse, lots, kept: { ...purse.kept, [redemptionId]: taken } },
    rows: rowsOf('taken', redemptionId, { kept: points, spendable: -points }),
  }
}

/** Takes points for another household, those that expire first; null: there are not enough. Once for each split. */
export function splitPoints(purse: Purse, splitId: string, points: number, now: number): PurseChange | null {
  if (purse.leaving?.[splitId]) return { purse, rows: [] }
  const taken = takePoints(purse, splitId, points, now)
  const { [splitId]: lots = [], ...kept } = taken?.purse.kept ?? {}
  if (!taken) return null
  return {
    purse: { ...taken.purse, kept, leaving: { ...purse.leaving, [splitId]: lots } },
    rows: rowsOf('split', splitId, { moved: points, spendable: -points }),
  }
}

/** Adds points that another household has given up, each until its own moment. The caller makes sure that it happens once. */
export function joinPoints(purse: Purse, splitId: string, lots: readonly Lot[]): PurseChange {
  const points = sumOf(lots)
  const rows = rowsOf('joined', splitId, { spendable: points, moved: -points })
  return { purse: { ...purse, ...withLots(purse, lots) }, rows }
}

/** A purse after points have arrived at the other household. */
export function leavePoints(purse: Purse, splitId: string): Purse {
  const { [splitId]: _there, ...leaving } = purse.leaving ?? {}
  return { ...purse, leaving }
}

/** Gives the points of a redemption back, each until its own moment. Changes nothing when none are kept for it. */
export function returnPoints(purse: Purse, redemptionId: string): PurseChange {
  const { [redemptionId]: taken, ...kept } = purse.kept
  if (!taken) return { purse, rows: [] }
  const points = sumOf(taken)
  const rows = rowsOf('returned', redemptionId, { spendable: points, kept: -points }).map(row => ({
    ...row,
    reverses: `taken-${redemptionId}`,
  }))
  return { purse: { ...purse, kept, ...withLots(purse, taken) }, rows }
}

/** Ends a redemption that was handed out. Changes nothing when no points are kept for it. */
export function settlePoints(purse: Purse, redemptionId: string): PurseChange {
  const { [redemptionId]: taken, ...kept } = purse.kept
  if (!taken) return { purse, rows: [] }
  const points = sumOf(taken)
  return { purse: { ...purse, kept }, rows: rowsOf('redeemed', redemptionId, { redeemed: points, kept: -points }) }
}

/**
 * Takes the points of a released deed back, as many as it has earned and never more: first those that expire last, among which
 * are its own; what was spent already is owed. The caller makes sure that it happens once.
 */
export function reclaimDeed(
  purse: Purse,
  deed: { id: string; month: string; points: number },
  now: number,
): PurseChange {
  const { id, month, points } = deed
  const lots: Lot[] = []
  let left = points
  for (const lot of [...purse.lots].reverse()) {
    const part = lot.until > now ? Math.min(left, lot.points) : 0
    left -= part
    if (part < lot.points) lots.unshift({ ...lot, points: lot.points - part })
  }
  const months = { ...purse.months, [month]: Math.max(0, (purse.months[month] ?? 0) - points) }
  const rows = [
    ...rowsOf('reclaimed', id, { listed: points, spendable: -points }).map(row => ({
      ...row,
      reverses: `released-${id}`,
    })),
    ...rowsOf('annulled', id, { issued: points, listed: -points }).map(row => ({ ...row, reverses: `earned-${id}` })),
  ]
  return { purse: { ...purse, lots, owed: (purse.owed ?? 0) + left, months: recentMonths(months, now) }, rows }
}

/** A key of the present state of a purse: no two purses of a household, one after the other, ever have the same. */
export function purseTurnOf({ _id, since, revision }: { _id: string; since?: number; revision: number }): string {
  return since === undefined ? `${_id} ${revision}` : `${_id} ${since} ${revision}`
}

/** The row of a purse that ends with its household: what is left expires, and what is owed is forgiven. */
export function closePurse({ lots, owed = 0 }: Purse, once: string): PointRow[] {
  const points = sumOf(lots) - owed
  return rowsOf('expired', null, { expired: points, spendable: -points }).map(row => ({
    ...row,
    _id: `expired-${once}`,
  }))
}

/** Removes points whose time is over. `once` makes the id of the row unique, such as the revision of the purse. */
export function expirePoints(purse: Purse, now: number, once: string): PurseChange {
  const over = purse.lots.filter(({ until }) => until <= now)
  if (over.length === 0) return { purse, rows: [] }
  const points = sumOf(over)
  const rows = rowsOf('expired', null, { expired: points, spendable: -points }).map(row => ({
    ...row,
    _id: `expired-${once}`,
  }))
  return { purse: { ...purse, lots: purse.lots.filter(({ until }) => until > now) }, rows }
}

function rowsOf(what: PointMove, subject: string | null, entries: PointEntries): PointRow[] {
  const moved = withoutZeros(entries)
  if (Object.keys(moved).length === 0) return []
  return [{ _id: `${what}-${subject ?? ''}`, what, entries: moved, reverses: null, subject }]
}

/** Lots of a purse with those that come in, after they have paid what is owed. */
function withLots({ lots, owed = 0 }: Purse, more: readonly Lot[]): { lots: Lot[]; owed: number } {
  let left = owed
  const byMoment = new Map<number, number>(lots.map(({ points, until }) => [until, points]))
  for (const { points, until } of more) {
    const paid = Math.min(left, points)
    left -= paid
    if (paid < points) byMoment.set(until, (byMoment.get(until) ?? 0) + points - paid)
  }
  const merged = [...byMoment].map(([until, points]) => ({ points, until })).sort((a, b) => a.until - b.until)
  return { lots: merged, owed: left }
}

function sumOf(lots: readonly Lot[]): number {
  return lots.reduce((sum, { points }) => sum + points, 0)
}

function recentMonths(months: Record<string, number>, now: number): Record<string, number> {
  const oldest = localMonth(endOfMonth(now, -KEPT_MONTHS - 1))
  return Object.fromEntries(Object.entries(months).filter(([month]) => month >= oldest))
}
