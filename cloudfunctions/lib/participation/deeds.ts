import { type Help, helpShare, helpsBefore, pointsOf } from '@domain/participation/award'
import { isOftenPaired } from '@domain/participation/deed'
import { panelDecision } from '@domain/participation/panel'
import { afterWorkdays } from '@domain/participation/phases'
import { listDeed, reclaimDeed, refuseDeed, releaseDeed } from '@domain/participation/purse'
import { type PointRules, pointRulesOf } from '@domain/participation/rules'
import { KEEP } from '@domain/privacy/keep'
import type { Context } from '../kernel/router/context'
import type { DeedDocument } from '../kernel/store/documents'
import { dueBy } from '../kernel/store/due'
import { CONFLICT, retryOnConflict } from '../kernel/work/retry'
import { revise } from '../kernel/work/revise'
import { STALE_CALL_AFTER } from '../kernel/work/stale'
import { eachOf } from '../kernel/work/task'
import { reserveIssue, settleIssue } from './issues'
import { changePurse } from './purses'

/** Each conflict means that another change of the same deed or pair was stored. */
const MAX_ATTEMPTS = 20

export type DeedChange = Partial<Omit<DeedDocument, '_id' | 'revision'>>
type DeedContext = Pick<Context, 'store' | 'now'>

/**
 * Changes a deed by compare-and-set. `decide` returns the fields to replace, or null to change nothing; it throws to refuse.
 * Returns the deed afterwards. Throws DEED_NOT_FOUND, BUSY.
 */
export function changeDeed(
  { store }: DeedContext,
  deedId: string,
  decide: (deed: DeedDocument) => DeedChange | null | Promise<DeedChange | null>,
): Promise<DeedDocument> {
  return revise(store.deeds, deedId, { missing: 'DEED_NOT_FOUND', attempts: MAX_ATTEMPTS }, decide)
}

/**
 * Brings a deed as far as it can go now: lists the points of a confirmed one, releases those of a listed one whose time is over,
 * decides a disputed one, and moves the points of a decided one. Each step is safe to repeat; when a call dies between two of them,
 * the timer goes on from there (`dueAt`).
 */
export async function advanceDeed(context: DeedContext, seen: DeedDocument): Promise<DeedDocument> {
  let deed = seen
  for (;;) {
    const next = await stepOf(context, deed)
    if (next === null) return deed
    deed = next
  }
}

/** The deed after its next step; null: there is nothing to do now. */
async function stepOf(context: DeedContext, deed: DeedDocument): Promise<DeedDocument | null> {
  const { now } = context
  switch (deed.state) {
    case 'done':
      return deed.dueAt <= now ? endOpen(context, deed, { state: 'lapsed', dueAt: 0, code: '' }) : null
    case 'confirmed':
      return listPoints(context, deed)
    case 'listed':
      return (deed.listedUntil ?? 0) <= now ? endOpen(context, deed, moving('releasing', now)) : null
    case 'disputed':
      return decidePanel(context, deed)
    case 'releasing':
    case 'refusing':
      return movePoints(context, deed)
    case 'reclaiming':
      return takeBack(context, deed)
    default:
      return null
  }
}

/** Fields of a deed whose points are about to be moved. */
function moving(state: 'releasing' | 'refusing', now: number): DeedChange {
  return { state, judges: [], dueAt: now + STALE_CALL_AFTER }
}

/** Ends a phase, unless it has ended in another way. */
function endOpen(context: DeedContext, { _id, state }: DeedDocument, change: DeedChange): Promise<DeedDocument> {
  return changeDeed(context, _id, deed => (deed.state === state ? change : null))
}

async function listPoints(context: DeedContext, deed: DeedDocument): Promise<DeedDocument> {
  const { now, store } = context
  const { _id: deedId, accountId, centreId, task, hours, date, rulesId } = deed
  const rules = pointRulesOf(rulesId)
  const { helps, confirms } = await noteConfirmation(context, deed, rules)
  const share = helpShare(helps, rules)
  const earned = pointsOf(task, hours ?? 1, share)
  const points = rules.funded ? await reserveIssue(context, deed, earned) : earned
  const purse = await changePurse(context, accountId, centreId, async before => {
    // Read after the purse: as long as it is not listed, nobody can have refused or released it since.
    const current = await store.deeds.get(deedId, ['state', 'accountId'])
    if (current?.state !== 'confirmed' || current.accountId !== accountId) return null
    return listDeed(before, { id: deedId, month: date.slice(0, 7), points }, now, rules)
  })
  const listedUntil = afterWorkdays(now, rules.listingWorkdays)
  const marked = isOftenPaired(confirms, rules) ? { flags: [...(deed.flags ?? []), 'pair' as const] } : {}
  const listed = await changeDeed(context, deedId, ({ state }) =>
    state === 'confirmed'
      ? { state: 'listed', points: purse.listed[deedId]?.points ?? 0, listedUntil, dueAt: listedUntil, ...marked }
      : null,
  )
  // When the call dies before it, the timer does it.
  if (rules.funded) await settleIssue(context, listed)
  return listed
}

