import type {
  BallotDocument,
  BookingDocument,
  CheckInDocument,
  Claim,
  EnrolmentDocument,
  SessionDocument,
  TillCloseDocument,
  TillRowDocument,
} from '../../../cloudfunctions/lib/kernel/store/documents'
import type { Write } from '../in-process/world'
import { uncookedMeals } from '../support/invariants/canteen'
import { kitchenViolations } from '../support/invariants/kitchen'

/** Judges single writes in the order in which they happen, which stored times do not show; returns the violations. */
export function writeViolations(write: Write): string[] {
  const { collection, before, after } = write
  if (before === null) return []
  if (collection === 'sessions')
    return [...sessionWriteViolations(before, after), ...sittingWriteViolations(before, after)]
  if (collection === 'tillrows') return rowWriteViolations(before, after)
  if (collection === 'tillcloses') return closeWriteViolations(before, after)
  if (collection === 'bookings') return bookingWriteViolations(before, after)
  if (collection === 'enrolments') return enrolmentWriteViolations(before, after)
  if (collection === 'ballots') return ballotWriteViolations(before, after)
  return collection === 'checkins' ? checkInWriteViolations(before, after) : []
}

/** A row of the log never changes, except that an erasure removes who, why and by which request. */
function checkInWriteViolations(before: CheckInDocument, after: CheckInDocument): string[] {
  const facts = ({ by: _by, requestId: _request, reason: _reason, near: _near, ...rest }: CheckInDocument) =>
    JSON.stringify(Object.entries(rest).sort())
  const isErased =
    (after.reason === null || after.reason === before.reason) && ['', before.requestId].includes(after.requestId)
  return isErased && facts(before) === facts(after) ? [] : [`${after._id}: was written anew`]
}

/** The seed of a ballot never changes, and its later part is written once. */
function ballotWriteViolations(before: BallotDocument, after: BallotDocument): string[] {
  const same = before.seed === after.seed && before.seedHash === after.seedHash && before.closing === undefined
  return same ? [] : [`${after._id}: was written anew`]
}

function sessionWriteViolations(before: SessionDocument, after: SessionDocument): string[] {
  const { _id } = after
  const wrong: string[] = []
  if (after.seatsLeft < 0 || after.reserve < 0) wrong.push(`${_id}: oversold`)
  if (before.drawn && JSON.stringify(before.drawn) !== JSON.stringify(after.drawn)) wrong.push(`${_id}: drawn anew`)
  for (const [id, claim] of Object.entries(after.claims)) {
    if (before.claims[id]) continue
    if (before.waiting > 0 && !isPromoted(claim)) wrong.push(`${_id}: ${id} was let in past those who wait`)
    if (before.status === 'cancelled') wrong.push(`${_id}: ${id} was let in after it was called off`)
    if (before.rules.ballot && !after.drawnAt) wrong.push(`${_id}: ${id} was let in before the draw`)
  }
  for (const id of Object.keys(after.waitlist)) {
    const late = before.ticketsClosedAt !== undefined && !before.drawnAt && !before.waitlist[id]
    if (late) wrong.push(`${_id}: ${id} came in after the tickets were closed`)
  }
  for (const id of Object.keys(after.offers)) {
    if (before.drawAt && !before.offers[id] && !before.claims[id])
      wrong.push(`${_id}: ${id} was offered before the draw`)
  }
  return wrong
}

/** A sitting is oversold in no counter, is frozen with the orders that it holds, once, and takes no order afterwards but those of guests, who get meals that are cooked. */
function sittingWriteViolations(before: SessionDocument, after: SessionDocument): string[] {
  const { _id, sitting, counters = {}, kitchen, claims } = after
  if (!sitting) return []
  const wrong = Object.entries(counters).flatMap(([name, left]) => (left < 0 ? [`${_id}: ${name} is oversold`] : []))
  if (before.frozenAt) wrong.push(...uncookedMeals(after))
  for (const [id, { order, orderChangedAt, guest }] of Object.entries(claims)) {
    if (!before.frozenAt) continue
    const earlier = before.claims[id]
    if (!earlier && guest) continue
    if (!earlier) wrong.push(`${_id}: ${id} was ordered after the orders were frozen`)
    else if (orderChangedAt !== earlier.orderChangedAt && contentOf(order) !== contentOf(earlier.order))
      wrong.push(`${_id}: ${id} was changed after the orders were frozen`)
  }
  if (!kitchen) return wrong
  if (before.kitchen) return isSame(before.kitchen, kitchen) ? wrong : [...wrong, `${_id}: was counted anew`]
  return [...wrong, ...kitchenViolations(after)]
}

/** What is cooked for an order and where it goes; the price may change after the cut-off, and for whom it is may be forgotten. */
function contentOf(order: Claim['order']): string {
  if (!order) return ''
  const { mode, meals, seating, round } = order
  return JSON.stringify([mode, meals.map(({ dishes, names }) => [dishes, names]), seating?.id, round?.id])
}

/** A row of the ledger never changes, except that who wrote it is forgotten. */
function rowWriteViolations(before: TillRowDocument, after: TillRowDocument): string[] {
  const facts = ({ what, entries, reverses, bookingId, way, at }: TillRowDocument) => [
    ...[what, Object.entries(entries).sort(), reverses, bookingId, way, at],
  ]
  return isSame(facts(before), facts(after)) ? [] : [`${after._id}: was written anew`]
}

/** A close never changes, except that a second person confirms it once. */
function closeWriteViolations(before: TillCloseDocument, after: TillCloseDocument): string[] {
  const facts = ({ n, date, at, rows, sums, expected, counted }: TillCloseDocument) => [
    ...[n, date, at, rows, Object.entries(sums).sort(), expected, counted],
  ]
  const isConfirmedAnew = before.confirmed !== null && before.confirmed.at !== after.confirmed?.at
  return isSame(facts(before), facts(after)) && !isConfirmedAnew ? [] : [`${after._id}: was written anew`]
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** Whether a claim came from the waitlist or the draw, or only uses reserved places. */
function isPromoted(claim: Claim): boolean {
  const { offer, wonAt, fromReserve = 0 } = claim
  return offer !== undefined || wonAt !== undefined || (claim.spots ?? claim.attendees).length === fromReserve
}

/** An ended booking stays ended; one that is checked in is neither removed nor shown as cancelled. */
function bookingWriteViolations(before: BookingDocument, after: BookingDocument): string[] {
  const wasOver = before.status === 'cancelled' || before.status === 'lapsed'
  const wrong: string[] = []
  if (wasOver && after.status !== before.status) wrong.push(`${after._id}: was ${before.status} and is ${after.status}`)
  if (before.status === 'confirmed' && ['waiting', 'offered', 'registered'].includes(after.status)) {
    wrong.push(`${after._id}: was confirmed and is ${after.status}`)
  }
  if (after.status === 'cancelled' && after.checkIn) wrong.push(`${after._id}: cancelled, and in`)
  if (after.checkInEntries < before.checkInEntries) wrong.push(`${after._id}: its log has become shorter`)
  return wrong
}

function enrolmentWriteViolations(before: EnrolmentDocument, after: EnrolmentDocument): string[] {
  const changed = before.state !== 'claiming' && after.state !== before.state
  return changed ? [`${after._id}: was ${before.state} and is ${after.state}`] : []
}
