import type { ParsedInput } from '@domain/contracts'
import type { PartnerEdit, PartnersEdit } from '@domain/contracts/office-partners'
import { editOfferings } from '@domain/participation/group'
import {
  balanceOf,
  monthEnd,
  monthStart,
  partnerFault,
  partnerStateOf,
  reviewedMonth,
} from '@domain/participation/partner'
import { DAY, localMonth } from '@domain/time'
import { offeredAt } from '../catalogue/offered'
import { createdIdOf } from '../kernel/ids'
import { note, type StaffContext } from '../kernel/router/context'
import { AppError, requireAtCentre } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import type { PartnerDocument, PartnerOffering } from '../kernel/store/documents'
import { gt, oneOf, type Store } from '../kernel/store/port'
import { sessionsAfter } from './after-end'
import { changePartner, rememberRequest } from './partners'

/** What the page lists at most. */
const MAX_PARTNERS = 15
/** Months and reviews that the list shows of each: an answer stays small when all have the longest words. */
const MAX_MONTHS = 12
const MAX_SHOWN_REVIEWS = 3
/** Reviews that are kept. */
const MAX_REVIEWS = 20

/** The agreements of a centre, for its managers. */
export const getPartners: Handler<'office.partners'> = (context, { centreId }) => partnersEdit(context, centreId)

async function partnersEdit({ store, now }: StaffContext, centreId: string): Promise<PartnersEdit> {
  const [partners, offerings] = await Promise.all([
    store.partners.find({ where: { centreId }, sort: [['endsAt', 'desc']], limit: MAX_PARTNERS }),
    offeredAt(store, { centreId, kind: 'class' }),
  ])
  const after = await sessionsAfter(store, partners, now)
  return {
    now,
    partners: partners.map(partner => ({ ...partnerEdit(partner, now), after: after.get(partner._id) ?? [] })),
    offerings,
  }
}

function partnerEdit(partner: PartnerDocument, now: number): Omit<PartnerEdit, 'after'> {
  const { _id: id, name, kind, words, terms, startsAt, endsAt, offerings, months, state, reviews, revision } = partner
  const idsOf = (use: PartnerOffering['use']) =>
    offerings.filter(each => each.use === use && each.until === null).map(each => each.id)
  return {
    ...{ id, name, kind, words, ...terms, state, revision },
    ...{ from: localMonth(startsAt), until: localMonth(endsAt - 1) },
    ...{ serviceIds: idsOf('service'), roomIds: idsOf('room') },
    balance: balanceOf(months, now),
    months: months.slice(-MAX_MONTHS).reverse(),
    reviews: reviews
      .slice(-MAX_SHOWN_REVIEWS)
      .map(({ at, goesOn, words: said }) => ({ at, goesOn, words: said }))
      .reverse(),
  }
}

/** Saves an agreement, guarded by the revision that was read. Idempotent under the request id. */
export const savePartner: Handler<'office.savePartner'> = async (context, input) => {
  const { store, now, actor: changedBy, requestId } = context
  const { centreId, partnerId, revision, name, kind, words, roomHours, sessions, from, until } = input
  const _id = partnerId ?? createdIdOf('partner', context)
  note(context, { subject: { id: _id, title: name } })
  const stored = await store.partners.get(_id)
  const before = partnerId === undefined ? stored : requireAtCentre(stored, centreId, 'PARTNER_NOT_FOUND')
  if (before?.requests.includes(requestId)) return partnersEdit(context, centreId)
  const fault = partnerFault(
    { from, until },
    before ? { from: localMonth(before.startsAt), endsAt: before.endsAt } : null,
    now,
  )
  if (fault) throw new AppError('PARTNER_WRONG', { fault })
  const [startsAt, endsAt] = [monthStart(from), monthEnd(until)]
  const offerings = await offeringsOf(context, _id, before, { ...input, startsAt })
  const agreed = {
    ...{ name, kind, words, terms: { roomHours, sessions }, startsAt, endsAt, offerings, changedBy },
    offeringIds: offerings.filter(each => each.until === null).map(({ id }) => id),
    revision: revision + 1,
  }
  if (before) {
    const state = partnerStateOf({ ...before, ...agreed }, now)
    const saved = { ...agreed, state, dueAt: before.dueAt, requests: rememberRequest(before, requestId) }
    if ((await store.partners.update({ _id, revision }, saved)) === 0) throw new AppError('PARTNER_CHANGED', null)
  } else {
    const fresh = {
      ...{ _id, centreId, months: [], reviewedThrough: '', reviews: [], countedTo: now, dueAt: now + DAY },
      ...{ requests: [requestId], forgottenAt: null, ...agreed },
    }
    await store.partners.insert({ ...fresh, state: partnerStateOf(fresh, now) })
  }
  return partnersEdit(context, centreId)
}

