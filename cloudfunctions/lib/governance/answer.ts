import { answerLevel, decideMerge, type NeedLevel } from '@domain/governance/need'
import { note, type StaffContext } from '../kernel/router/context'
import { AppError, enforce, requireAtCentre } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import type { NeedDocument } from '../kernel/store/documents'
import { findPage } from '../kernel/store/page'
import { oneOf } from '../kernel/store/port'
import { changeNeed, type NeedChange, SHOWN } from './needs'
import { officeNeeds } from './views'

/** How many latest requests of staff each need remembers. */
const REMEMBERED = 20

/** The needs of a centre that wait, the most urgent first, or that were answered. */
export const listOfficeNeeds: Handler<'office.needs'> = async ({ store, now }, { centreId, waiting, after }) => {
  const { items, next } = await findPage(store.needs, {
    where: { centreId, state: waiting ? 'open' : 'answered' },
    by: waiting ? 'dueAt' : 'at',
    direction: waiting ? 'asc' : 'desc',
    after,
    fields: SHOWN,
  })
  return { now, items: await officeNeeds(store, items), next }
}

/** The needs that were not answered in time and went to an office. */
export const listLateNeeds: Handler<'office.lateNeeds'> = async ({ store, now }, { county, after }) => {
  const late: NeedLevel[] = county === undefined ? ['city'] : ['county', 'city']
  const { items, next } = await findPage(store.needs, {
    where: { state: 'open', level: oneOf(late), ...(county === undefined ? {} : { county }) },
    by: 'at',
    direction: 'asc',
    after,
    fields: SHOWN,
  })
  return { now, items: await officeNeeds(store, items), next }
}

/** Answers a need for the level at which the caller works. The first answer stands. */
export const answerNeed: Handler<'office.answerNeed'> = async (context, { centreId, needId, kind, words }) => {
  const { now, held } = context
  const level = answerLevel(held.map(({ role }) => role))
  return changeAtCentre(context, centreId, needId, ({ state }) => {
    if (state !== 'open') throw new AppError('NEED_CLOSED', { state })
    return { state: 'answered', answer: { kind, words, level, at: now }, dueAt: 0 }
  })
}

/** Merges a need into an older one. Both keep what was put and who supports it. */
export const mergeNeed: Handler<'office.mergeNeed'> = async (context, { centreId, needId, intoId }) => {
  const { store, now } = context
  return changeAtCentre(context, centreId, needId, async need => {
    const into = requireAtCentre(await store.needs.get(intoId), centreId, 'NEED_NOT_FOUND')
    enforce(decideMerge(need, into))
    return { state: 'merged', mergedInto: { needId: intoId, at: now }, dueAt: 0 }
  })
}

/** Changes a need of a centre, once under the request id. */
async function changeAtCentre(
  context: StaffContext,
  centreId: string,
  needId: string,
  decide: (need: NeedDocument) => NeedChange | Promise<NeedChange>,
) {
  const { store, now, requestId } = context
  const changed = await changeNeed(context, needId, async need => {
    requireAtCentre(need, centreId, 'NEED_NOT_FOUND')
    if (need.requests.includes(requestId)) return null
    return { ...(await decide(need)), requests: [...need.requests, requestId].slice(-REMEMBERED) }
  })
  note(context, { subject: { id: needId, title: changed.text } })
  const [need] = await officeNeeds(store, [changed])
  if (!need) throw new AppError('NEED_NOT_FOUND', null)
  return { now, need }
}
