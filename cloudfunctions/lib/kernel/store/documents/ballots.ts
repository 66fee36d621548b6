import type { Ticket } from '@domain/ballot/draw'

/**
 * The seed of a session's ballot, under the session's id, created before registration opens. No route returns it:
 * before the draw only its hash is published, on the session; the draw then copies the seed into its record.
 */
export interface BallotDocument {
  _id: string
  seed: string
  seedHash: string
  madeAt: number
  /** The part of the key created when registration closes; absent: registration is open. */
  closing?: string
}

/** A draw, with everything needed to verify it. */
export interface DrawRecord {
  seed: string
  /** The other part of the key; absent in draws by the seed alone. */
  closing?: string
  /** Lots are derived from `ticketHolderOf`; absent in draws of earlier releases, by the account id. */
  keyed?: true
  /** Free places at the time of the draw. */
  places: number
  /** Every ticket, first drawn first. */
  order: Ticket[]
  /** Ids of the tickets that won. */
  winners: string[]
}