/**
 * Notes a confirmation between two households, once, in the order in which they are stored. Returns how many confirmations and
 * how much mutual help came before it; none when staff have confirmed it.
 */
async function noteConfirmation(
  { store }: DeedContext,
  { _id: deedId, confirmed, task }: DeedDocument,
  rules: PointRules,
): Promise<{ helps: number; confirms: number }> {
  if (!confirmed?.pair) return { helps: 0, confirms: 0 }
  const { pair: _id, at } = confirmed
  return retryOnConflict(MAX_ATTEMPTS, async () => {
    const pair = await store.pointpairs.get(_id)
    const known = pair?.confirms?.[deedId] ?? pair?.helps[deedId]
    if (known) return { helps: task.mutual ? (pair?.helps[deedId]?.earlier ?? 0) : 0, confirms: known.earlier }
    const add = (before: Record<string, Help> = {}) => {
      const recent = Object.entries(before).filter(([, help]) => help.at > at - KEEP.help)
      const earlier = helpsBefore(
        recent.map(([, help]) => help),
        at,
        rules,
      )
      return { earlier, all: { ...Object.fromEntries(recent), [deedId]: { at, earlier } } }
    }
    const [helps, confirms] = [add(pair?.helps), add(pair?.confirms)]
    const revision = pair?.revision ?? 0
    const change = {
      helps: task.mutual ? helps.all : (pair?.helps ?? {}),
      ...{ confirms: confirms.all, changedAt: at, revision: revision + 1 },
    }
    const isStored =
      revision === 0
        ? await store.pointpairs.insert({ _id, ...change })
        : (await store.pointpairs.update({ _id, revision }, change)) === 1
    return isStored ? { helps: task.mutual ? helps.earlier : 0, confirms: confirms.earlier } : CONFLICT
  })
}

/** The number of the question that was put to the panel last; 0: none was. */
export function roundOf({ round, state }: Pick<DeedDocument, 'round' | 'state'>): number {
  return round ?? (state === 'disputed' ? 1 : 0)
}

/** Decides an objection. One that is not upheld leaves the deed in the listing until the day that was announced, for others. */
async function decidePanel(context: DeedContext, deed: DeedDocument): Promise<DeedDocument | null> {
  const { now } = context
  const decisionOf = (current: DeedDocument) => {
    const { judges, votes, panelUntil } = current
    const given = Object.values(votes).filter(vote => (vote.round ?? 1) === roundOf(current))
    const upheld = given.filter(vote => vote.upheld).length
    const isOver = panelUntil !== null && panelUntil <= now
    return panelDecision({ judges: judges.length, upheld, rejected: given.length - upheld }, isOver)
  }
  if (decisionOf(deed) === null) return null
  return changeDeed(context, deed._id, current => {
    const decision = current.state === 'disputed' ? decisionOf(current) : null
    if (decision === null) return null
    const { listedUntil } = current
    if (decision === 'rejected') return moving('refusing', now)
    if (listedUntil === null || listedUntil <= now) return moving('releasing', now)
    return { state: 'listed', round: roundOf(current), judges: [], panelUntil: null, dueAt: listedUntil }
  })
}

async function movePoints(context: DeedContext, deed: DeedDocument): Promise<DeedDocument> {
  const { _id: deedId, accountId, centreId, state, rulesId } = deed
  await changePurse(context, accountId, centreId, async purse => {
    if (!purse.listed[deedId]) return null
    return state === 'releasing'
      ? releaseDeed(purse, deedId, context.now, pointRulesOf(rulesId))
      : refuseDeed(purse, deedId)
  })
  return endOpen(context, deed, { state: state === 'releasing' ? 'final' : 'refused', dueAt: 0, code: '' })
}

/** Takes the points of a deed back. Its rows are in the purse or in the ledger from then on, so that it happens once. */
async function takeBack(context: DeedContext, deed: DeedDocument): Promise<DeedDocument> {
  const { store, now } = context
  const { _id: deedId, accountId, centreId, date, points } = deed
  const rowId = `reclaimed-${deedId}`
  await changePurse(context, accountId, centreId, async purse => {
    // An erased household has no purse, and gets none.
    if (purse.revision === 0 || purse.rows[rowId]) return null
    // Read after the purse, from which rows are removed only when they are in the ledger.
    const [row, current] = await Promise.all([store.pointrows.get(rowId), store.deeds.get(deedId, ['accountId'])])
    if (row || current?.accountId !== accountId) return null
    return reclaimDeed(purse, { id: deedId, month: date.slice(0, 7), points: points ?? 0 }, now)
  })
  return endOpen(context, deed, { state: 'reclaimed', dueAt: 0 })
}

/** Deeds whose phase is over, or whose call has died. */
export const followDeeds = eachOf(
  { name: 'deeds', collection: 'deeds', due: now => ({ dueAt: dueBy(now) }), by: 'dueAt' },
  async (context, deedId) => {
    const deed = await context.store.deeds.get(deedId)
    if (deed) await advanceDeed(context, deed)
  },
)
