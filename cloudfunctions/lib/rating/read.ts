import type { CentreStars, CentreYear, StarYear } from '@domain/contracts/office-stars'
import { medianOf } from '@domain/office/figures'
import { countSession } from '@domain/rating/counts'
import { hasReached, monthSpan, ratingPhase } from '@domain/rating/round'
import { ratingRulesOf } from '@domain/rating/standards'
import type { Viewer } from '@domain/rating/visible'
import type { StaffContext } from '../kernel/router/context'
import { requireFound } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import type { CentreStarsDocument, StarRoundDocument } from '../kernel/store/documents'
import { neq, oneOf, type Store } from '../kernel/store/port'
import { latestRound, starsIdOf } from './change'
import { countedSessions } from './records'
import { computedIds, roundView, rowView, starsView } from './views'

/** Most rows of a board, and records of a month. */
const MAX_ROWS = 400
const MAX_RECORDS = 250
/** Most centres that one reviews. */
const MAX_REVIEWS = 20
/** Most published ratings that are shown. */
const MAX_YEARS = 5

/** Whose eyes a call looks with: those of the highest office that the caller holds at the place. */
export function viewerOf({ held }: Pick<StaffContext, 'held'>): Viewer {
  if (held.some(({ role }) => role === 'city')) return 'city'
  return held.some(({ role }) => role === 'county') ? 'county' : 'centre'
}

/** The latest rating of a centre. */
export const getStars: Handler<'office.stars'> = async (context, { centreId }) => {
  const round = await latestRound(context.store)
  const stars = round && (await context.store.centrestars.get(starsIdOf(round.year, centreId)))
  return round && stars ? shownStars(context, stars, round) : nothing(context.now)
}

function nothing(now: number): CentreStars {
  return {
    now,
    ...{ round: null, centreName: '', counted: 0, figures: {}, self: null, reviews: [], reviewed: null },
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
  const reviews = viewer === 'centre' && hasReached(ratingPhase(round, now), 'mutual')
  const toReview = reviews
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

/** What came of the ratings that are published. */
async function yearsOfCity(store: Store, county: string | undefined): Promise<StarYear[]> {
  const rounds = await store.starrounds.find({
    where: { publishedAt: neq(null) },
    sort: [['year', 'desc']],
    limit: MAX_YEARS,
    fields: ['year'],
  })
  return Promise.all(
    rounds.map(async ({ _id: roundId, year }) => {
      const rated = await store.centrestars.find({
        where: { roundId, ...(county === undefined ? {} : { county }) },
        limit: MAX_ROWS,
        fields: ['result.stars'],
      })
      const having = (stars: number) => rated.filter(({ result }) => result?.stars === stars).length
      return { year, centres: rated.length, five: having(5), four: having(4), three: having(3) }
    }),
  )
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
export const getStarBoard: Handler<'office.starBoard'> = async (context, { county }) => {
  const { store, now } = context
  const round = await latestRound(store)
  if (!round) return { now, round: null, rows: [], medians: [], years: [] }
  const [rated, years] = await Promise.all([
    store.centrestars.find({
      where: { roundId: round._id, ...(county === undefined ? {} : { county }) },
      sort: [['centreId', 'asc']],
      limit: MAX_ROWS,
      fields: ROW_FIELDS,
    }),
    yearsOfCity(store, county),
  ])
  const shown = roundView(round, now)
  const viewer = viewerOf(context) === 'city' ? 'city' : 'county'
  const rows = rated.map(stars => rowView(stars, viewer, shown))
  const medians = computedIds(ratingRulesOf(round.rulesId)).map((_, n) =>
    medianOf(rows.flatMap(({ tenths }) => tenths[n] ?? [])),
  )
  return { now, round: shown, rows, medians, years }
}
