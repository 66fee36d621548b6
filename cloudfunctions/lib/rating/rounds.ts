import { arePossible, ratingPhase } from '@domain/rating/round'
import { latestRatingRules } from '@domain/rating/standards'
import { atLocal, DAY, localDate } from '@domain/time'
import { note } from '../kernel/router/context'
import { AppError, requireFound } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import type { StarRoundDocument } from '../kernel/store/documents'
import { gt, lt } from '../kernel/store/port'
import { STALE_CALL_AFTER } from '../kernel/work/stale'
import { changeRound, latestRound, roundIdOf } from './change'
import { roundView } from './views'

/**
 * Opens the rating of this year: with it rules and deadlines are fixed. One insert; the timer lists the centres and assigns the
 * reviewers. Records are kept for a year, so that only the running one can be counted from its beginning.
 */
export const openStars: Handler<'office.openStars'> = async (context, days) => {
  const { store, now, newSecret } = context
  const year = Number(localDate(now).slice(0, 4))
  const endOf = (date: string) => atLocal(date) + DAY
  const deadlines = {
    selfUntil: endOf(days.selfUntil),
    mutualUntil: endOf(days.mutualUntil),
    countyUntil: endOf(days.countyUntil),
    cityUntil: endOf(days.cityUntil),
  }
  note(context, { subject: { id: roundIdOf(year), title: `${year} 年星级评价` } })
  if (!arePossible(deadlines, year, now)) throw new AppError('DEADLINES_WRONG', null)
  const round: StarRoundDocument = {
    _id: roundIdOf(year),
    year,
    rulesId: latestRatingRules().id,
    ...deadlines,
    seed: newSecret(),
    openedAt: now,
    publishedAt: null,
    enrolledTo: '',
    assigned: false,
    dueAt: now,
    revision: 1,
  }
  const latest = await latestRound(store)
  if (latest && latest.year < year && latest.publishedAt === null)
    throw new AppError('STARS_STILL_OPEN', { year: latest.year })
  if (await store.starrounds.insert(round)) return roundView(round, now)
  const stored = requireFound(await store.starrounds.get(round._id), 'STARS_NOT_FOUND')
  const names = ['selfUntil', 'mutualUntil', 'countyUntil', 'cityUntil'] as const
  if (names.some(name => stored[name] !== round[name])) throw new AppError('STARS_OPENED', { year })
  return roundView(stored, now)
}

/** Publishes the results when every centre is counted and marked. One write; the timer gives each centre its stars. */
export const publishStars: Handler<'office.publishStars'> = async context => {
  const { store, now } = context
  const latest = requireFound(await latestRound(store), 'STARS_NOT_FOUND')
  const { _id: roundId, year } = latest
  note(context, { subject: { id: roundId, title: `${year} 年星级评价` } })
  const phase = ratingPhase(latest, now)
  if (phase === 'published') return roundView(latest, now)
  if (phase !== 'closed') throw new AppError('STARS_NOT_NOW', { phase })
  // A call may still be running that began in the phase before: what it notes decides about the result.
  if (now < latest.cityUntil + STALE_CALL_AFTER) throw new AppError('STARS_NOT_NOW', { phase: 'city' })
  const [unfinished, recounting, unmarked] = await Promise.all([
    store.centrestars.count({ roundId, counted: lt(12) }),
    store.centrestars.count({ roundId, toRecount: gt(0) }),
    store.centrestars.count({ roundId, byCounty: null, byCity: null }),
  ])
  const uncounted = unfinished + recounting
  if (uncounted + unmarked > 0 || !latest.assigned) throw new AppError('STARS_NOT_READY', { uncounted, unmarked })
  const round = await changeRound(store, roundId, ({ publishedAt }) =>
    publishedAt === null ? { publishedAt: now, dueAt: now } : null,
  )
  return roundView(round, now)
}
