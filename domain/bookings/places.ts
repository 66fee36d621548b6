/** Who or what holds places in a session: an entry of the session, or a booking. */
export interface Holder {
  attendees: readonly unknown[]
  /** The numbered parts it holds; absent where places are only counted. */
  spots?: readonly string[]
  /** So many of them are of the reserve, and go back there; absent: none. */
  fromReserve?: number
}

/** So many of a session's places does it hold: its numbered parts, or one for every person. */
export function placesOf({ attendees, spots }: Holder): number {
  return spots?.length ?? attendees.length
}
