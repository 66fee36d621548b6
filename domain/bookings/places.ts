import type { Counters } from '../canteen/sitting'

/** Something that holds places in a session: a session entry or a booking. */
export interface Holder {
  attendees: readonly unknown[]
  /** Spots it holds; absent where places are only counted. */
  spots?: readonly string[]
  /** How many of its places came from the reserve and return there; absent: none. */
  fromReserve?: number
  /** What an order takes of its sitting, the people who get a subsidised meal, and the version of the order. */
  takes?: Counters
  eaters?: readonly string[]
  order?: { revision: number }
}

/** How many places of the session it holds: its spots, or one for each attendee. */
export function placesOf({ attendees, spots }: Holder): number {
  return spots?.length ?? attendees.length
}

/** Places of a session that the app can give away, all of them taken together; the desk's never go to the app. */
export function placesForApp({
  capacity,
  reserve,
  reserveTaken = 0,
}: {
  capacity: number
  reserve: number
  reserveTaken?: number
}): number {
  return capacity - reserve - reserveTaken
}
