import { type MonthCounts, yearOf } from '@domain/rating/counts'
import { figuresOf } from '@domain/rating/figures'
import { recheckSample } from '@domain/rating/recheck'
import { assignReviewers } from '@domain/rating/reviewers'
import { monthCountedFrom, termOf } from '@domain/rating/round'
import { type RatingRules, ratingRulesOf } from '@domain/rating/standards'
import { HOUR, MINUTE } from '@domain/time'
import type { Context } from '../kernel/router/context'
import type { CentreStarsDocument, StarRoundDocument } from '../kernel/store/documents'
import { dueBy } from '../kernel/store/due'
import { gt, not, type Store } from '../kernel/store/port'
import { forEachConcurrent } from '../kernel/work/background'
import { eachOf, MORE } from '../kernel/work/task'
import { countCame } from './came'
import { changeRound, changeStars, starsIdOf } from './change'
import { countMonthOf } from './records'
import { resultNow } from './views'

/** Centres of one step. */
const LOT = 100
/** Most centres of a city. */
const MAX_CENTRES = 1000
const MONTHS = 12
/** All centres have their results within a tick or two; of those that have not, it is asked less and less often. */
const LOOK_AGAIN = 2 * MINUTE

type StarsContext = Pick<Context, 'store' | 'now'>

/** Brings the rating of a year on: lists the centres that take part, assigns their reviewers, and hands out the results. */
export const followStarRounds = eachOf(
  { name: 'starRounds', collection: 'starrounds', due: now => ({ dueAt: dueBy(now) }), by: 'dueAt' },
  async (context, roundId) => {
    const { store, now } = context
    const round = await store.starrounds.get(roundId)
    if (!round || round.dueAt === 0 || round.dueAt > now) return
    if (round.enrolledTo !== null) return enrol(context, round)
    if (!round.assigned) return assign(context, round)
    if (round.publishedAt !== null) return finish(context, roundId)
    await changeRound(store, roundId, current => (current.revision === round.revision ? { dueAt: 0 } : null))
  },
)

/** Inserts the next centres; a repeated step inserts nothing twice. */
async function enrol({ store, now }: StarsContext, { _id: roundId, year, enrolledTo }: StarRoundDocument) {
  const after = enrolledTo ?? ''
  const centres = await store.centres.find({
    where: after === '' ? {} : { _id: gt(after) },
    sort: [['_id', 'asc']],
    limit: LOT,
    fields: ['name', 'county'],
  })
  await forEachConcurrent(centres, ({ _id: centreId, name, county }) =>
    store.centrestars.insert({
      _id: starsIdOf(year, centreId),
      ...{ roundId, year, centreId, centreName: name, county },
      ...{ reviewers: null, months: {}, counted: 0, figures: {}, self: null, reviews: {} },
      ...{ byCounty: null, byCity: null, disputes: {}, recount: [], toRecount: 0, explained: {} },
      ...{ isSampled: false, rechecks: {}, result: null, dueAt: now, revision: 1 },
    }),
  )
  const last = centres.at(-1)
  const next = centres.length < LOT || !last ? null : last._id
  await changeRound(store, roundId, round => (round.enrolledTo === enrolledTo ? { enrolledTo: next } : null))
  return MORE
}

/** Notes who reviews whom, for some centres at a time: the seed gives the same assignment each time. */
async function assign({ store }: StarsContext, { _id: roundId, seed, rulesId }: StarRoundDocument) {
  const all = await store.centrestars.find({
    where: { roundId },
    sort: [['centreId', 'asc']],
    limit: MAX_CENTRES,
    fields: ['centreId', 'county', 'reviewers'],
  })
  const participants = all.map(({ centreId, county }) => ({ id: centreId, county }))
  const rules = ratingRulesOf(rulesId)
  const assigned = assignReviewers(participants, seed, rules)
  const sampled = new Set(
    recheckSample(
      participants.map(({ id }) => id),
      seed,
      rules,
    ),
  )
  const waiting = all.filter(({ reviewers }) => reviewers === null)
  await forEachConcurrent(waiting.slice(0, LOT), ({ _id, centreId }) =>
    changeStars(store, _id, ({ reviewers }) =>
      reviewers === null ? { reviewers: assigned.get(centreId) ?? [], isSampled: sampled.has(centreId) } : null,
    ),
  )
  if (waiting.length <= LOT) await changeRound(store, roundId, round => (round.assigned ? null : { assigned: true }))
  return MORE
}

/**
 * Makes each centre due that has no result yet, as an item of its own, so that one that fails keeps no other from its result. Notes what
 * has come of the year, and looks again until all have theirs.
 */
