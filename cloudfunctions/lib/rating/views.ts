import type {
  CentreStars,
  StarRecheck,
  StarReview,
  StarRound,
  StarRow,
  StarSheet,
} from '@domain/contracts/office-stars'
import { isOverstated } from '@domain/rating/recheck'
import { favouredBothWays } from '@domain/rating/reciprocal'
import { type Marks, type RatingResult, resultOf, toExplain } from '@domain/rating/result'
import { hasReached, ratingPhase } from '@domain/rating/round'
import { markedStandards, type RatingRules, ratingRulesOf } from '@domain/rating/standards'
import { type Viewer, visibleTo } from '@domain/rating/visible'
import type { AppraisalSheet, CentreStarsDocument, MarkSheet, StarRoundDocument } from '../kernel/store/documents'

/** A round as its people see it; its seed stays here. */
export function roundView(round: StarRoundDocument, now: number): StarRound {
  const { year, rulesId, selfUntil, mutualUntil, countyUntil, cityUntil } = round
  return { year, rulesId, selfUntil, mutualUntil, countyUntil, cityUntil, phase: ratingPhase(round, now) }
}

function sheetView(sheet: MarkSheet | AppraisalSheet | null): StarSheet | null {
  return sheet && { marks: sheet.marks, words: sheet.words, veto: 'veto' in sheet ? sheet.veto : null, n: sheet.n }
}

type FactSource = Pick<CentreStarsDocument, 'figures' | 'reviews' | 'byCounty' | 'byCity' | 'rechecks'>

/** What decides about the result of a centre: the city's marks, or those of the county where the city changed nothing. */
export function factsOf({ figures, reviews, byCounty, byCity, rechecks, rulesId }: FactSource & { rulesId: number }) {
  const rules = ratingRulesOf(rulesId)
  const last = byCity ?? byCounty
  return {
    figures,
    reviews: Object.values(reviews).map(({ marks }) => marks),
    appraisal: last?.marks ?? {},
    veto: last?.veto ?? null,
    overstated: Object.keys(rechecks).filter(id =>
      isOverstated(rechecks[id] ?? { part: 0 }, rechecks[id]?.found ?? 0, rules),
    ),
  }
}

/** The result of a centre as it stands. */
export function resultNow(stars: FactSource & Pick<CentreStarsDocument, 'result'>, rulesId: number): RatingResult {
  return stars.result ?? resultOf(factsOf({ ...stars, rulesId }), ratingRulesOf(rulesId))
}

/** A centre's rating as a viewer sees it; `toReview`: the centres that it reviews. */
export function starsView(
  stars: CentreStarsDocument,
  round: StarRoundDocument,
  { now, viewer, toReview }: { now: number; viewer: Viewer; toReview: readonly CentreStarsDocument[] },
): Omit<CentreStars, 'years'> {
  const shown = roundView(round, now)
  const sees = visibleTo(viewer, shown.phase)
  const rules = ratingRulesOf(round.rulesId)
  const result = sees.result ? resultNow(stars, round.rulesId) : null
  const { centreId, centreName, counted, figures, self, reviews, byCounty, byCity } = stars
  const { explained, disputes, isSampled } = stars
  return {
    now,
    round: shown,
    centreName,
    counted,
    figures,
    self: sees.self ? sheetView(self) : null,
    reviews: viewer === 'centre' ? toReview.map(other => reviewView(other, centreId)) : [],
    favoured:
      viewer !== 'centre' && sees.reviews
        ? favouredBothWays(stars, toReview, rules).map(other => other.centreName)
        : [],
    reviewed: sees.reviews ? inOrder(Object.values(reviews), rules) : null,
    byCounty: sees.byCounty ? sheetView(byCounty) : null,
    byCity: sees.byCity ? sheetView(byCity) : null,
    result,
    toExplain: result && self ? toExplain(self.marks, result, rules) : [],
    explained,
    disputes: Object.entries(disputes).map(([sessionId, { month, title, startsAt, words, decision }]) => ({
      ...{ sessionId, month, title, startsAt, words },
      decision: decision && { upheld: decision.upheld, words: decision.words },
    })),
    // A centre that knew would be ready for it.
    isSampled: (viewer !== 'centre' || sees.result) && isSampled,
    rechecks: viewer !== 'centre' || sees.result ? recheckViews(stars, rules) : [],
  }
}

function recheckViews({ rechecks }: CentreStarsDocument, rules: RatingRules): StarRecheck[] {
  return Object.entries(rechecks).map(([standardId, { found, part, words }]) => ({
    ...{ standardId, found, part, words, isOverstated: isOverstated({ part }, found, rules) },
  }))
}

function reviewView({ centreId, centreName, county, self, reviews }: CentreStarsDocument, by: string): StarReview {
  return { centreId, centreName, county, words: self?.words ?? '', own: sheetView(reviews[by] ?? null) }
}

/** Marks in the order of their values, so that it does not tell who gave them. */
function inOrder(sheets: readonly MarkSheet[], rules: RatingRules): Marks[] {
  const order = markedStandards(rules).map(({ id }) => id)
  const key = (marks: Marks) => order.map(id => String(marks[id] ?? 0).padStart(3, '0')).join('')
  return sheets.map(({ marks }) => marks).sort((a, b) => (key(a) < key(b) ? -1 : 1))
}

/** Ids of the computed standards, in the order of the rules. */
export function computedIds({ standards }: RatingRules): string[] {
  return standards.filter(({ measure }) => measure !== null).map(({ id }) => id)
}

type RowSource = Pick<
  CentreStarsDocument,
  | 'centreId'
  | 'centreName'
  | 'county'
  | 'figures'
  | 'counted'
  | 'self'
  | 'reviews'
  | 'byCounty'
  | 'byCity'
  | 'rechecks'
  | 'result'
>

/** A centre beside others; score and stars only when the appraisal is over. */
export function rowView(stars: RowSource, viewer: Exclude<Viewer, 'centre'>, { phase, rulesId }: StarRound): StarRow {
  const rules = ratingRulesOf(rulesId)
  const { centreId, centreName, county, figures, counted, self, byCounty, byCity } = stars
  const result = visibleTo(viewer, phase).result ? resultNow(stars, rulesId) : null
  return {
    centreId,
    centreName,
    county,
    tenths: computedIds(rules).map(id => figures[id]?.tenths ?? null),
    counted,
    isAssessed: self !== null,
    isMarked: (viewer === 'city' && hasReached(phase, 'city') ? (byCity ?? byCounty) : byCounty) !== null,
    score: result?.score ?? null,
    stars: result?.stars ?? null,
    hasVeto: result !== null && factsOf({ ...stars, rulesId }).veto !== null,
  }
}
