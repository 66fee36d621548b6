import { decideObject } from '@domain/participation/deed'
import { shownState } from '@domain/participation/deed-state'
import { afterWorkdays } from '@domain/participation/phases'
import { pointRulesOf } from '@domain/participation/rules'
import { householdKeyOf } from '../kernel/ids'
import { AppError, enforce } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import type { DeedDocument } from '../kernel/store/documents'
import { oneOf } from '../kernel/store/port'
import { firstCases, MAX_ASKED, objectTo, reasonsOf } from './cases'
import { advanceDeed, changeDeed, roundOf } from './deeds'
import { listedView } from './views'

/** Objections that are shown to a member of a panel at once. */
const MAX_CASES = 20

/**
 * Objects to a listed deed. The first objection gives the case to the panel, without those whose households are concerned: the
 * deed's, its confirmer's, and those that object. Throws OWN_DEED, DEED_NOT_OPEN, PANEL_MISSING, REQUEST_REUSED.
 */
export const object: Handler<'points.object'> = async (context, { deedId, reason }) => {
  const { now, accountId } = context
  const by = householdKeyOf(context, deedId, accountId)
  const deed = await changeDeed(context, deedId, async current => {
    const { state, listedUntil, accountId: owner, confirmed } = current
    const rules = pointRulesOf(current.rulesId)
    const others = confirmed ? [confirmed.household] : []
    const round = roundOf(current) + (state === 'disputed' ? 0 : 1)
    const asked = { reason, round, hasPanel: state === 'disputed', others, quorum: rules.panelQuorum }
    const change = await objectTo(context, current, asked, objections =>
      enforce(decideObject({ state, listedUntil, objections }, owner === accountId, now)),
    )
    if (!change || state === 'disputed') return change
    const panelUntil = afterWorkdays(now, rules.panelWorkdays)
    return { state: 'disputed', ...change, round, panelUntil, dueAt: panelUntil }
  })
  return { objectedAt: deed.objections[by]?.at ?? now }
}

/** The objections that the caller decides, those that end first in front. */
export const listCases: Handler<'points.cases'> = async context => {
  const { store, now, accountId } = context
  const where = { judges: oneOf([accountId]) }
  const fields = ['votes', 'round', 'state', 'panelUntil'] as const
  const asked = await store.deeds.find({ where, limit: MAX_ASKED, fields })
  const open = asked
    .filter(({ state }) => state === 'disputed')
    .map(deed => {
      const hasVoted = voteOf(deed, householdKeyOf(context, deed._id, accountId)) !== null
      return { _id: deed._id, panelUntil: deed.panelUntil, hasVoted }
    })
  const ids = firstCases(open, MAX_CASES)
  const deeds =
    ids.length === 0 ? [] : await store.deeds.find({ where: { _id: oneOf(ids), ...where }, limit: MAX_CASES })
  const cases = deeds
    .filter(({ state }) => state === 'disputed')
    .map(deed => ({
      deed: listedView(deed, accountId),
      reasons: reasonsOf(deed.objections, roundOf(deed)),
      round: roundOf(deed),
      until: deed.panelUntil ?? 0,
      upheld: voteOf(deed, householdKeyOf(context, deed._id, accountId))?.upheld ?? null,
    }))
  return { now, cases: cases.sort((a, b) => a.until - b.until) }
}

/**
 * Votes as a judge, once in a question; decides it when more than half agree. A vote for an earlier question changes nothing. Throws
 * DEED_NOT_OPEN, ALREADY_VOTED, REQUEST_REUSED.
 */
export const vote: Handler<'points.vote'> = async (context, { deedId, upheld, round: asked }) => {
  const { now, accountId, requestId } = context
  const by = householdKeyOf(context, deedId, accountId)
  const deed = await changeDeed(context, deedId, current => {
    const earlier = current.votes[by]
    if (earlier?.requestId === requestId) {
      if (earlier.upheld !== upheld) throw new AppError('REQUEST_REUSED', null)
      return null
    }
    const notOpen = new AppError('DEED_NOT_OPEN', { state: shownState(current.state) })
    if (current.state !== 'disputed') throw notOpen
    // Who does not decide this case learns nothing about it.
    if (!current.judges.includes(accountId)) throw new AppError('DEED_NOT_FOUND', null)
    const round = roundOf(current)
    if (asked !== undefined && asked !== round) throw notOpen
    if (voteOf(current, by)) throw new AppError('ALREADY_VOTED', null)
    return { votes: { ...current.votes, [by]: { upheld, at: now, requestId, round } } }
  })
  await advanceDeed(context, deed)
  return { votedAt: deed.votes[by]?.at ?? now }
}

/** The vote of a household in the present question; null: none. */
function voteOf(deed: Pick<DeedDocument, 'votes' | 'round' | 'state'>, by: string) {
  const vote = deed.votes[by]
  return vote && (vote.round ?? 1) === roundOf(deed) ? vote : null
}