async function finish({ store, now }: StarsContext, roundId: string): Promise<void> {
  const { came, waiting } = await countCame(store, roundId)
  if (waiting > 0) await store.centrestars.update({ roundId, result: null }, { dueAt: now })
  await changeRound(store, roundId, ({ publishedAt }) => {
    const since = now - (publishedAt ?? now)
    return { came, dueAt: waiting === 0 ? 0 : now + Math.min(HOUR, Math.max(LOOK_AGAIN, since)) }
  })
}

/** Counts the months of a centre as they end, one at a time, and gives it its result when that is published. */
export const followStars = eachOf(
  { name: 'centreStars', collection: 'centrestars', due: now => ({ dueAt: dueBy(now) }), by: 'dueAt', atOnce: 4 },
  async (context, starsId) => {
    const { store, now } = context
    const stars = await store.centrestars.get(starsId)
    if (!stars || stars.dueAt === 0 || stars.dueAt > now) return
    const round = await store.starrounds.get(stars.roundId)
    if (!round) {
      await store.centrestars.update({ _id: starsId }, { dueAt: 0 })
      return
    }
    const { counted, year, recount } = stars
    const [again] = recount
    if (again !== undefined) return countAgain(store, stars, round, again)
    if (counted < MONTHS && monthCountedFrom(year, counted + 1) <= now) return count(store, stars, round)
    if (round.publishedAt !== null && stars.result === null) await handOut(store, stars, round)
    const next = counted < MONTHS ? monthCountedFrom(year, counted + 1) : 0
    await changeStars(store, starsId, current => (current.dueAt === stars.dueAt ? { dueAt: next } : null))
  },
)

/** Counts the next month. */
async function count(store: Store, stars: CentreStarsDocument, round: StarRoundDocument) {
  const { _id, centreId, year, counted, disputes, revision } = stars
  const rules = ratingRulesOf(round.rulesId)
  const month = counted + 1
  const own = await countMonthOf(store, centreId, year, month, rules, leftOut(disputes))
  await changeStars(store, _id, current => {
    // Changed meanwhile, perhaps by a dispute that was upheld: counted once more.
    if (current.revision !== revision) return null
    return { ...withMonth(current, month, own, rules), counted: month }
  })
  return MORE
}

/** Counts a month again without the sessions that were disputed. What is disputed meanwhile asks for another count. */
async function countAgain(store: Store, stars: CentreStarsDocument, { rulesId }: StarRoundDocument, month: number) {
  const { _id, centreId, year, disputes, revision } = stars
  const rules = ratingRulesOf(rulesId)
  const own = await countMonthOf(store, centreId, year, month, rules, leftOut(disputes))
  await changeStars(store, _id, current => {
    if (current.revision !== revision) return null
    const recount = current.recount.filter(each => each !== month)
    return { ...withMonth(current, month, keptCounts(current, month, own), rules), recount, toRecount: recount.length }
  })
  return MORE
}

/**
 * A month that is counted again, with the complaints of the first count: their records are kept for a shorter time than a dispute can
 * take, and no session that is left out changes them.
 */
function keptCounts({ months }: CentreStarsDocument, month: number, own: MonthCounts): MonthCounts {
  const had = months[keyOf(month)]
  return had ? { ...own, complaints: had.complaints, inTime: had.inTime } : own
}

function keyOf(month: number): string {
  return String(month).padStart(2, '0')
}

function withMonth({ months }: CentreStarsDocument, month: number, own: MonthCounts, rules: RatingRules) {
  const next = { ...months, [keyOf(month)]: own }
  // The database need not keep the order of keys.
  const inOrder = Object.entries(next).sort(([a], [b]) => Number(a) - Number(b))
  return { months: next, figures: figuresOf(yearOf(inOrder.map(([, counts]) => counts)), rules) }
}

/** Sessions whose dispute was upheld. */
function leftOut(disputes: CentreStarsDocument['disputes']): Set<string> {
  return new Set(Object.keys(disputes).filter(id => disputes[id]?.decision?.upheld))
}

/** Gives a centre its stars; the centre first, because a rating with a result is not looked at again. */
async function handOut(store: Store, stars: CentreStarsDocument, { rulesId, year }: StarRoundDocument): Promise<void> {
  const { _id, centreId } = stars
  const result = resultNow(stars, rulesId)
  await store.centres.update(
    { _id: centreId, 'stars.year': not(gt(year)) },
    { stars: { stars: result.stars, year, until: termOf(year) } },
  )
  await changeStars(store, _id, current => (current.result === null ? { result } : null))
}
