import { areMarksFor, type GivenMark, type Marks, marksOf } from '@domain/rating/result'
import { type RatingPhase, ratingPhase } from '@domain/rating/round'
import { ratingRulesOf } from '@domain/rating/standards'
import { note, type StaffContext } from '../kernel/router/context'
import { AppError, requireFound } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import type { MarkSheet, StarRoundDocument } from '../kernel/store/documents'
import type { Store } from '../kernel/store/port'
import { changeStars, latestRound, starsIdOf } from './change'
import { shownStars } from './read'

/** Marks one's own centre. One conditional write: a retry finds its own marks. */
export const assessStars: Handler<'office.assessStars'> = async (context, { centreId, ...given }) => {
  const { store, now } = context
  const { round, marks } = await requireRound(context, ['self'], given.marks)
  const stars = await changeStars(store, starsIdOf(round.year, centreId), ({ self }) => {
    const sheet = nextSheet(self, { ...given, marks }, now)
    return sheet && { self: sheet }
  })
  note(context, { subject: { id: centreId, title: stars.centreName }, to: `第 ${given.n + 1} 版` })
  return shownStars(context, stars, round)
}

/** Marks a centre that one's own was assigned to review. Marks of others are neither read nor answered. */
export const reviewStars: Handler<'office.reviewStars'> = async (context, { centreId, ratedId, ...given }) => {
  const { store, now } = context
  const { round, marks } = await requireRound(context, ['mutual'], given.marks)
  const rated = await changeStars(store, starsIdOf(round.year, ratedId), ({ reviewers, reviews }) => {
    if (!reviewers?.includes(centreId)) throw new AppError('STARS_NOT_FOUND', null)
    const sheet = nextSheet(reviews[centreId] ?? null, { ...given, marks }, now)
    return sheet && { reviews: { ...reviews, [centreId]: sheet } }
  })
  note(context, { subject: { id: ratedId, title: rated.centreName } })
  return shownStars(context, await requireStars(store, round, centreId), round)
}

/**
 * Marks a centre as the office whose phase it is. A centre that nobody has marked when all phases are over would keep every other
 * from its result: the city marks it then, once.
 */
export const appraiseStars: Handler<'office.appraiseStars'> = async (context, { centreId, veto, ...given }) => {
  const { store, now, held } = context
  const { round, marks } = await requireRound(context, ['county', 'city', 'closed'], given.marks)
  const phase = ratingPhase(round, now)
  const office = phase === 'county' ? 'county' : 'city'
  // A county marks in its phase and the city in its own: neither speaks for the other.
  if (!held.some(({ role }) => role === office)) throw new AppError('STARS_NOT_NOW', { phase })
  const stars = await changeStars(store, starsIdOf(round.year, centreId), ({ byCounty, byCity }) => {
    const own = office === 'city' ? byCity : byCounty
    const isSame = own?.veto === veto
    const sheet = nextSheet(own, { ...given, marks }, now, isSame)
    if (!sheet) return null
    if (phase === 'closed' && (byCounty || byCity)) throw new AppError('STARS_NOT_NOW', { phase })
    return office === 'city' ? { byCity: { ...sheet, veto } } : { byCounty: { ...sheet, veto } }
  })
  note(context, { subject: { id: centreId, title: stars.centreName }, ...(veto ? { to: '一票否决' } : {}) })
  return shownStars(context, stars, round)
}

/** The latest round, if it is in one of these phases and the marks are for its standards. */
async function requireRound(
  { store, now }: StaffContext,
  phases: readonly RatingPhase[],
  given: readonly GivenMark[],
): Promise<{ round: StarRoundDocument; marks: Marks }> {
  const round = requireFound(await latestRound(store), 'STARS_NOT_FOUND')
  const phase = ratingPhase(round, now)
  if (!phases.includes(phase)) throw new AppError('STARS_NOT_NOW', { phase })
  const marks = marksOf(given)
  if (!marks || !areMarksFor(marks, ratingRulesOf(round.rulesId))) throw new AppError('MARKS_WRONG', null)
  return { round, marks }
}

async function requireStars(store: Store, { year }: StarRoundDocument, centreId: string) {
  return requireFound(await store.centrestars.get(starsIdOf(year, centreId)), 'STARS_NOT_FOUND')
}

/** The marks to store; null: these are stored already, by an earlier copy of the call. Throws STARS_CHANGED. */
function nextSheet(
  stored: MarkSheet | null,
  { n, marks, words }: { n: number; marks: Marks; words: string },
  at: number,
  isSame = true,
): MarkSheet | null {
  const isOwn = stored?.n === n + 1 && isSame && stored.words === words && areEqual(stored.marks, marks)
  if (isOwn) return null
  if ((stored?.n ?? 0) !== n) throw new AppError('STARS_CHANGED', null)
  return { marks, words, at, n: n + 1 }
}

function areEqual(one: Marks, other: Marks): boolean {
  return Object.keys(one).length === Object.keys(other).length && Object.keys(one).every(id => one[id] === other[id])
}
