import type { Interests } from '@domain/contracts/interests'
import { interestKey, isSameInterest, MAX_INTERESTS } from '@domain/notices/interests'
import { interestIdOf } from '../kernel/ids'
import type { PersonContext } from '../kernel/router/context'
import { AppError, requireFound } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import type { AccountDocument, Interest } from '../kernel/store/documents'
import { changeAccount, loadAccount } from './account'

/** Requests that are remembered, so that a late copy of one does not renew a wish that was told since. */
const REMEMBERED = 20

/** The keys by which a publication finds these wishes. */
export function keysOf(interests: readonly Interest[]): string[] {
  return [...new Set(interests.map(interestKey))]
}

/** What the household wants to hear of. */
export const listInterests: Handler<'interest.list'> = async context =>
  interestsView(context, await loadAccount(context))

/**
 * Adds a wish to hear of new classes; an equal one is kept and counts from now. One write, idempotent under its request id.
 * Throws CENTRE_NOT_FOUND, INTEREST_LIMIT.
 */
export const addInterest: Handler<'interest.add'> = async (context, { category, centreId, age }) => {
  const { store, now, requestId } = context
  const centre =
    centreId === null ? null : requireFound(await store.centres.get(centreId, ['name']), 'CENTRE_NOT_FOUND')
  const wish = { category, centreId, age, centreName: centre?.name ?? '', at: now }
  const account = await changeAccount(
    context,
    await loadAccount(context),
    ({ interests = [], interestRequests = [] }) => {
      if (interestRequests.includes(requestId)) return null
      const same = interests.find(one => isSameInterest(one, wish))
      if (!same && interests.length >= MAX_INTERESTS) throw new AppError('INTEREST_LIMIT', { max: MAX_INTERESTS })
      const after = [...interests.filter(one => one !== same), { id: same?.id ?? interestIdOf(context), ...wish }]
      return {
        interests: after,
        interestKeys: keysOf(after),
        interestRequests: [...interestRequests, requestId].slice(-REMEMBERED),
      }
    },
  )
  return interestsView(context, account)
}

/** Takes a wish back. */
export const removeInterest: Handler<'interest.remove'> = async (context, { interestId }) => {
  const account = await changeAccount(context, await loadAccount(context), ({ interests = [] }) =>
    withoutInterests(interests, [interestId]),
  )
  return interestsView(context, account)
}

/** The fields of an account without these wishes; null: it has none of them. */
export function withoutInterests(interests: readonly Interest[], ids: readonly string[]) {
  const left = interests.filter(({ id }) => !ids.includes(id))
  return left.length === interests.length ? null : { interests: left, interestKeys: keysOf(left) }
}

function interestsView({ now }: PersonContext, { interests = [] }: AccountDocument): Interests {
  return { now, interests, max: MAX_INTERESTS }
}
