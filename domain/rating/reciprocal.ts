import type { Marks } from './result'
import { markedStandards, type RatingRules } from './standards'

/** A centre with the marks that others gave it, by who gave them. */
interface Reviewed {
  centreId: string
  reviews: Readonly<Record<string, { marks: Marks }>>
}

/** Centres of which this one has got far more than from the others, and to which it gave far more than the others did. */
export function favouredBothWays<R extends Reviewed>(own: Reviewed, others: readonly R[], rules: RatingRules): R[] {
  return others.filter(other => isFavoured(own, other.centreId, rules) && isFavoured(other, own.centreId, rules))
}

/** Whether one review lies so far above the median of the others that an explanation would be called for. */
function isFavoured({ reviews }: Reviewed, by: string, rules: RatingRules): boolean {
  const marked = markedStandards(rules)
  const sumOf = (marks: Marks) => marked.reduce((sum, { id }) => sum + (marks[id] ?? 0), 0)
  const given = reviews[by]
  const rest = Object.keys(reviews).filter(id => id !== by)
  const sums = rest.map(id => sumOf(reviews[id]?.marks ?? {})).sort((a, b) => a - b)
  const middle = sums[Math.floor(sums.length / 2)]
  if (!given || middle === undefined) return false
  const possible = marked.reduce((sum, { points }) => sum + points * 10, 0)
  return (sumOf(given.marks) - middle) * 100 >= rules.explainFrom * possible
}
