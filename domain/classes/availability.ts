import type { SessionCard } from '../contracts/views'

/** Few places are left from this many on down, or from this share of all places. */
const FEW_PLACES = 3
const FEW_SHARE = 0.2

/** How a session, or a series as a whole, stands for booking. Times are epoch ms. */
export type Availability =
  | { state: 'cancelled' | 'closed' | 'drawing' }
  | { state: 'not-open'; opensAt: number }
  /** Places are drawn by lot; so many parties have registered. */
  | { state: 'registering'; registered: number }
  /** `waitlist`: one can wait for a place. */
  | { state: 'full'; waiting: number; waitlist: boolean }
  | { state: 'few' | 'open'; seatsLeft: number }

/** How one session stands for booking at `now` (epoch ms). */
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

/** Whether a place, or a ticket in the draw, can be taken now. */
export function takesBookings({ state }: Availability): boolean {
  return state === 'registering' || state === 'few' || state === 'open'
}

/** Whether anything can be done now: take a place or a ticket, or wait for one. */
export function takesAnybody(availability: Availability): boolean {
  return takesBookings(availability) || (availability.state === 'full' && availability.waitlist)
}
