import { currentCode, dayKeyOf, STEP_MS } from '@domain/checkin/code'
import type { Pack, PackBooking } from '@domain/checkin/pack'
import { HOUR, localDate, MINUTE, startOfLocalDay } from '@domain/time'

export const CENTRE = 'jiangchuan'
/** Sessions of a busy day. */
const SESSIONS = 10
/** Age of an expired code, as in a photograph. */
const OLD = 20 * STEP_MS

const bookingId = (n: number) => `booking${String(n).padStart(8, '0')}`
const secretOf = (n: number) => `secret-of-${n}`

/** A day's roster of so many bookings, all of which can be checked in now. */
export function packOf(bookings: number, now: number): Pack {
  const day = localDate(now)
  const about = {
    startsAt: now + 10 * MINUTE,
    endsAt: now + HOUR,
    checkInFrom: now - HOUR,
    moves: 0,
    calledOffAt: null,
  }
  const booking = (n: number): PackBooking => ({
    id: bookingId(n),
    key: dayKeyOf(secretOf(n), day),
    partySize: 1,
    names: ['果＊'],
    cameAt: null,
  })
  const all = Array.from({ length: bookings }, (_, n) => booking(n))
  return {
    centreId: CENTRE,
    day,
    // Old enough that the phone tries to download a newer one, and fails.
    madeAt: now - 5 * MINUTE,
    expiresAt: startOfLocalDay(now, 1),
    sessions: Array.from({ length: SESSIONS }, (_, s) => ({
      ...about,
      id: `session-${s}`,
      title: '书法小课桌',
      bookings: all.filter((_, n) => n % SESSIONS === s),
    })),
  }
}

/** What is scanned or typed at a door, by kind. */
export type CodeKind = 'picture' | 'old picture' | 'unknown picture' | 'digits' | 'old digits' | 'unknown digits'

/** The text of a code of the n-th booking at `now`. */
export function codeOf(kind: CodeKind, n: number, now: number): string {
  const at = (when: number, who = n) =>
    currentCode(secretOf(who), bookingId(who), when, { centreId: CENTRE, startsAt: now + 10 * MINUTE })
  switch (kind) {
    case 'picture':
      return at(now).qr
    case 'old picture':
      return at(now - OLD).qr
    case 'unknown picture':
      return at(now, 1_000_000 + n).qr
    case 'digits':
      return at(now).digits
    case 'old digits':
      // Three steps ago: refused as expired, but still recognized.
      return at(now - 3 * STEP_MS).digits
    case 'unknown digits':
      return at(now, 1_000_000 + n).digits
  }
}
