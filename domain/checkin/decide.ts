import { type Refusal, refuse } from '../errors'
import { DAY, startOfLocalDay } from '../time'

/** What a check-in decision needs to know. Times are epoch ms. */
export interface CheckInFacts {
  now: number
  /** The centre where the scan takes place. */
  centreId: string
  /** The session that is being checked in; null: any session of this centre. */
  sessionId: string | null
  booking: {
    centreId: string
    sessionId: string
    title: string
    startsAt: number
    endsAt: number
    checkInFrom: number
    cancelledAt: number | null
  }
  /** When the centre cancelled the session; null: it takes place. */
  calledOffAt: number | null
}

/**
 * Whether the holder of a verified code may check in now. Being checked in already is not a refusal; the check-in log
 * handles it.
 */
export function decideCheckIn({ now, centreId, sessionId, booking, calledOffAt }: CheckInFacts): Refusal | null {
  if (booking.centreId !== centreId) return refuse('WRONG_CENTRE', null)
  const cancelledAt = booking.cancelledAt ?? calledOffAt
  if (cancelledAt !== null) return refuse('BOOKING_CANCELLED', { cancelledAt })
  const open = now >= booking.checkInFrom && now <= booking.endsAt
  const today = startOfLocalDay(now)
  const touchesToday = booking.startsAt < today + DAY && booking.endsAt > today
  if (!open && !touchesToday) {
    return refuse('WRONG_DAY', { startsAt: booking.startsAt })
  }
  if (sessionId !== null && booking.sessionId !== sessionId) {
    return refuse('WRONG_SESSION', { title: booking.title, startsAt: booking.startsAt })
  }
  if (now < booking.checkInFrom) return refuse('CHECK_IN_TOO_EARLY', { opensAt: booking.checkInFrom })
  if (now > booking.endsAt) return refuse('CHECK_IN_OVER', { closedAt: booking.endsAt })
  return null
}
