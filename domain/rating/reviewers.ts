import { seededNumber, seededOrder } from '../ballot/seeded'

/** A centre that takes part. */
export interface Participant {
  id: string
  county: string
}

/** Orders tried before the rule about counties is given up. */
const ORDERS = 8

/**
 * Who reviews whom: by the id of a centre, the ids of its reviewers. The centres stand in a circle in an order that only the seed
 * decides, and each is reviewed by the `reviewers` before it. Every centre reviews as many as review it, and when the circle is
 * longer than three times that number, no two or three centres review each other in a ring; in a small city each has fewer
 * reviewers. The order is changed until every centre has reviewers from `counties` counties; a city that has too few, or nearly all
 * centres in one, gets the most that it can.
 */
export function assignReviewers(
  participants: readonly Participant[],
  seed: string,
  { reviewers, counties }: { reviewers: number; counties: number },
): Map<string, string[]> {
  const each = Math.min(reviewers, Math.floor((participants.length - 1) / 3))
  const assigned = new Map(participants.map(({ id }): [string, string[]] => [id, []]))
  if (each < 1) return assigned
  const circle = circleOf(participants, seed, each, Math.min(counties, each))
  circle.forEach(({ id }, n) => {
    for (let back = 1; back <= each; back++) {
      const reviewer = circle[(n - back + circle.length) % circle.length]
      if (reviewer) assigned.get(id)?.push(reviewer.id)
    }
  })
  return assigned
}

function circleOf(participants: readonly Participant[], seed: string, each: number, counties: number): Participant[] {
  for (let least = counties; least > 1; least--) {
    for (let attempt = 0; attempt < ORDERS; attempt++) {
      const circle = repaired(seededOrder(participants, `${seed}.${attempt}`), `${seed}.${attempt}.`, each, least)
      if (circle) return circle
    }
  }
  return seededOrder(participants, `${seed}.0`)
}

/** Swaps centres until every row of `each` has enough counties; null: it was not reached. */
function repaired(order: readonly Participant[], seed: string, each: number, least: number): Participant[] | null {
  const circle = [...order]
  const n = circle.length
  const lacks = (from: number) => {
    const seen = new Set<string>()
    for (let step = 0; step < each; step++) seen.add(circle[(from + step) % n]?.county ?? '')
    return Math.max(0, least - seen.size)
  }
  const around = (at: number) => Array.from({ length: each }, (_, back) => (at - back + n) % n)
  const cost = (rows: readonly number[]) => [...new Set(rows)].reduce((sum, from) => sum + lacks(from), 0)
  const swap = (a: number, b: number) => {
    const [one, other] = [circle[a], circle[b]]
    if (one && other) [circle[a], circle[b]] = [other, one]
  }
  for (let tries = 0; tries < 30 * n; tries++) {
    const bad = circle.findIndex((_, from) => lacks(from) > 0)
    if (bad < 0) return circle
    const number = seededNumber(seed, String(tries))
    const [a, b] = [(bad + (number % each)) % n, Math.floor(number / each) % n]
    const rows = [...around(a), ...around(b)]
    const before = cost(rows)
    swap(a, b)
    if (cost(rows) > before) swap(a, b)
  }
  return null
}
