import type { HonourCaseView, HonourView, ListedHonour } from '@domain/contracts/honours'
import { MAX_OBJECTIONS } from '@domain/participation/deed'
import {
  askPanel,
  decideAnswer,
  decideHonourObject,
  endHonour,
  honourRules,
  honourRulesOf,
  questionOf,
} from '@domain/participation/honour'
import { isHeld } from '@domain/participation/honour-state'
import { firstCentre } from '../catalogue/first-centre'
import { householdKeyOf } from '../kernel/ids'
import type { PersonContext } from '../kernel/router/context'
import { AppError, enforce, requireFound } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import type { HonourDocument } from '../kernel/store/documents'
import { findPage } from '../kernel/store/page'
import { oneOf } from '../kernel/store/port'
import { firstCases, MAX_ASKED, objectTo, reasonsOf } from './cases'
import { advanceHonour, changeHonour, nominate, remember, toPanel } from './honours'

/** Latest honours of a household, and questions that a person decides, which are shown. */
const LATEST = 10
const MAX_CASES = 20

/** The honours of the caller's household, and what the caller decides. */
export const getHonours: Handler<'honours.home'> = async (context, { centreId: asked }) => {
  const { store, now, accountId } = context
  const centreId = asked ?? (await firstCentre(store))
  const [centre, own, cases] = await Promise.all([
    store.centres.get(centreId, ['name']),
    store.honours.find({ where: { accountId }, sort: [['at', 'desc']], limit: LATEST }),
    casesOf(context),
  ])
  const { name } = requireFound(centre, 'CENTRE_NOT_FOUND')
  return {
    now,
    centre: { id: centreId, name },
    own: own.map(honourView),
    cases: cases
      .flatMap(honour => caseView(honour, householdKeyOf(context, honour._id, accountId)))
      .sort((a, b) => a.until - b.until),
    holdDays: honourRules().holdDays,
  }
}

/** The questions that the caller decides. */
async function casesOf(context: PersonContext): Promise<HonourDocument[]> {
  const { store, accountId } = context
  const where = { judges: oneOf([accountId]) }
  const asked = await store.honours.find({ where, limit: MAX_ASKED, fields: ['votes', 'round', 'panelUntil'] })
  const all = asked.map(({ _id, votes, round, panelUntil }) => {
    const hasVoted = votes[householdKeyOf(context, _id, accountId)]?.round === round
    return { _id, panelUntil, hasVoted }
  })
  const ids = firstCases(all, MAX_CASES)
  return ids.length === 0 ? [] : store.honours.find({ where: { _id: oneOf(ids), ...where }, limit: MAX_CASES })
}

/** Honours of a centre that are listed or held, latest first. */
export const listHonours: Handler<'honours.list'> = async ({ store, now, accountId }, { centreId, after }) => {
  const where = { centreId, stage: 'public' as const }
  const page = await findPage(store.honours, { where, by: 'at', direction: 'desc', after })
  return { now, items: page.items.map(honour => listedView(honour, accountId)), next: page.next }
}

/** Nominates the own household, or a neighbour's, which is asked first. */
export const nominateAsResident: Handler<'honours.nominate'> = async (context, { centreId, kind, personId, words }) => {
  const { store, accountId } = context
  requireFound(await store.centres.get(centreId, ['name']), 'CENTRE_NOT_FOUND')
  const isOwn = personId === null || personId === accountId
  const way = isOwn ? 'own' : 'neighbour'
  const honour = await nominate(context, { centreId, kind, words, accountId: personId ?? accountId, way, by: '' })
  return { nominatedAt: honour.at }
}

/**
 * Accepts a nomination, which goes to the panel; or ends what is open, or gives an honour up. Idempotent under the request id.
 * Throws HONOUR_NOT_FOUND, HONOUR_NOT_OPEN, PANEL_MISSING.
 */
export const answerNomination: Handler<'honours.answer'> = async (context, { honourId, accept }) => {
  const { now, accountId, requestId } = context
  const honour = await changeHonour(context, honourId, async current => {
    // Nobody learns of a nomination of somebody else.
    if (current.accountId !== accountId) throw new AppError('HONOUR_NOT_FOUND', null)
    if (current.requests.includes(requestId)) return null
    const answer = decideAnswer(current.state, accept)
    if (typeof answer === 'object') throw new AppError(answer.code, answer.detail)
    const step = answer === 'accept' ? await toPanel(context, current, 'review') : endHonour(answer, now)
    return { ...step, requests: remember(current, requestId) }
  })
  return { now, honour: honourView(honour) }
}

