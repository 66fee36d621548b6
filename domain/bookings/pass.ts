import { currentCode, STEP_MS } from '../checkin/code'
import { HOUR, MINUTE } from '../time'

/** Codes are given out from this long before check-in opens: whoever brings the child opens the page on the way. */
const CODES_BEFORE = HOUR
/** How long the codes of one answer last. So long a page that is open already still works after its link was taken back. */
export const CODES_LAST = 10 * MINUTE

/** The code of one time step, for a phone that does not have the key of the booking. */
export interface PassCode {
  /** Epoch ms; it is the current one for `STEP_MS`. */
  from: number
  qr: string
  digits: string
}

interface Coded {
  id: string
  secret: string
  centreId: string
  startsAt: number
  endsAt: number
  checkInFrom: number
}

/** When the codes of a booking are first given to whoever has its link, epoch ms. */
export function passCodesFrom({ checkInFrom }: Pick<Coded, 'checkInFrom'>): number {
  return checkInFrom - CODES_BEFORE
}

/** The codes from now on, soonest first; empty before they are given out, and after the end. */
export function passCodes(booking: Coded, now: number): PassCode[] {
  if (now < passCodesFrom(booking)) return []
  const first = Math.floor(now / STEP_MS) * STEP_MS
  const until = Math.min(now + CODES_LAST, booking.endsAt)
  const moments = Array.from(
    { length: Math.max(0, Math.ceil((until - first) / STEP_MS)) },
    (_, n) => first + n * STEP_MS,
  )
  return moments.map(from => {
    const { qr, digits } = currentCode(booking.secret, booking.id, from, booking)
    return { from, qr, digits }
  })
}

/** The code that is current at `now`; null: none of these is. */
export function codeOfPass(codes: readonly PassCode[], now: number): PassCode | null {
  return codes.find(({ from }) => from <= now && now < from + STEP_MS) ?? null
}
