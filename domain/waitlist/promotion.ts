import { type Holder, placesOf } from '../bookings/places'

/** A party on the waitlist. `at`: when it came, epoch ms. */
export interface Waiting extends Holder {
  at: number
  /** The place in drawn order of a party that a ballot gave none: before everybody who came later. */
  rank?: number
}

/** A party for which places are held until then, epoch ms. */
export interface Offered extends Waiting {
  until: number
}

/** What the next turn of a waitlist depends on. Times are epoch ms. */
export interface PromotionFacts {
  now: number
  status: 'open' | 'cancelled'
  /** When booking closes: no offer lasts longer. */
  closesAt: number
  /** How long an offer holds, ms. */
  offerFor: number
  seatsLeft: number
  /** Nobody is offered anything: a ballot is still to be drawn, or its bookings have not all followed it. */
  held?: boolean
  waitlist: Readonly<Record<string, Waiting>>
  offers: Readonly<Record<string, Offered>>
}

/** What is to happen now, by ids. Nothing when all lists are empty. */
export interface Promotion {
  /** Offers that end without having been taken. */
  expired: string[]
  /** Parties for whom no place can come any more. */
  closed: string[]
  reason: 'not-taken' | 'booking-closed' | 'session-cancelled'
  /** Parties that are offered places, in their order, and until when. */
  offered: string[]
  until: number
  /** Parties before one of these, larger than the places that were free. They keep their position. */
  skipped: string[]
  /** How the places that the app can give away change. */
  seatsLeftChange: number
  /** When to look again if nothing happens before: epoch ms, 0 for never. */
  nextAt: number
}

/** Stands for "at once" as a time to look again, whatever the clock says. */
export const DUE_NOW = 1

/** Parties that one turn moves; the rest is the next turn's. */
const MAX_PARTIES = 20

/** The order of the waitlist: those a ballot has drawn, in that order; then who came first; at the same millisecond, by id. */
export function waitlistOrder<Entry extends Waiting>(waitlist: Readonly<Record<string, Entry>>): [id: string, Entry][] {
  return Object.entries(waitlist).sort(
    ([idA, a], [idB, b]) => rankOf(a) - rankOf(b) || a.at - b.at || (idA < idB ? -1 : 1),
  )
}

function rankOf({ rank }: Waiting): number {
  return rank ?? Number.MAX_SAFE_INTEGER
}

/**
 * The next turn of a waitlist. Ends what is over, then offers what is free: the first in order whose whole party fits.
 * Pure: two that look at the same session decide the same.
 */
export function decidePromotion(facts: PromotionFacts): Promotion {
  const { now, status, closesAt, offerFor, waitlist, offers } = facts
  const over = status === 'cancelled' || now >= closesAt
  const expired = Object.keys(offers)
    .filter(id => over || (offers[id]?.until ?? 0) <= now)
    .slice(0, MAX_PARTIES)
  const order = waitlistOrder(waitlist)
  const closed = over ? order.slice(0, MAX_PARTIES - expired.length).map(([id]) => id) : []
  const back = expired.reduce((sum, id) => sum + (offers[id] ? placesOf(offers[id]) : 0), 0)
  const { offered, skipped, given } = over || facts.held ? NO_OFFERS : chooseOffers(order, facts.seatsLeft + back)

  const until = Math.min(now + offerFor, closesAt)
  const held = Object.entries(offers).filter(([id]) => !expired.includes(id))
  const moments = held.map(([, offer]) => offer.until)
  if (offered.length > 0) moments.push(until)
  if (order.length > closed.length + offered.length) moments.push(over ? DUE_NOW : closesAt)
  return {
    expired,
    closed,
    reason: status === 'cancelled' ? 'session-cancelled' : over ? 'booking-closed' : 'not-taken',
    offered,
    until,
    skipped,
    seatsLeftChange: back - given,
    nextAt: moments.length > 0 ? Math.min(...moments) : 0,
  }
}

const NO_OFFERS = { offered: [] as string[], skipped: [] as string[], given: 0 }

function chooseOffers(order: [string, Waiting][], places: number): typeof NO_OFFERS {
  const offered: string[] = []
  const larger: string[] = []
  let skipped = 0
  let free = places
  for (const [id, party] of order) {
    if (free === 0 || offered.length === MAX_PARTIES) break
    const wanted = placesOf(party)
    if (wanted > free) {
      larger.push(id)
      continue
    }
    free -= wanted
    offered.push(id)
    skipped = larger.length
  }
  return { offered, skipped: larger.slice(0, skipped), given: places - free }
}