/**
 * The classes of an agreement after an edit: new ones count for the whole present month. Throws OFFERING_NOT_FOUND,
 * PARTNER_OFFERING_TAKEN.
 */
async function offeringsOf(
  { store, now }: StaffContext,
  partnerId: string,
  before: PartnerDocument | null,
  { centreId, serviceIds, roomIds, startsAt }: ParsedInput<'office.savePartner'> & { startsAt: number },
): Promise<PartnerOffering[]> {
  const services = [...new Set(serviceIds)]
  const rooms = [...new Set(roomIds)].filter(id => !services.includes(id))
  const titles = await requireOfferings(store, centreId, partnerId, [...services, ...rooms], now)
  const since = Math.max(startsAt, monthStart(localMonth(now)))
  return (['service', 'room'] as const).flatMap(use => {
    const known = (before?.offerings ?? []).filter(each => each.use === use)
    const chosen = (use === 'service' ? services : rooms).map(id => ({ id, title: titles.get(id) ?? '' }))
    return editOfferings(known, chosen, now, since).map(each => ({ ...each, use }))
  })
}

/** Titles of classes of a centre, none of which belongs to another agreement that goes on. */
async function requireOfferings(
  store: Store,
  centreId: string,
  partnerId: string,
  ids: readonly string[],
  now: number,
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const [offerings, others] = await Promise.all([
    store.offerings.find({ where: { _id: oneOf(ids) }, limit: ids.length, fields: ['centreId', 'kind', 'title'] }),
    store.partners.find({
      where: { offeringIds: oneOf(ids), endsAt: gt(now) },
      limit: MAX_PARTNERS,
      fields: ['name', 'offeringIds'],
    }),
  ])
  const other = others.find(({ _id }) => _id !== partnerId)
  if (other) throw new AppError('PARTNER_OFFERING_TAKEN', { name: other.name })
  return new Map(
    ids.map(id => {
      const found = offerings.find(({ _id, kind }) => _id === id && kind === 'class')
      return [id, requireAtCentre(found, centreId, 'OFFERING_NOT_FOUND').title]
    }),
  )
}

/** Decides after short months whether an agreement goes on. Idempotent under the request id. */
export const reviewPartner: Handler<'office.reviewPartner'> = async (
  context,
  { centreId, partnerId, goesOn, words },
) => {
  const { now, actor, requestId } = context
  await changePartner(context, partnerId, current => {
    const { name: title, state, requests, reviews, endsAt } = requireAtCentre(current, centreId, 'PARTNER_NOT_FOUND')
    note(context, { subject: { id: partnerId, title } })
    if (requests.includes(requestId)) return null
    if (state !== 'review') throw new AppError('PARTNER_NOT_IN_REVIEW', null)
    return {
      reviewedThrough: reviewedMonth(current.months, now),
      reviews: [...reviews, { at: now, by: actor, goesOn, words }].slice(-MAX_REVIEWS),
      endsAt: goesOn ? endsAt : Math.min(endsAt, monthEnd(localMonth(now))),
      changedBy: actor,
      requests: rememberRequest(current, requestId),
    }
  })
  return partnersEdit(context, centreId)
}
