import type { GoodView, TaskView } from '@domain/contracts/points'
import { slotOf } from '@domain/participation/award'
import { shownState } from '@domain/participation/deed-state'
import { isOpen } from '@domain/participation/honour-state'
import { listedPoints, spendable } from '@domain/participation/purse'
import { pointRulesAt } from '@domain/participation/rules'
import { localDate, localMonth } from '@domain/time'
import { firstCentre } from '../catalogue/first-centre'
import { deedIdOf, householdKeyOf } from '../kernel/ids'
import type { PersonContext } from '../kernel/router/context'
import { requireFound } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import type { PointGoodDocument, PointTaskDocument } from '../kernel/store/documents'
import { findPage } from '../kernel/store/page'
import { oneOf } from '../kernel/store/port'
import { MAX_ASKED } from './cases'
import { quarterAt } from './issues'
import { loadPurse } from './purses'
import { deedView, listedView, redemptionView } from './views'

/** Tasks and goods of a centre that are shown, and latest deeds and redemptions of a household. */
export const MAX_LISTED = 100
const LATEST = 20

/** Points of the caller's household, and what a centre offers. */
export const getPointsHome: Handler<'points.home'> = async (context, { centreId: asked }) => {
  const { store, now, accountId } = context
  const centreId = asked ?? (await firstCentre(store))
  const own = { where: { accountId }, sort: [['at', 'desc']] as ['at', 'desc'][], limit: LATEST }
  const [centre, purse, tasks, goods, deeds, redemptions, cases, quarter, honours] = await Promise.all([
    store.centres.get(centreId, ['name']),
    loadPurse(context, accountId),
    store.pointtasks.find({ where: { centreId, isOpen: true }, limit: MAX_LISTED }),
    store.pointgoods.find({ where: { centreId, isOpen: true }, limit: MAX_LISTED }),
    store.deeds.find(own),
    store.redemptions.find(own),
    store.deeds.find({ where: { judges: oneOf([accountId]) }, limit: MAX_ASKED, fields: ['votes', 'state'] }),
    quarterAt(store, centreId, now),
    honoursOf(context),
  ])
  const { name } = requireFound(centre, 'CENTRE_NOT_FOUND')
  const [first] = purse.lots.filter(({ until }) => until > now)
  return {
    now,
    centre: { id: centreId, name },
    spendable: spendable(purse, now),
    listed: listedPoints(purse),
    month: purse.months[localMonth(now)] ?? 0,
    monthlyCap: pointRulesAt(now).monthlyCap,
    quarterLeft: Math.max(0, quarter.bound - quarter.issued),
    expiring: first ?? null,
    tasks: await taskViews(context, tasks),
    goods: goods.map(goodView),
    deeds: deeds.map(deedView),
    redemptions: redemptions.filter(({ state }) => state !== 'intent').map(redemptionView),
    cases: cases.filter(({ state }) => state === 'disputed').length,
    honours,
  }
}

/** Honours of the household that have not ended, and how many wait for the caller's vote. */
async function honoursOf(context: PersonContext) {
  const { store, accountId } = context
  const [own, asked] = await Promise.all([
    store.honours.find({
      where: { accountId },
      sort: [['at', 'desc']],
      limit: LATEST,
      fields: ['kind', 'state'],
    }),
    store.honours.find({
      where: { judges: oneOf([accountId]) },
      limit: MAX_ASKED,
      fields: ['votes', 'round'],
    }),
  ])
  const hasVoted = ({ _id, votes, round }: (typeof asked)[number]) =>
    votes[householdKeyOf(context, _id, accountId)]?.round === round
  return {
    open: own.filter(({ state }) => isOpen(state)).map(({ kind, state }) => ({ kind, state })),
    cases: asked.filter(honour => !hasVoted(honour)).length,
  }
}

/** Tasks by title, each with what the household has done of it in the current period. */
async function taskViews(context: PersonContext, tasks: readonly PointTaskDocument[]): Promise<TaskView[]> {
  const { store, now, accountId } = context
  const idOf = ({ _id, every }: PointTaskDocument) => deedIdOf(context, _id, accountId, slotOf(every, localDate(now)))
  const found =
    tasks.length === 0
      ? []
      : await store.deeds.find({ where: { _id: oneOf(tasks.map(idOf)) }, limit: MAX_LISTED, fields: ['state'] })
  const states = new Map(found.map(({ _id, state }) => [_id, shownState(state)]))
  return [...tasks]
    .sort((a, b) => a.title.localeCompare(b.title, 'zh'))
    .map(task => {
      const { _id, title, words, points, per, every, mutual } = task
      const deedId = idOf(task)
      const state = states.get(deedId)
      const isDone = state !== undefined && state !== 'lapsed'
      return { id: _id, title, words, points, per, every, mutual, deed: isDone ? { id: deedId, state } : null }
    })
}

function goodView({ _id, kind, title, points, left }: PointGoodDocument): GoodView {
  return { id: _id, kind, title, points, left }
}

/** What moved the household's points, newest first. */
export const getHistory: Handler<'points.history'> = async ({ store, now, accountId }, { after }) => {
  const page = await findPage(store.pointrows, { where: { accountId }, by: 'at', direction: 'desc', after })
  const items = page.items.map(({ _id, what, entries, at }) => ({
    id: _id,
    what,
    points: (entries.spendable ?? 0) === 0 ? (entries.listed ?? 0) : (entries.spendable ?? 0),
    at,
  }))
  return { now, items, next: page.next }
}

/** The public listing of a centre: deeds whose listing ends first come first. */
export const getListing: Handler<'points.listing'> = async ({ store, now, accountId }, { centreId, after }) => {
  const page = await findPage(store.deeds, {
    where: { centreId, state: oneOf(['listed', 'disputed']) },
    by: 'at',
    direction: 'desc',
    after,
  })
  return { now, items: page.items.map(deed => listedView(deed, accountId)), next: page.next }
}
