import * as v from 'valibot'

/** Names the form of the list and with it the draw that it is checked by. */
export const BALLOT_FORM = 'nuanfeng-ballot-1'

const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))
const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const ticketId = v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,64}$/))

/**
 * The public record of a ballot: everything that is needed to check it, and nothing about anybody. Ticket ids are opaque;
 * each household knows its own. Times are epoch ms.
 */
export const publishedBallot = v.strictObject({
  form: v.literal(BALLOT_FORM),
  sessionId: v.string(),
  title: v.string(),
  startsAt: v.number(),
  /** When registration closes and the draw is due. */
  drawDueAt: v.number(),
  /** Parties registered so far, or still waiting after the draw. */
  waiting: count,
  cancelled: v.boolean(),
  /** SHA-256 of the seed, published before; null while there is no seed. */
  seedHash: v.nullable(hash),
  /** Null until it is drawn. */
  drawn: v.nullable(
    v.strictObject({
      at: v.number(),
      seed: v.string(),
      /** Places that were drawn for. */
      places: count,
      /** Every ticket, by id. */
      tickets: v.array(v.strictObject({ id: ticketId, places: count })),
      /** Ticket ids, first drawn first. */
      order: v.array(ticketId),
      /** Ids of the tickets that got places. */
      winners: v.array(ticketId),
    }),
  ),
})
export type PublishedBallot = v.InferOutput<typeof publishedBallot>
