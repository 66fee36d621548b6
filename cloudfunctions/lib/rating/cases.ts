import { toExplain } from '@domain/rating/result'
import { monthSpan, type RatingPhase, ratingPhase } from '@domain/rating/round'
import { ratingRulesOf } from '@domain/rating/standards'
import { localDate } from '@domain/time'
import { changeIdOf } from '../kernel/ids'
import { note, type StaffContext } from '../kernel/router/context'
import { AppError, requireAtCentre, requireFound } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import type { CentreStarsDocument } from '../kernel/store/documents'
import { latestChanges } from '../kernel/work/changes'
import { changeStars, latestRound, type StarsChange, starsIdOf } from './change'
import { shownStars, viewerOf } from './read'
import { resultNow } from './views'

/** Most sessions that a centre disputes in a year. */
const MAX_DISPUTES = 50
/** Phases in which records can still be disputed and decided about. */
const OPEN: readonly RatingPhase[] = ['self', 'mutual', 'county', 'city']

/** Disputes the record of a session. A retry finds its own words. */
export const disputeStars: Handler<'office.disputeStars'> = async (context, { centreId, sessionId, words }) => {
  const { store, now } = context
  const round = await requireRound(context, OPEN)
  const fields = ['centreId', 'title', 'startsAt'] as const
  const session = requireAtCentre(await store.sessions.get(sessionId, fields), centreId, 'SESSION_NOT_FOUND')
  const { title, startsAt } = session
  const month = Number(localDate(startsAt).slice(5, 7))
  const { from, to } = monthSpan(round.year, month)
  if (startsAt < from || startsAt >= to) throw new AppError('SESSION_NOT_FOUND', null)
  return change(context, centreId, ({ disputes }) => {
    if (disputes[sessionId]?.words === words) return null
    if (disputes[sessionId] || Object.keys(disputes).length >= MAX_DISPUTES) throw new AppError('STARS_CHANGED', null)
    return { disputes: { ...disputes, [sessionId]: { month, title, startsAt, words, at: now, decision: null } } }
  })
}

/** Decides a dispute. Upheld, its month is counted again by the timer, if it was counted. */
export const decideStars: Handler<'office.decideStars'> = async (context, { centreId, sessionId, upheld, words }) => {
  const { now } = context
  await requireRound(context, OPEN)
  return change(context, centreId, ({ disputes, counted, recount }) => {
    const dispute = requireFound(disputes[sessionId], 'STARS_NOT_FOUND')
    const { decision, month } = dispute
    if (decision?.upheld === upheld && decision.words === words) return null
    if (decision) throw new AppError('STARS_CHANGED', null)
    const decided = { disputes: { ...disputes, [sessionId]: { ...dispute, decision: { upheld, words, at: now } } } }
    if (!upheld || month > counted) return decided
    const again = [...recount.filter(each => each !== month), month]
    return { ...decided, recount: again, toRecount: again.length, dueAt: now }
  })
}

/** Says why a self score is far from the final one; the last words count. Idempotent under the request id. */
export const explainStars: Handler<'office.explainStars'> = async (context, { centreId, standardId, words }) => {
  const round = await requireRound(context, ['closed'])
  const id = changeIdOf(context)
  return change(context, centreId, stars => {
    const { self, explained, changes } = stars
    if (changes?.includes(id)) return null
    const called = self ? toExplain(self.marks, resultNow(stars, round.rulesId), ratingRulesOf(round.rulesId)) : []
    if (!called.includes(standardId)) throw new AppError('STARS_NOT_FOUND', null)
    return { explained: { ...explained, [standardId]: words }, changes: latestChanges(changes, id) }
  })
}

/** Notes what was counted by hand, beside the figure as it stands now. */
export const recheckStars: Handler<'office.recheckStars'> = async (context, { centreId, standardId, found, words }) => {
  const { now } = context
  const { phase } = await requireRound(context, ['county', 'city'])
  if (viewerOf(context) !== phase) throw new AppError('STARS_NOT_NOW', { phase })
  return change(context, centreId, ({ isSampled, figures, rechecks }) => {
    const figure = figures[standardId]
    if (!isSampled || !figure) throw new AppError('STARS_NOT_FOUND', null)
    const own = rechecks[standardId]
    if (own?.found === found && own.words === words) return null
    if (own) throw new AppError('STARS_CHANGED', null)
    return { rechecks: { ...rechecks, [standardId]: { found, part: figure.part, words, at: now } } }
  })
}

async function requireRound({ store, now }: StaffContext, phases: readonly RatingPhase[]) {
  const round = requireFound(await latestRound(store), 'STARS_NOT_FOUND')
  const phase = ratingPhase(round, now)
  if (!phases.includes(phase)) throw new AppError('STARS_NOT_NOW', { phase })
  return { ...round, phase }
}

/** One conditional write, and the rating afterwards. */
async function change(
  context: StaffContext,
  centreId: string,
  decide: (stars: CentreStarsDocument) => StarsChange | null,
) {
  const { store } = context
  const round = requireFound(await latestRound(store), 'STARS_NOT_FOUND')
  const stars = await changeStars(store, starsIdOf(round.year, centreId), decide)
  note(context, { subject: { id: centreId, title: stars.centreName } })
  return shownStars(context, stars, round)
}
