import { differenceEntries } from '@domain/canteen/ledger'
import { sumEntries } from '@domain/ledger/ledger'
import { localDate } from '@domain/time'
import { addRow } from '../canteen/bill'
import { note } from '../kernel/router/context'
import { AppError, requireAtCentre } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import type { TillCloseDocument } from '../kernel/store/documents'
import { CONFLICT, retryOnConflict } from '../kernel/work/retry'
import { STALE_CALL_AFTER } from '../kernel/work/stale'
import { closeView } from './close-view'
import { endOf, readOpenTill } from './till'

/** Each conflict means that another close was stored. */
const MAX_ATTEMPTS = 3

/**
 * Closes the till: the rows that it has read are counted, and later ones belong to the next close. One insert under the number
 * of the close, so two at once make one. A stored close is never changed but for the second person of a difference.
 */
export const closeTill: Handler<'staff.mealClose'> = async (context, { centreId, expected, counted, reason }) => {
  const { store, now, actor: by, requestId } = context
  const date = localDate(now)
  note(context, { subject: { id: centreId, title: date }, ...(reason === undefined ? {} : { reason }) })
  return retryOnConflict(MAX_ATTEMPTS, async () => {
    const { last, rows, closed, readUntil } = await readOpenTill(store, centreId)
    if (last?.requestId === requestId && last.by === by) {
      if (last.counted !== counted || last.expected !== expected) throw new AppError('REQUEST_REUSED', null)
      return { close: closeView(last, by) }
    }
    if (last && last.date >= date) throw new AppError('TILL_CLOSED', { at: last.at })
    const sums = sumEntries(rows)
    const cash = sums.cash ?? 0
    if (cash !== expected) throw new AppError('TILL_CHANGED', { cash })
    if (counted < 0 && cash >= 0) throw new AppError('INVALID_INPUT', { path: 'counted' })
    if (counted !== cash && reason === undefined) throw new AppError('REASON_NEEDED', null)
    const n = (last?.n ?? 0) + 1
    const close: TillCloseDocument = {
      _id: `${centreId}-${n}`,
      centreId,
      n,
      date,
      at: now,
      ...(readUntil === null ? {} : { readUntil }),
      by,
      rows: rows.map(({ _id }) => _id),
      earlier: last && endOf(last) > (readUntil ?? now) - 2 * STALE_CALL_AFTER ? [...closed] : [],
      sums,
      expected,
      counted,
      reason: counted === cash ? null : (reason ?? null),
      confirmed: null,
      requestId,
      forgottenAt: null,
    }
    return (await store.tillcloses.insert(close)) ? { close: closeView(close, by) } : CONFLICT
  })
}

/**
 * A second person has counted the same. The row of the difference is stored first: a call that dies leaves a close that still
 * asks for confirmation, which can be repeated.
 */
export const confirmClose: Handler<'staff.mealConfirmClose'> = async (context, { centreId, closeId, counted }) => {
  const { store, now, actor: by, requestId } = context
  const close = requireAtCentre(await store.tillcloses.get(closeId), centreId, 'ROW_NOT_FOUND')
  note(context, { subject: { id: closeId, title: close.date } })
  if (close.confirmed) return { close: closeView(close, by) }
  if (close.counted === close.expected || close.forgottenAt !== null) throw new AppError('ROW_NOT_FOUND', null)
  if (close.by === by) throw new AppError('SECOND_PERSON_NEEDED', null)
  if (close.counted !== counted) throw new AppError('TILL_CHANGED', { cash: close.counted })
  await addRow(store, {
    _id: `difference-${closeId}`,
    what: 'difference',
    entries: differenceEntries(close.counted, close.expected),
    reverses: null,
    centreId,
    bookingId: null,
    sessionId: null,
    way: null,
    served: null,
    reason: close.reason,
    at: now,
    by,
    requestId,
    forgottenAt: null,
  })
  const confirmed = { by, at: now, requestId }
  await store.tillcloses.update({ _id: closeId, confirmed: null }, { confirmed })
  return { close: closeView({ ...close, confirmed }, by) }
}
