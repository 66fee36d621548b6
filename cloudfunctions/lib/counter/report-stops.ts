import { decideStop, needsWelfareCheck } from '@domain/canteen/delivery'
import { decideScanner, decideScanTime } from '@domain/checkin/scan-time'
import type { ParsedInput } from '@domain/contracts'
import type { StopResult } from '@domain/contracts/staff-rounds'
import { withSessionChanges } from '../attendance/checkin/facts'
import { recordCheckIn } from '../attendance/checkin/log'
import { billOrder, noteOwed } from '../canteen/bill'
import { stopIdOf } from '../kernel/ids'
import type { StaffContext } from '../kernel/router/context'
import { AppError, enforce, requireAtCentre } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import type { BookingDocument } from '../kernel/store/documents'
import { exists, gt, lt, oneOf, remove, type Store } from '../kernel/store/port'
import { forEachConcurrent } from '../kernel/work/background'

type Report = ParsedInput<'staff.mealReportStops'>['reports'][number]

/**
 * Merges the reports of a courier's phone. A hand-over is a check-in of its moment, a failed attempt an entry of its own under
 * the report's id, so the order in which they arrive does not matter and a report that comes twice changes nothing. One that
 * cannot be processed now gets no result and is sent again.
 */
export const reportStops: Handler<'staff.mealReportStops'> = async (context, { centreId, reports }) => {
  const ids = [...new Set(reports.map(({ bookingId }) => bookingId))]
  const found = await context.store.bookings.find({ where: { _id: oneOf(ids) }, limit: ids.length })
  const bookings = new Map(found.map(booking => [booking._id, booking]))
  const results: StopResult[] = []
  try {
    await forEachConcurrent(reports, async report => {
      const result = await processReport(context, centreId, report, bookings.get(report.bookingId))
      if (result) results.push(result)
    })
  } catch (failure) {
    // The results of the others count; a report that fails again comes in a call of its own in the end.
    if (results.length === 0) throw failure
  }
  return { now: context.now, results }
}

async function processReport(
  context: StaffContext,
  centreId: string,
  report: Report,
  seen: BookingDocument | undefined,
): Promise<StopResult | null> {
  const { reportId, at, failed } = report
  try {
    enforce(decideScanTime(at, context.now))
    enforce(decideScanner(at, context.roleEndedAt))
    const known = requireAtCentre(seen, centreId, 'BOOKING_NOT_FOUND')
    if (known.order?.mode !== 'delivery') throw new AppError('BOOKING_NOT_FOUND', null)
    const { booking, calledOffAt } = await withSessionChanges(context.store, known)
    if (calledOffAt !== null && calledOffAt <= at) throw new AppError('BOOKING_CANCELLED', { cancelledAt: calledOffAt })
    enforce(decideStop(at, booking))
    const outcome = failed === null ? await hand(context, known, report) : await fail(context, known, report, failed)
    return { reportId, outcome, refusal: null }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const { code, detail } = error
    if (code === 'BUSY') return null
    return { reportId, outcome: 'refused', refusal: { code, detail } as StopResult['refusal'] }
  }
}

async function hand(context: StaffContext, booking: BookingDocument, { reportId, at }: Report): Promise<'handed'> {
  const mark = { at, by: context.actor, way: 'offline' as const, requestId: reportId }
  const { booking: after } = await recordCheckIn(context, booking, mark, { twice: 'report' })
  // Somebody has opened after all. A later attempt, after an undo, can be an alert again.
  await context.store.bookings.update({ _id: booking._id, welfareAt: gt(0) }, { welfareAt: remove() })
  await noteOwed(context.store, after._id, await billOrder(context, after))
  return 'handed'
}

async function fail(
  context: StaffContext,
  { _id, status, cancelledAt, activeUntil }: BookingDocument,
  { reportId, at }: Report,
  why: NonNullable<Report['failed']>,
): Promise<'failed' | 'handed'> {
  const { store, actor: by } = context
  if (status !== 'confirmed') throw new AppError('BOOKING_CANCELLED', { cancelledAt: cancelledAt ?? activeUntil })
  const path = `stops.${stopIdOf(context, _id, reportId)}` as const
  await store.bookings.update({ _id, [path]: exists(false) }, { [path]: { why, at, by } })
  if (needsWelfareCheck(why)) await raiseAlert(store, _id, at)
  const after = await store.bookings.get(_id, ['checkIn'])
  return after?.checkIn ? 'handed' : 'failed'
}

/** Raises the alert, unless the meal was handed over, or somebody has looked after the eater since that attempt. */
async function raiseAlert(store: Store, _id: string, at: number): Promise<void> {
  const open = { _id, checkIn: null }
  const raised = await store.bookings.update({ ...open, welfareAt: exists(false) }, { welfareAt: at })
  if (raised === 0) await store.bookings.update({ ...open, welfareAt: 0, 'welfare.at': lt(at) }, { welfareAt: at })
}
