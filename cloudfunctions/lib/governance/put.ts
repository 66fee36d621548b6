import { answerBy, decideSupport } from '@domain/governance/need'
import { governanceRulesAt } from '@domain/governance/rules'
import { NEEDS } from '@domain/tries'
import { changeAccount, loadAccount } from '../accounts/account'
import { firstCentre } from '../catalogue/first-centre'
import { householdKeyOf, needIdOf } from '../kernel/ids'
import { AppError, enforce, requireFound } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import { countWithin } from '../kernel/router/tries'
import type { NeedDocument } from '../kernel/store/documents'
import { findPage } from '../kernel/store/page'
import { oneOf } from '../kernel/store/port'
import { changeNeed, SHOWN } from './needs'
import { stepOf, withConsent } from './news'
import { needCards, needView } from './views'

/**
 * Puts a need. It is stored under the request id, so a replay is not counted again; a call that dies before it is stored has used
 * up one of the household's week. Throws CENTRE_NOT_FOUND, NEED_LIMIT, REQUEST_REUSED.
 */
export const putNeed: Handler<'need.put'> = async (context, { centreId, category, text }) => {
  const { store, now, accountId, requestId } = context
  const _id = needIdOf(context)
  const earlier = await store.needs.get(_id)
  const need = earlier ?? (await store.needs.get((await insert())._id))
  const stored = requireFound(need, 'NEED_NOT_FOUND')
  if (stored.text !== text || stored.category !== category || stored.centreId !== centreId)
    throw new AppError('REQUEST_REUSED', null)
  return { now, need: await needView(context, stored, false) }

  async function insert(): Promise<NeedDocument> {
    const { county } = requireFound(await store.centres.get(centreId, ['county']), 'CENTRE_NOT_FOUND')
    const until = await countWithin(context, accountId, NEEDS)
    if (until !== null) throw new AppError('NEED_LIMIT', { most: NEEDS.most, until })
    const rules = governanceRulesAt(now)
    const fresh: NeedDocument = {
      ...{ _id, centreId, county, accountId, requestId, category, text },
      state: 'open',
      level: 'centre',
      at: now,
      dueAt: answerBy('centre', now, rules),
      escalations: [],
      supporters: 0,
      voices: {},
      answer: null,
      mergedInto: null,
      requests: [],
      rulesId: rules.id,
      revision: 0,
      forgottenAt: null,
    }
    await store.needs.insert(fresh)
    return fresh
  }
}

/** Says that a household needs it, too. A household is counted once, whatever it sends. */
export const supportNeed: Handler<'need.support'> = async (context, { needId }) => {
  const { now, accountId } = context
  const by = householdKeyOf(context, needId, accountId)
  const need = await changeNeed(context, needId, ({ state, supporters, voices, accountId: owner }) => {
    if (voices[by]) return null
    enforce(decideSupport({ state, supporters }, owner === accountId))
    return { voices: { ...voices, [by]: { at: now } }, supporters: supporters + 1 }
  })
  return { now, need: await needView(context, need, true) }
}

/**
 * Adds the consent to one message about the household's need. Of one that has come to its end nothing more is told, so that the
 * consent is not taken.
 */
export const tellAboutNeed: Handler<'need.tell'> = async (context, { needId }) => {
  const { store, now, accountId, requestId } = context
  const need = await changeNeed(context, needId, async current => {
    if (current.accountId !== accountId) throw new AppError('NEED_NOT_FOUND', null)
    return withConsent(current, await stepOf(store, current), requestId, now)
  })
  // Whoever has only put needs has no account yet, and nobody without one can be told. A retry inserts it, should the call die here.
  await changeAccount(context, await loadAccount(context), ({ revision }) => (revision === 0 ? {} : null))
  return { now, need: await needView(context, need, false) }
}

/** One need, and where it stands. */
export const getNeed: Handler<'need.get'> = async (context, { needId }) => {
  const { store, now, accountId } = context
  const need = requireFound(await store.needs.get(needId), 'NEED_NOT_FOUND')
  const isSupported = need.voices[householdKeyOf(context, needId, accountId)] !== undefined
  return { now, need: await needView(context, need, isSupported) }
}

/** The needs of a centre. Merged ones are shown to those who have put them. */
export const listNeeds: Handler<'need.list'> = async ({ store, now }, { centreId: asked, after }) => {
  const centreId = asked ?? (await firstCentre(store))
  const [centre, { items, next }] = await Promise.all([
    store.centres.get(centreId, ['name']),
    findPage(store.needs, {
      where: { centreId, state: oneOf(['open', 'answered']) },
      by: 'at',
      direction: 'desc',
      after,
      fields: SHOWN,
    }),
  ])
  const { name } = requireFound(centre, 'CENTRE_NOT_FOUND')
  return { now, centre: { id: centreId, name }, items: await needCards(store, items), next }
}

/** What the household has put. */
export const listOwnNeeds: Handler<'need.mine'> = async ({ store, now, accountId }, { after }) => {
  const { items, next } = await findPage(store.needs, {
    where: { accountId },
    by: 'at',
    direction: 'desc',
    after,
    fields: SHOWN,
  })
  return { now, items: await needCards(store, items), next }
}
