import { MINUTE } from '@domain/time'
import type { Documents } from '../../../../cloudfunctions/lib/kernel/store/documents'

/** The collections that these invariants read. */
export type KeptPoints = {
  [Name in 'purses' | 'pointrows' | 'pointgoods' | 'deeds' | 'redemptions']: Documents[Name][]
}

/**
 * Checks the ledger of points: each row sums to zero, a reversal is never larger than its original and happens once, every purse is
 * what its rows say and has nothing below zero, no month is above the cap, no points were released before the listing of their deed
 * was over, and stock and points are kept for exactly the redemptions that are open. What the timer still has to do is left out.
 */
export function pointViolations({ purses, pointrows, pointgoods, deeds, redemptions }: KeptPoints): string[] {
  const byId = new Map(pointrows.map(row => [row._id, row]))
  const rowsOf = new Map<string, Documents['pointrows'][]>()
  for (const row of pointrows) rowsOf.set(row.accountId, [...(rowsOf.get(row.accountId) ?? []), row])
  const open = redemptions.filter(({ state }) => state === 'held')
  const busy = new Set(redemptions.filter(({ state }) => BUSY.has(state)).map(({ accountId }) => accountId))
  const busyGoods = new Set(redemptions.filter(({ state }) => BUSY.has(state)).map(({ goodId }) => goodId))
  const busyDeeds = new Set(deeds.filter(({ state }) => MOVING.has(state)).map(({ accountId }) => accountId))
  const stuck = [
    ...deeds.filter(({ state }) => !DEED_ENDS.has(state)),
    ...redemptions.filter(({ state }) => !REDEMPTION_ENDS.has(state)),
  ]
  return [
    ...stuck.filter(({ dueAt }) => dueAt === 0).map(({ _id, state }) => `${_id}: ${state}, and nobody will look`),
    ...purses
      .filter(({ rows, rowsAt }) => Object.keys(rows).length > 0 && rowsAt === 0)
      .map(({ _id }) => `${_id}: rows that nobody will write`),
    ...pointrows.flatMap(row => rowViolations(row, byId, pointrows)),
    ...deeds
      .filter(({ _id, listedUntil }) => (byId.get(`released-${_id}`)?.at ?? Infinity) < (listedUntil ?? 0) - CLOCKS)
      .map(({ _id }) => `${_id}: released before its listing was over`),
    ...purses
      .filter(({ _id }) => !busy.has(_id) && !busyDeeds.has(_id))
      .flatMap(purse =>
        purseViolations(
          purse,
          rowsOf.get(purse._id) ?? [],
          open.filter(({ accountId }) => accountId === purse._id).map(({ _id }) => _id),
          deeds.filter(({ accountId, state }) => accountId === purse._id && LISTED.has(state)).map(({ _id }) => _id),
        ),
      ),
    ...pointgoods
      .filter(({ _id }) => !busyGoods.has(_id))
      .flatMap(({ _id, left, holds }) => {
        const held = Object.keys(holds).filter(id => (holds[id] ?? 0) > 0)
        const wanted = open.filter(({ goodId }) => goodId === _id).map(({ _id: id }) => id)
        return [
          ...(left < 0 ? [`${_id}: oversold`] : []),
          ...(same(held, wanted) ? [] : [`${_id}: stock is kept for ${held} and not for ${wanted}`]),
        ]
      }),
  ]
}

const BUSY: ReadonlySet<string> = new Set(['intent', 'collecting', 'returning'])
const MOVING: ReadonlySet<string> = new Set(['confirmed', 'releasing', 'refusing', 'reclaiming'])
const DEED_ENDS: ReadonlySet<string> = new Set(['final', 'refused', 'lapsed', 'reclaimed'])
const REDEMPTION_ENDS: ReadonlySet<string> = new Set(['collected', 'returned'])
const LISTED: ReadonlySet<string> = new Set(['listed', 'disputed'])
const CAP = 60
/** How far the clocks of two calls can be apart: one may decide, and another move the points. */
const CLOCKS = 2 * MINUTE

function rowViolations(
  { _id, entries, reverses }: Documents['pointrows'],
  byId: ReadonlyMap<string, Documents['pointrows']>,
  all: readonly Documents['pointrows'][],
): string[] {
  const wrong: string[] = []
  const amounts = Object.values(entries)
  if (amounts.reduce((sum, amount) => sum + amount, 0) !== 0) wrong.push(`${_id}: does not sum to zero`)
  if (reverses === null) return wrong
  const original = byId.get(reverses)
  for (const [account, amount] of Object.entries(original?.entries ?? {}))
    if (entries[account as keyof typeof entries] !== -amount) wrong.push(`${_id}: is not the opposite of ${reverses}`)
  if (!original || all.filter(row => row.reverses === reverses).length > 1)
    wrong.push(`${_id}: reverses what is missing, or a second time`)
  return wrong
}

function purseViolations(
  { _id, lots, listed, kept, months, rows, owed = 0 }: Documents['purses'],
  own: readonly Documents['pointrows'][],
  openRedemptions: readonly string[],
  listedDeeds: readonly string[],
): string[] {
  const wrong: string[] = []
  const sums: Record<string, number> = {}
  for (const row of [...own, ...Object.values(rows).filter(one => !own.some(stored => stored._id === one._id))])
    for (const [account, amount] of Object.entries(row.entries)) sums[account] = (sums[account] ?? 0) + amount
  const total = (points: readonly { points: number }[]) => points.reduce((sum, one) => sum + one.points, 0)
  // Only what was taken back can go below zero.
  const isReclaimed = owed > 0 && own.some(({ what }) => what === 'reclaimed')
  const shown = {
    spendable: total(lots) - owed,
    listed: total(Object.values(listed)),
    kept: total(Object.values(kept).flat()),
  }
  for (const [account, points] of Object.entries(shown)) {
    if (points < 0 && !isReclaimed) wrong.push(`${_id}: ${account} is below zero`)
    if ((sums[account] ?? 0) !== points)
      wrong.push(`${_id}: ${points} ${account}, and ${sums[account] ?? 0} in the ledger`)
  }
  if (Object.values(months).some(points => points > CAP)) wrong.push(`${_id}: a month is above the cap`)
  if (!same(Object.keys(kept), openRedemptions)) wrong.push(`${_id}: keeps points for ${Object.keys(kept)}`)
  if (!same(Object.keys(listed), listedDeeds)) wrong.push(`${_id}: lists ${Object.keys(listed)}, not ${listedDeeds}`)
  return wrong
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && [...one].sort().every((id, n) => id === [...other].sort()[n])
}
