import { passCodes, passCodesFrom } from '@domain/bookings/pass'
import type { OwnPass, PassView } from '@domain/contracts/passes'
import { PASSES } from '@domain/tries'
import { passHashOf, passKeyOf } from '../../kernel/ids'
import type { PersonContext } from '../../kernel/router/context'
import { AppError } from '../../kernel/router/errors'
import type { Handler } from '../../kernel/router/router'
import { countWithin } from '../../kernel/router/tries'
import type { BookingDocument } from '../../kernel/store/documents'
import { exists } from '../../kernel/store/port'
import { CONFLICT, retryOnConflict } from '../../kernel/work/retry'
import { requireOwnBooking } from '../core/list'

/** Each conflict means that another device made or took back a link. */
const MAX_ATTEMPTS = 5
/** Requests that are remembered, so that a late copy of one does not bring back a link that was taken back since. */
const REMEMBERED = 20

/** Returns the link to a booking of the caller. */
export const getPass: Handler<'booking.pass'> = async (context, { bookingId }) => ({
  pass: ownPass(context, await requireOwnBooking(context, bookingId)),
})

/**
 * Makes a link to a booking. Its key is derived from the request, so a repetition gives the same one; the database has only a
 * hash of it. A call that dies before the link is stored has used up one of the day. Throws BOOKING_NOT_FOUND,
 * BOOKING_CANCELLED, ALREADY_CHECKED_IN, PASS_OVER, PASS_LIMIT.
 */
export const makePass: Handler<'booking.makePass'> = async (context, { bookingId }) => {
  const { store, now, accountId, requestId } = context
  const before = await requireOwnBooking(context, bookingId)
  if (!isMade(before, requestId)) {
    refuseUseless(before, now)
    const until = await countWithin(context, accountId, PASSES)
    if (until !== null) throw new AppError('PASS_LIMIT', { most: PASSES.most, until })
  }
  const pass = { hash: passHashOf(passKeyOf(context, bookingId, requestId)), at: now, requestId, revokedAt: 0 }
  const after = await retryOnConflict(MAX_ATTEMPTS, async () => {
    const booking = await requireOwnBooking(context, bookingId)
    if (isMade(booking, requestId)) return booking
    refuseUseless(booking, now)
    const passRequests = [...(booking.passRequests ?? []), requestId].slice(-REMEMBERED)
    const unchanged = booking.pass ? { 'pass.requestId': booking.pass.requestId } : { pass: exists(false) }
    const written = await store.bookings.update(
      { _id: bookingId, accountId, status: 'confirmed', checkIn: null, ...unchanged },
      { pass, passRequests },
    )
    return written === 1 ? { ...booking, pass, passRequests } : CONFLICT
  })
  return { pass: ownPass(context, after) }
}

/** Takes back the link that was made at `madeAt`; a later one stays. Throws BOOKING_NOT_FOUND. */
export const revokePass: Handler<'booking.revokePass'> = async (context, { bookingId, madeAt }) => {
  const { store, now, accountId } = context
  await requireOwnBooking(context, bookingId)
  await store.bookings.update(
    { _id: bookingId, accountId, 'pass.at': madeAt, 'pass.revokedAt': 0 },
    { 'pass.revokedAt': now },
  )
  return { pass: ownPass(context, await requireOwnBooking(context, bookingId)) }
}

/**
 * Returns the booking of a link, for whoever has it. A wrong key, a link that was taken back and a booking that there never was
 * are refused alike. Throws PASS_NOT_FOUND, PASS_OVER.
 */
export const openPass: Handler<'pass.get'> = async ({ store, now }, { bookingId, key }) => {
  const booking = await store.bookings.get(bookingId)
  const { pass } = booking ?? {}
  if (!booking || !pass || pass.revokedAt !== 0 || pass.hash !== passHashOf(key)) {
    throw new AppError('PASS_NOT_FOUND', null)
  }
  if (now >= booking.endsAt) throw new AppError('PASS_OVER', { endedAt: booking.endsAt })
  return { now, pass: passView(booking, now) }
}

function isMade({ passRequests }: BookingDocument, requestId: string): boolean {
  return passRequests?.includes(requestId) ?? false
}

function refuseUseless({ status, cancelledAt, activeUntil, checkIn, endsAt }: BookingDocument, now: number): void {
  if (status !== 'confirmed') throw new AppError('BOOKING_CANCELLED', { cancelledAt: cancelledAt ?? activeUntil })
  if (checkIn) throw new AppError('ALREADY_CHECKED_IN', { at: checkIn.at })
  if (now >= endsAt) throw new AppError('PASS_OVER', { endedAt: endsAt })
}

function ownPass(context: PersonContext, { _id, pass }: BookingDocument): OwnPass | null {
  if (pass?.revokedAt !== 0) return null
  return { key: passKeyOf(context, _id, pass.requestId), madeAt: pass.at }
}

function passView(booking: BookingDocument, now: number): PassView {
  const { _id, status, title, centreId, centreName, address, room, unit, startsAt, endsAt, checkInFrom } = booking
  const { attendees, checkIn, changeReason, secret } = booking
  const coded = { id: _id, secret, centreId, startsAt, endsAt, checkInFrom }
  return {
    status,
    title,
    centreId,
    centreName,
    address,
    room,
    unit: unit?.label ?? null,
    startsAt,
    endsAt,
    checkInFrom,
    people: attendees.map(({ nickname }) => nickname),
    checkedInAt: checkIn?.at ?? null,
    changeReason,
    codesFrom: passCodesFrom(booking),
    codes: status === 'confirmed' && !checkIn ? passCodes(coded, now) : [],
  }
}
