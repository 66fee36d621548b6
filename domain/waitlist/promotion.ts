import { type Holder, placesOf } from '../bookings/places'
import { offerUntil } from './quiet-hours'

/** A party on the waitlist. `at`: when it joined, epoch ms. */
export interface Waiting extends Holder {
  at: number
  /** Position in drawn order of a party that lost in the ballot: before everybody who joined later. */
  rank?: number
}

/** A party with an offer that is open until `until`, epoch ms. */
export interface Offered extends Waiting {
  until: number
}

/** What a promotion of the waitlist depends on. Times are epoch ms. */
export interface PromotionFacts {
  now: number
  status: 'open' | 'cancelled'
  /** When booking closes; no offer lasts longer. */
  closesAt: number
  /** How long an offer holds, ms; the quiet hours of the night do not count. */
  offerFor: number
  seatsLeft: number
  /** The most places that a party can ever be offered, see `placesForApp`; absent: no party is too large. */
  largest?: number
  /** No offers are made: a ballot is not drawn yet, or its result has not reached all bookings. */
  held?: boolean
  waitlist: Readonly<Record<string, Waiting>>
  offers: Readonly<Record<string, Offered>>
}

/** One round of promotion, by booking ids. All lists are empty when there is nothing to do. */
export interface Promotion {
  /** Offers that expired or ended because of `reason`. */
  expired: string[]
  /** Waiting parties that can no longer get a place. */
  closed: string[]
  reason: 'not-taken' | 'booking-closed' | 'session-cancelled'
  /** Parties that are offered places, in order, and until when. */
  offered: string[]
  until: number
  /** Parties that were passed over because they need more places than were free. They keep their position. */
  skipped: string[]
  /** Parties that need more places than they can ever be offered, because the capacity was lowered; their wait is to be ended. */
  tooLarge: string[]
  /** Change of `seatsLeft`. */
  seatsLeftChange: number
  /** When to run again if nothing happens before: epoch ms, null for never. */
  nextAt: number | null
}

/** Most parties in one round; the rest is left to the next round. */
const MAX_PARTIES = 20

/**
 * The waitlist in order: parties with a ballot rank first, by rank; then by arrival; within the same millisecond by id.
 */
export function waitlistOrder<Entry extends Waiting>(waitlist: Readonly<Record<string, Entry>>): [id: string, Entry][] {
  return Object.entries(waitlist).sort(
    ([idA, a], [idB, b]) => rankOf(a) - rankOf(b) || a.at - b.at || (idA < idB ? -1 : 1),
  )
}

/** The waiting parties before one with an offer that were there when it was made: they needed more places than were free. */
export function passedOver(
  waitlist: Readonly<Record<string, Waiting>>,
  id: string,
  offer: Waiting & { offeredAt: number },
): string[] {
  const order = waitlistOrder({ ...waitlist, [id]: offer }).map(([other]) => other)
  return order.slice(0, order.indexOf(id)).filter(other => (waitlist[other]?.at ?? 0) <= offer.offeredAt)
}

function rankOf({ rank }: Waiting): number {
  return rank ?? Number.MAX_SAFE_INTEGER
}

/**
 * Decides the next round of promotion: ends what is over, then offers free places to the first parties in order that
 * fit as a whole. Pure: two calls on the same session decide the same. Source: docs/decisions/0008-waitlist.md.
 */
export function decidePromotion(facts: PromotionFacts): Promotion {
  const { now, status, closesAt, offerFor, waitlist, offers } = facts
  const over = status === 'cancelled' || now >= closesAt
  const expired = Object.keys(offers)
    .filter(id => over || (offers[id]?.until ?? 0) <= now)
    .slice(0, MAX_PARTIES)
  const order = waitlistOrder(waitlist)
  const largest = over || facts.held ? Number.POSITIVE_INFINITY : (facts.largest ?? Number.POSITIVE_INFINITY)
  const tooLarge = order
    .filter(([, party]) => placesOf(party) > largest)
    .slice(0, MAX_PARTIES)
    .map(([id]) => id)
  const closed = over ? order.slice(0, MAX_PARTIES - expired.length).map(([id]) => id) : []
  const back = expired.reduce((sum, id) => sum + (offers[id] ? placesOf(offers[id]) : 0), 0)
  const { offered, skipped, given } = over || facts.held ? NO_OFFERS : chooseOffers(order, facts.seatsLeft + back)

  const until = offerUntil(now, offerFor, closesAt)
  const held = Object.entries(offers).filter(([id]) => !expired.includes(id))
  const moments = held.map(([, offer]) => offer.until)
  if (offered.length > 0) moments.push(until)
  if (order.length > closed.length + offered.length) moments.push(over ? now : closesAt)
  return {
    expired,
    closed,
    reason: status === 'cancelled' ? 'session-cancelled' : over ? 'booking-closed' : 'not-taken',
    offered,
    until,
    skipped,
    tooLarge,
    seatsLeftChange: back - given,
    nextAt: moments.length > 0 ? Math.min(...moments) : null,
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
