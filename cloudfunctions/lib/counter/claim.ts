import type { ClaimLine } from '@domain/contracts/staff-counter'
import { atLocal, DAY, localMonth } from '@domain/time'
import type { Handler } from '../kernel/router/router'
import type { TillRowDocument } from '../kernel/store/documents'
import { findPage } from '../kernel/store/page'
import { oneOf } from '../kernel/store/port'

/** Rows of the ledger per call: an order has some meals, and an answer of the platform is limited. */
const PAGE = 300

/**
 * The claim of a month, one line for each meal that was handed over: the rows `served` of the ledger, and with the opposite sign
 * those of them that were reversed in the month. The sum of all lines is what the ledger says about `subsidy`.
 */
export const getClaim: Handler<'staff.mealClaim'> = async ({ store, now }, { centreId, month, after }) => {
  const from = atLocal(`${month}-01`)
  const page = await findPage(store.tillrows, {
    where: { centreId },
    by: 'at',
    direction: 'asc',
    from,
    to: atLocal(`${localMonth(from + 32 * DAY)}-01`),
    after,
    size: PAGE,
  })
  const reversed = page.items.flatMap(({ what, reverses }) =>
    what === 'reversed' && reverses !== null ? [reverses] : [],
  )
  const [canteen, originals] = await Promise.all([
    store.canteens.get(centreId, ['prices']),
    reversed.length > 0 ? store.tillrows.find({ where: { _id: oneOf(reversed) }, limit: reversed.length }) : [],
  ])
  const labels = new Map(
    (canteen?.prices ?? []).flatMap(({ tiers }) => tiers.map(({ id, label }) => [id, label] as const)),
  )
  const byId = new Map(originals.map(row => [row._id, row]))
  const lines = page.items.flatMap(row => {
    const isReversal = row.what === 'reversed'
    const meals = isReversal ? byId.get(row.reverses ?? '') : row
    return linesOf(row, meals, isReversal ? -1 : 1, labels)
  })
  return { now, lines, next: page.next }
}

function linesOf(
  { at, bookingId }: TillRowDocument,
  source: TillRowDocument | undefined,
  sign: 1 | -1,
  labels: ReadonlyMap<string, string>,
): ClaimLine[] {
  if (source?.what !== 'served' || bookingId === null) return []
  return (source.served?.meals ?? []).map(({ tier, subsidy }) => ({
    at,
    bookingId,
    tier: tier === null ? null : (labels.get(tier) ?? tier),
    meals: sign,
    subsidy: sign * subsidy,
  }))
}
