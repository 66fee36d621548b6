import * as v from 'valibot'

/** First version of the published format; it also identifies the algorithm: drawn by seed and ticket ids. */
export const BALLOT_FORM = 'nuanfeng-ballot-1'
/** Second version: drawn by seed, closing and lots. */
export const CLOSED_BALLOT_FORM = 'nuanfeng-ballot-2'

const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))
const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const lot = v.pipe(v.string(), v.regex(/^[0-9a-f]{24}$/))
const ticketId = v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,64}$/))

/**
 * The public record of a ballot: everything needed to verify it, and no personal data. Ticket ids are opaque; each
 * household knows only its own. Times are epoch ms.
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
  /** SHA-256 of the seed, published before the draw; null while there is no seed. */
  seedHash: v.nullable(hash),
  /** Null before the draw. */
  drawn: v.nullable(
    v.strictObject({
      at: v.number(),
      seed: v.string(),
      /** The part of the key created after registration closed; absent in the first version. */
      closing: v.optional(v.string()),
      /** Places available in the draw. */
      places: count,
      /** Every ticket, by id; `lot` is absent in the first version. */
      tickets: v.array(v.strictObject({ id: ticketId, places: count, lot: v.optional(lot) })),
      /** Ticket ids, first drawn first. */
      order: v.array(ticketId),
      /** Ids of the tickets that got places. */
      winners: v.array(ticketId),
    }),
  ),
})
/** See `publishedBallot`. */
export type PublishedBallot = v.InferOutput<typeof publishedBallot>
