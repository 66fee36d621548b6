import type { Stars } from '@domain/rating/standards'
import type { CentreStarsDocument, StarRoundDocument } from '../../cloudfunctions/lib/kernel/store/documents'
import { type Random, seededRandom } from '../random'
import { TOWNSHIPS } from './townships'

/**
 * Since the first year 173 centres of the city got stars: 28 five, 42 four, 103 three. How many in each year is made up. The demo has
 * fifteen centres with all that they do; of the others only the result is known.
 */
export const AWARDED: readonly Record<Stars, number>[] = [
  { 5: 4, 4: 8, 3: 22 },
  { 5: 6, 4: 10, 3: 25 },
  { 5: 8, 4: 11, 3: 27 },
  { 5: 10, 4: 13, 3: 29 },
]

const KINDS = ['党群服务中心', '中心社区党群服务站', '新业态党群服务站'] as const
/** Scores of each grade in tenths of a point: from, to. */
const SCORES: Record<Stars, readonly [number, number]> = { 5: [900, 962], 4: [802, 895], 3: [701, 796] }

/** The other centres that got stars in these years, each once: rows of the city's board and nothing else, so that no resident finds a centre without classes. */
export function starredElsewhere(
  rounds: readonly StarRoundDocument[],
  rated: readonly CentreStarsDocument[],
): CentreStarsDocument[] {
  const random = seededRandom('stars elsewhere')
  const places = placesOf(random)
  const grades = rounds.flatMap((round, n) =>
    ([5, 4, 3] as const).flatMap(stars => {
      const own = rated.filter(({ roundId, result }) => roundId === round._id && result?.stars === stars)
      const left = Math.max(0, (AWARDED[n]?.[stars] ?? 0) - own.length)
      return Array.from({ length: left }, () => ({ round, stars }))
    }),
  )
  return grades.flatMap(({ round, stars }, n) => {
    const place = places[n]
    return place ? [onlyResult(round, place, { stars, score: random.whole(...SCORES[stars]), tenths: {} })] : []
  })
}

interface Place {
  id: string
  county: string
  name: string
}

/** All townships with each kind of centre, in random order. */
function placesOf(random: Random): Place[] {
  return Object.entries(TOWNSHIPS)
    .flatMap(([county, townships]) =>
      townships.flatMap(township => KINDS.map(kind => ({ county, name: `${township}${kind}`, at: random.next() }))),
    )
    .sort((a, b) => a.at - b.at)
    .map(({ county, name }, n) => ({ id: `township-${n + 1}`, county, name }))
}

function onlyResult(
  { _id: roundId, year }: StarRoundDocument,
  { id: centreId, county, name: centreName }: Place,
  result: NonNullable<CentreStarsDocument['result']>,
): CentreStarsDocument {
  return {
    _id: `${year}-${centreId}`,
    ...{ roundId, year, centreId, centreName, county, reviewers: [], months: {}, counted: 0, figures: {} },
    ...{ self: null, reviews: {}, byCounty: null, byCity: null, disputes: {}, recount: [], toRecount: 0 },
    ...{ explained: {}, isSampled: false, rechecks: {}, result, dueAt: 0, revision: 1 },
  }
}
