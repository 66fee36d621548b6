import * as v from 'valibot'

/** Names the form of the list and with it the draw that it is checked by. The first: drawn by the seed and the ids alone. */
export const BALLOT_FORM = 'nuanfeng-ballot-1'
/** Drawn by seed, closing and lots. */
export const CLOSED_BALLOT_FORM = 'nuanfeng-ballot-2'

const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))
const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const lot = v.pipe(v.string(), v.regex(/^[0-9a-f]{24}$/))
const ticketId = v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,64}$/))

/**
 * The public record of a ballot: everything that is needed to check it, and nothing about anybody. Ticket ids are opaque;
 * each household knows its own. Times are epoch ms.
 */
export const publishedBallot = v.strictObject({
  form: v.picklist([BALLOT_FORM, CLOSED_BALLOT_FORM]),
  sessionId: v.string(),
  title: v.string(),
  startsAt: v.number(),
  /** When registration closes and the draw is due. */
  drawDueAt: v.number(),
  /** Parties registered so far, or still waiting after the draw. */
  waiting: count,
  cancelled: v.boolean(),
  /** SHA-256 of the seed, published before anybody registers; null while there is no seed. */
  seedHash: v.nullable(hash),
  /** Null until it is drawn. */
  drawn: v.nullable(
    v.strictObject({
      at: v.number(),
      seed: v.string(),
      /** The part of the key that was made when nobody could register any more; absent in the first form. */
      closing: v.optional(v.string()),
      /** Places that were drawn for. */
      places: count,
      /** Every ticket, by id; what it is drawn by is absent in the first form. */
      tickets: v.array(v.strictObject({ id: ticketId, places: count, lot: v.optional(lot) })),
      /** Ticket ids, first drawn first. */
      order: v.array(ticketId),
      /** Ids of the tickets that got places. */
      winners: v.array(ticketId),
    }),
  ),
})
export type PublishedBallot = v.InferOutput<typeof publishedBallot>
