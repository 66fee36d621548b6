import { draw, drawKeyOf, seedHashOf } from './draw'
import { CLOSED_BALLOT_FORM, type PublishedBallot } from './published'

/**
 * The checks: `seed` matches the published hash, `tickets` has no duplicate id or lot, `order` and `winners` follow
 * from the key.
 */
export type BallotCheck = 'seed' | 'tickets' | 'order' | 'winners'

/** Recomputes a published draw and returns the result of each check. Null when it is not drawn yet. */
export function verifyBallot({ form, drawn, seedHash }: PublishedBallot): Record<BallotCheck, boolean> | null {
  if (!drawn) return null
  const { seed, closing, tickets, places, order, winners } = drawn
  const closed = form === CLOSED_BALLOT_FORM
  // The version decides whether there must be a closing and lots; a record with only some of them fails.
  const whole = (closing !== undefined) === closed
  const named = tickets.every(({ lot }) => (lot !== undefined) === closed)
  const right = draw(closed ? drawKeyOf(seed, closing ?? '') : seed, tickets, places)
  return {
    seed: whole && seedHashOf(seed) === seedHash,
    tickets: named && isOnce(tickets.map(({ id }) => id)) && (!closed || isOnce(tickets.map(({ lot }) => lot))),
    order: same(
      right.order.map(({ id }) => id),
      order,
    ),
    winners: same(right.winners, winners),
  }
}

function isOnce(values: readonly unknown[]): boolean {
  return new Set(values).size === values.length
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, at) => id === b[at])
}
