import type { BookingDocument, CheckInDocument } from '../../../../cloudfunctions/lib/kernel/store/documents'

/** The log of check-ins is complete, in order, and agrees with every booking. */
export function checkInViolations(
  bookings: readonly BookingDocument[],
  checkins: readonly CheckInDocument[],
): string[] {
  const logs = new Map<string, CheckInDocument[]>()
  for (const row of checkins) {
    const log = logs.get(row.bookingId)
    if (log) log.push(row)
    else logs.set(row.bookingId, [row])
  }
  const wrong = bookings.flatMap(booking => {
    const log = (logs.get(booking._id) ?? []).sort((a, b) => a.n - b.n)
    logs.delete(booking._id)
    return ofBooking(booking, log)
  })
  return [...wrong, ...[...logs.keys()].map(id => `${id}: checked in without a booking`)]
}

function ofBooking(booking: BookingDocument, log: CheckInDocument[]): string[] {
  const { _id, checkIn, checkInEntries, unlogged, unloggedEntries, sessionId, centreId } = booking
  const wrong: string[] = []
  if (unlogged || unloggedEntries.length > 0) wrong.push(`${_id}: rows are missing in the log`)
  if (log.length !== checkInEntries) wrong.push(`${_id}: ${log.length} rows in the log, not ${checkInEntries}`)
  if (log.some((row, n) => row._id !== `${_id}-${n}` || row.n !== n)) wrong.push(`${_id}: the log is out of order`)
  if (log.some(row => row.sessionId !== sessionId || row.centreId !== centreId)) {
    wrong.push(`${_id}: the log is of another session`)
  }
  const [last] = log.filter(({ what }) => what !== 'duplicate').slice(-1)
  const mark = last?.what === 'in' ? last : null
  if (mark?.at !== checkIn?.at || mark?.requestId !== checkIn?.requestId) {
    wrong.push(`${_id}: ${checkIn ? 'in' : 'not in'}, but the log says otherwise`)
  }
  return wrong
}
