import type { HonourRow, HonoursEdit } from '@domain/contracts/office-honours'
import { type HonourStage, sayHonour } from '@domain/participation/honour-state'
import { householdKeyOf } from '../kernel/ids'
import { note, type StaffContext } from '../kernel/router/context'
import { AppError, requireAtCentre } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import type { HonourDocument } from '../kernel/store/documents'
import { changeHonour, nominate, remember, toPanel } from './honours'

/** Honours of a centre that are shown of each stage: those that something is due for first, and the latest that have ended. */
const MAX_SHOWN = { asked: 40, public: 60, ended: 30 }

/** Honours of a centre. */
export const getHonoursOfCentre: Handler<'office.honours'> = (context, { centreId }) => honoursEdit(context, centreId)

async function honoursEdit({ store, now, accountId }: StaffContext, centreId: string): Promise<HonoursEdit> {
  // By what is due, so that none is left out at the time when the panel has to look at it.
  const shown = (stage: HonourStage, by: ['dueAt', 'asc'] | ['at', 'desc'] = ['dueAt', 'asc']) =>
    store.honours.find({ where: { centreId, stage }, sort: [by], limit: MAX_SHOWN[stage] })
  const all = await Promise.all([shown('asked'), shown('public'), shown('ended', ['at', 'desc'])])
  return { now, honours: all.flat().map(honour => rowOf(honour, accountId, now)) }
}

function rowOf(honour: HonourDocument, accountId: string, now: number): HonourRow {
  const { _id, name, kind, state, words, at, listedUntil, panelUntil, grantedAt, until, recheckAt, endedAt } = honour
  const { judges, votes, round, reason, objections, accountId: owner } = honour
  return {
    ...{ id: _id, name, kind, state, words, at, listedUntil, panelUntil, grantedAt, until, recheckAt, endedAt, reason },
    judges: judges.length,
    votes: Object.values(votes).filter(vote => vote.round === round).length,
    objections: Object.keys(objections).length,
    canRecheck: state === 'awarded' && owner !== accountId,
    waitsForPanel: state === 'awarded' && recheckAt !== null && recheckAt <= now,
  }
}

/** Nominates a household, which is asked first. Idempotent under the request id. */
export const nominateAsStaff: Handler<'office.nominateHonour'> = async (context, input) => {
  const { centreId, kind, personId: accountId, words } = input
  const honour = await nominate(context, { centreId, kind, words, accountId, way: 'staff', by: context.actor })
  note(context, { person: { id: accountId, name: honour.name }, subject: { id: honour._id, title: sayHonour(kind) } })
  return honoursEdit(context, centreId)
}

/**
 * Has an honour looked at before its time; the panel decides. Idempotent under the request id. Throws HONOUR_NOT_FOUND, OWN_HONOUR,
 * HONOUR_NOT_OPEN, PANEL_MISSING.
 */
export const recheckHonour: Handler<'office.recheckHonour'> = async (context, { centreId, honourId, reason }) => {
  const { accountId, requestId } = context
  await changeHonour(context, honourId, async current => {
    const honour = requireAtCentre(current, centreId, 'HONOUR_NOT_FOUND')
    if (honour.forgottenAt !== null) throw new AppError('HONOUR_NOT_FOUND', null)
    const { requests, state, accountId: owner, name, kind } = honour
    note(context, { person: { id: owner, name }, subject: { id: honourId, title: sayHonour(kind) }, reason })
    if (requests.includes(requestId)) return null
    if (owner === accountId) throw new AppError('OWN_HONOUR', null)
    if (state !== 'awarded') throw new AppError('HONOUR_NOT_OPEN', { state })
    // Who asks has said what is wrong, and does not decide it.
    const asked = await toPanel(context, honour, 'rechecking', [householdKeyOf(context, honourId, accountId)])
    return { ...asked, reason, requests: remember(honour, requestId) }
  })
  return honoursEdit(context, centreId)
}
