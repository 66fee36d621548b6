import type { Context } from '../../kernel/router/context'
import { addOperatorAct } from '../../kernel/router/journal'
import type { StaffDocument } from '../../kernel/store/documents'
import { CONFLICT, retryOnConflict } from '../../kernel/work/retry'
import { revisionOf, writeStaff } from './staff'
import { peopleOf } from './team'

/** Each failed attempt means that another change of the same person's roles was written. */
const MAX_ATTEMPTS = 5

const CITY = { centreId: null, county: null }

/**
 * Makes a person the city's first officer: the one act that no role can do, for the operator of the system. Refused when
 * somebody else holds the city's office already, who can invite. Safe to repeat. Returns what it did.
 */
export async function grantFirstOffice(
  context: Pick<Context, 'store' | 'now'>,
  accountId: string,
): Promise<'granted' | 'has-it' | 'taken'> {
  const { store, now } = context
  const grant = `first-office-${accountId}`
  const result = await retryOnConflict(MAX_ATTEMPTS, async () => {
    const officers = await peopleOf(store, CITY)
    if (officers.some(({ _id }) => _id === accountId)) return 'has-it'
    if (officers.length > 0) return 'taken'
    const staff = await store.staff.get(accountId)
    const base: StaffDocument = staff ?? { _id: accountId, roles: [] }
    const offices = [...(base.offices ?? []), { role: 'city' as const, county: null, grant, since: now }]
    const next = { ...base, offices, revision: revisionOf(staff) + 1 }
    return (await writeStaff(store, staff, next)) ? 'granted' : CONFLICT
  })
  if (result !== 'taken') {
    await addOperatorAct(context, grant, 'first-office', { person: { id: accountId, name: null } })
  }
  return result
}
