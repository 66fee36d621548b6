import type { Allergies } from '@domain/canteen/allergies'
import { changeAccount, loadAccount, membersOf } from '../accounts/account'
import { AppError } from '../kernel/router/errors'
import type { Handler } from '../kernel/router/router'
import type { AccountDocument } from '../kernel/store/documents'

/** How many requests are remembered of a member, so that a late copy undoes nothing. */
const REMEMBERED = 20

/**
 * Saves what a member of the household is allergic to, with the consent that was given on the screen. An empty list takes it
 * back. Throws MEMBER_NOT_FOUND, CONSENT_REQUIRED.
 */
export const saveAllergies: Handler<'meal.saveAllergies'> = async (context, { memberId, allergens, agreed }) => {
  const { now, requestId } = context
  if (allergens.length > 0 && !agreed) throw new AppError('CONSENT_REQUIRED', null)
  const account = await changeAccount(context, await loadAccount(context), current => {
    if (!membersOf(current).some(({ id }) => id === memberId)) throw new AppError('MEMBER_NOT_FOUND', null)
    const { allergies = {} } = current
    const requests = allergies[memberId]?.requests ?? []
    if (requests.includes(requestId)) return null
    const saved = {
      allergens: [...new Set(allergens)],
      consentAt: allergens.length > 0 ? now : null,
      requests: [...requests, requestId].slice(-REMEMBERED),
    }
    return { allergies: { ...allergies, [memberId]: saved } }
  })
  return { allergies: allergiesOf(account) }
}

/** What the members of an account are allergic to; those who said nothing are left out. */
export function allergiesOf({ allergies = {} }: Pick<AccountDocument, 'allergies'>): Allergies {
  return Object.fromEntries(
    Object.entries(allergies).flatMap(([id, { allergens }]) =>
      allergens.length > 0 ? [[id, allergens] as const] : [],
    ),
  )
}
