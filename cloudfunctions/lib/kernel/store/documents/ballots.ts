import type { Ticket } from '@domain/ballot/draw'

/**
 * The seed of a session's ballot, under the session's id, from before anybody registers. No route reads it: what is
 * published before the draw is the hash on the session, and the draw itself writes the seed into its record.
 */
export interface BallotDocument {
  _id: string
  seed: string
  seedHash: string
  madeAt: number
  /** The part of the key that comes into being when the list of tickets is closed; absent: it is open. */
  closing?: string
}

/** What was drawn, and all that is needed to check it. */
export interface DrawRecord {
  seed: string
  /** The other part of the key; absent in draws by the seed alone. */
  closing?: string
  /** Places that were free, and drawn for. */
  places: number
  /** Every ticket, first drawn first. */
  order: Ticket[]
  /** Ids of those that got places. */
  winners: string[]
}
