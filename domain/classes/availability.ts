import type { SessionCard } from '../contracts/views'

/** `few` means at most this many places, or at most this share of the capacity. */
const FEW_PLACES = 3
const FEW_SHARE = 0.2

/** Whether a session, or a series as a whole, can be booked. Times are epoch ms. */
export type Availability =
  | { state: 'cancelled' | 'closed' | 'drawing' }
  | { state: 'not-open'; opensAt: number }
  /** Registration for the draw is open; `registered` parties so far. */
  | { state: 'registering'; registered: number }
  /** `waitlist`: whether the waitlist can be joined. */
  | { state: 'full'; waiting: number; waitlist: boolean }
  | { state: 'few' | 'open'; seatsLeft: number }

/** The availability of one session at `now` (epoch ms). */
export function availabilityOf(session: SessionCard, now: number): Availability {
  const { startsAt, seatsLeft, waiting, capacity, rules, status, ballot, series } = session
  if (status === 'cancelled') return { state: 'cancelled' }
  const opensAt = rules.opensBefore === null ? null : startsAt - rules.opensBefore
  if (opensAt !== null && now < opensAt) return { state: 'not-open', opensAt }
  if (now >= startsAt - rules.closesBefore) return { state: 'closed' }
  if (ballot && ballot.drawnAt === null) {
    return now >= ballot.drawAt ? { state: 'drawing' } : { state: 'registering', registered: waiting }
  }
  if (waiting > 0 || seatsLeft <= 0) return { state: 'full', waiting, waitlist: series?.mode !== 'whole' }
  return { state: seatsLeft <= Math.max(FEW_PLACES, capacity * FEW_SHARE) ? 'few' : 'open', seatsLeft }
}

/** Whether a place or a ballot ticket can be booked now. */
export function isBookable({ state }: Availability): boolean {
  return state === 'registering' || state === 'few' || state === 'open'
}

/** Sessions of one day: those that can be booked before those that cannot, each in their order. */
export function bookableFirst(sessions: readonly SessionCard[], now: number): SessionCard[] {
  const can = (session: SessionCard) => isBookable(availabilityOf(session, now))
  return [...sessions.filter(can), ...sessions.filter(session => !can(session))]
}

/** Whether the main action is possible now: book, register or join the waitlist. */
export function isActionable(availability: Availability): boolean {
  return isBookable(availability) || (availability.state === 'full' && availability.waitlist)
}

/** The moments at which the availability of a session changes by itself, epoch ms. */
export function availabilityChangesAt({ startsAt, rules, ballot }: SessionCard): number[] {
  const { opensBefore, closesBefore, cancelBefore } = rules
  return [
    ...(opensBefore === null ? [] : [startsAt - opensBefore]),
    ...(ballot ? [ballot.drawAt] : []),
    startsAt - cancelBefore,
    startsAt - closesBefore,
  ]
}
