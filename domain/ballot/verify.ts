import { draw, drawKeyOf, seedHashOf } from './draw'
import { CLOSED_BALLOT_FORM, type PublishedBallot } from './published'

/** What is checked: the seed is the one that was bound before, no ticket stands twice, the order and the winners follow. */
export type BallotCheck = 'seed' | 'tickets' | 'order' | 'winners'

/**
 * Recomputes a published draw of either form; every check with whether it holds. Null: it is not drawn yet, there is
 * nothing to check.
 */
export function verifyBallot({ form, drawn, seedHash }: PublishedBallot): Record<BallotCheck, boolean> | null {
  if (!drawn) return null
  const { seed, closing, tickets, places, order, winners } = drawn
  const closed = form === CLOSED_BALLOT_FORM
  // A list says by its form whether it has a closing and lots; one that has them only in part is drawn by neither.
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