/** Objects to a listed honour; the first objection gives it to the panel, without those who are concerned. */
export const objectToHonour: Handler<'honours.object'> = async (context, { honourId, reason }) => {
  const { now, accountId, requestId } = context
  const honour = await changeHonour(context, honourId, async current => {
    const { state, accountId: owner, nominator, rulesId } = current
    const rules = honourRulesOf(rulesId)
    const own = current.objections[householdKeyOf(context, honourId, accountId)]
    // What is not public is not there for others; a late repetition finds what it has stored.
    if (current.stage !== 'public' && own?.requestId !== requestId) throw new AppError('HONOUR_NOT_FOUND', null)
    const hasPanel = state === 'disputed'
    const round = current.round + (hasPanel ? 0 : 1)
    const asked = { reason, round, hasPanel, others: [nominator.household], quorum: rules.panelQuorum }
    const change = await objectTo(context, current, asked, count =>
      enforce(decideHonourObject(current, { isOwn: owner === accountId, count, most: MAX_OBJECTIONS }, now)),
    )
    if (!change || hasPanel) return change
    return { objections: change.objections, ...askPanel('disputed', current, change.judges, now, rules) }
  })
  return { objectedAt: honour.objections[householdKeyOf(context, honourId, accountId)]?.at ?? now }
}

/**
 * Votes as a judge, once in a round; more than half decide at once. A vote for an earlier round changes nothing. Throws
 * HONOUR_NOT_FOUND, HONOUR_NOT_OPEN, ALREADY_VOTED, REQUEST_REUSED.
 */
export const voteOnHonour: Handler<'honours.vote'> = async (context, { honourId, round, isFor }) => {
  const { now, accountId, requestId } = context
  const by = householdKeyOf(context, honourId, accountId)
  const honour = await changeHonour(context, honourId, current => {
    const own = current.votes[by]
    if (own?.requestId === requestId) {
      if (own.isFor !== isFor || own.round !== round) throw new AppError('REQUEST_REUSED', null)
      return null
    }
    // Who does not decide this question learns nothing about it, unless it was theirs.
    if (!current.judges.includes(accountId) && !own) throw new AppError('HONOUR_NOT_FOUND', null)
    if (questionOf(current.state) === null || current.round !== round || !current.judges.includes(accountId))
      throw new AppError('HONOUR_NOT_OPEN', { state: current.state })
    if (own?.round === round) throw new AppError('ALREADY_VOTED', null)
    return { votes: { ...current.votes, [by]: { isFor, round, at: now, requestId } } }
  })
  await advanceHonour(context, honour)
  return { votedAt: honour.votes[by]?.at ?? now }
}

/** An honour as its household sees it. */
function honourView(honour: HonourDocument): HonourView {
  const { _id, kind, state, way, words, at, dueAt, listedUntil, panelUntil, grantedAt, until, recheckAt } = honour
  return {
    ...{ id: _id, kind, state, way, words, at, listedUntil, panelUntil, grantedAt, until, recheckAt },
    answerUntil: state === 'nominated' ? dueAt : null,
    endedAt: honour.endedAt,
    reason: honour.reason,
    objections: Object.values(honour.objections).map(({ reason }) => reason),
  }
}

/** An honour as everybody sees it: that it is looked at again is no business of others. */
function listedView(honour: HonourDocument, accountId: string): ListedHonour {
  const { _id, name, kind, words, state, listedUntil, grantedAt, until, accountId: owner } = honour
  return {
    ...{ id: _id, name, kind, words, grantedAt, until },
    listedUntil: listedUntil ?? 0,
    state: isHeld(state) ? 'awarded' : state === 'disputed' ? 'disputed' : 'listed',
    isOwn: owner === accountId,
  }
}

/** What a member of the panel decides; empty: nothing is asked any more. */
function caseView(honour: HonourDocument, by: string): HonourCaseView[] {
  const { _id, name, kind, words, state, round, panelUntil, reason, objections, votes } = honour
  const question = questionOf(state)
  if (question === null) return []
  const own = votes[by]
  const said = question === 'objection' ? reasonsOf(objections, round) : []
  const reasons = [...said, ...(question === 'recheck' && reason !== '' ? [reason] : [])]
  return [
    {
      ...{ id: _id, name, kind, words, question, reasons, round },
      until: panelUntil ?? 0,
      isFor: own?.round === round ? own.isFor : null,
    },
  ]
}
