import type { TillClose } from '@domain/contracts/staff-counter'
import type { TillCloseDocument } from '../kernel/store/documents'

/** A close as `actor` sees it. */
export function closeView(close: TillCloseDocument, actor: string): TillClose {
  const { _id, date, at, by, sums, expected, counted, reason, confirmed } = close
  return {
    id: _id,
    date,
    at,
    sums,
    expected,
    counted,
    difference: counted - expected,
    reason,
    confirmedAt: confirmed?.at ?? null,
    isOwn: by === actor,
  }
}
