import { draw, seedHashOf } from './draw'
import type { PublishedBallot } from './published'

/** What is checked: the seed is the one that was bound before, no ticket stands twice, the order and the winners follow. */
export type BallotCheck = 'seed' | 'tickets' | 'order' | 'winners'

/** Recomputes a published draw; every check with whether it holds. Null: it is not drawn yet, there is nothing to check. */
export function verifyBallot(ballot: PublishedBallot): Record<BallotCheck, boolean> | null {
  const { drawn, seedHash } = ballot
  if (!drawn) return null
  const { seed, tickets, places, order, winners } = drawn
  const right = draw(seed, tickets, places)
  return {
    seed: seedHashOf(seed) === seedHash,
    tickets: new Set(tickets.map(({ id }) => id)).size === tickets.length,
    order: same(
      right.order.map(({ id }) => id),
      order,
    ),
    winners: same(right.winners, winners),
  }
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, at) => id === b[at])
}
