import type { CentreStars, CentreYear } from '@domain/contracts/office-stars'
import { medianOf } from '@domain/office/figures'
import { gradesIn, gradesOf } from '@domain/rating/came'
import { countSession } from '@domain/rating/counts'
import { hasReached, monthSpan, ratingPhase } from '@domain/rating/round'
import { ratingRulesOf } from '@domain/rating/standards'
import type { Viewer } from '@domain/rating/visible'
import type { StaffContext } from '../kernel/router/context'
import { requireFound } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import type { CentreStarsDocument, StarRoundDocument } from '../kernel/store/documents'
import { neq, oneOf, type Store } from '../kernel/store/port'
import { latestRound, roundIdOf, starsIdOf } from './change'
import { countedSessions } from './records'
import { computedIds, roundView, rowView, starsView } from './views'

/** Most rows of a board, and records of a month. */
const MAX_ROWS = 400
const MAX_RECORDS = 250
/** Most centres that one reviews. */
const MAX_REVIEWS = 20
/** Most published ratings that are shown. */
const MAX_YEARS = 10

/** Whose eyes a call looks with: those of the highest office that the caller holds at the place. */
export function viewerOf({ held }: Pick<StaffContext, 'held'>): Viewer {
  if (held.some(({ role }) => role === 'city')) return 'city'
  return held.some(({ role }) => role === 'county') ? 'county' : 'centre'
}

/** The latest rating of a centre, or that of a year that was published. */
export const getStars: Handler<'office.stars'> = async (context, { centreId, year }) => {
  const { store } = context
  const found = year === undefined ? await latestRound(store) : await store.starrounds.get(roundIdOf(year))
  const round = found && (year === undefined || found.publishedAt !== null) ? found : null
  const stars = round && (await store.centrestars.get(starsIdOf(round.year, centreId)))
  return round && stars ? shownStars(context, stars, round) : nothing(context.now)
}

function nothing(now: number): CentreStars {
  return {
    now,
    ...{ round: null, centreName: '', counted: 0, figures: {}, self: null, reviews: [], favoured: [], reviewed: null },
    ...{ byCounty: null, byCity: null, result: null, toExplain: [] },
    ...{ explained: {}, disputes: [], isSampled: false, rechecks: [], years: [] },
  }
}

/** A centre's rating for the caller. */
export async function shownStars(
  context: StaffContext,
  stars: CentreStarsDocument,
  round: StarRoundDocument,
): Promise<CentreStars> {
  const { store, now } = context
  const viewer = viewerOf(context)
  // A manager sees what they review; offices look, when all reviews are in, whether two centres favour each other.
  const reads = hasReached(ratingPhase(round, now), viewer === 'centre' ? 'mutual' : 'county')
  const toReview = reads
    ? await store.centrestars.find({
        where: { roundId: round._id, reviewers: oneOf([stars.centreId]) },
        sort: [['centreId', 'asc']],
        limit: MAX_REVIEWS,
      })
    : []
  const years = await yearsOfCentre(store, stars.centreId)
  return { ...starsView(stars, round, { now, viewer, toReview }), years }
}

/** What a centre got. A result is stored when it is published, and stays. */
async function yearsOfCentre(store: Store, centreId: string): Promise<CentreYear[]> {
  const rated = await store.centrestars.find({
    where: { centreId, result: neq(null) },
    sort: [['year', 'desc']],
    limit: MAX_YEARS,
    fields: ['year', 'result'],
  })
  return rated.flatMap(({ year, result }) => (result ? [{ year, score: result.score, stars: result.stars }] : []))
}

/** The sessions behind the figures of a month. */
export const getStarRecords: Handler<'office.starRecords'> = async ({ store, now }, { centreId, month }) => {
  const { year, rulesId } = requireFound(await latestRound(store), 'STARS_NOT_FOUND')
  const [centre, stars, sessions] = await Promise.all([
    store.centres.get(centreId, ['hours']),
    store.centrestars.get(starsIdOf(year, centreId), ['disputes']),
    countedSessions(store, centreId, monthSpan(year, month)),
  ])
  const { hours } = requireFound(centre, 'STARS_NOT_FOUND')
  const rules = ratingRulesOf(rulesId)
  return {
    now,
    records: sessions.slice(0, MAX_RECORDS).map(session => {
      const { id, title, startsAt } = session
      const dispute = stars?.disputes[id]
      const isLeftOut = dispute?.decision?.upheld ?? false
      return { id, title, startsAt, counts: countSession(session, hours, rules), isDisputed: !!dispute, isLeftOut }
    }),
  }
}

const ROW_FIELDS = [
  'centreId',
  'centreName',
  'county',
  'counted',
  'figures',
  'self',
  'reviews',
  'byCounty',
  'byCity',
  'rechecks',
  'result',
] as const

/** The centres of a county, or of the city, side by side. */
export const getStarBoard: Handler<'office.starBoard'> = async (context, { county, year }) => {
  const { store, now } = context
  const rounds = await store.starrounds.find({ where: {}, sort: [['year', 'desc']], limit: MAX_YEARS + 1 })
  const round = rounds.find(one => year === undefined || (one.year === year && one.publishedAt !== null))
  if (!round) return { now, round: null, rows: [], medians: [], years: [] }
  const rated = await store.centrestars.find({
    where: { roundId: round._id, ...(county === undefined ? {} : { county }) },
    sort: [['centreId', 'asc']],
    limit: MAX_ROWS,
    fields: ROW_FIELDS,
  })
  const shown = roundView(round, now)
  const viewer = viewerOf(context) === 'city' ? 'city' : 'county'
  const rows = rated.map(stars => rowView(stars, viewer, shown))
  const medians = computedIds(ratingRulesOf(round.rulesId)).map((_, n) =>
    medianOf(rows.flatMap(({ tenths }) => tenths[n] ?? [])),
  )
  const years = rounds
    .filter(({ publishedAt }) => publishedAt !== null)
    .slice(0, MAX_YEARS)
    .flatMap(({ _id, year: ofYear, dueAt, came }) => {
      // Its results are being given at this moment, or have not been counted.
      const known = _id === round._id && (dueAt !== 0 || !came) ? gradesOf(rows) : came
      return known ? [{ year: ofYear, ...gradesIn(known, county) }] : []
    })
  return { now, round: shown, rows, medians, years }
}
