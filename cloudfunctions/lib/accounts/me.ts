import type { Handler } from '../kernel/router/router'
import { loadAccount, membersOf } from './account'
import { rolesOf } from './roles'
import { standingOf } from './standing'

/** Returns the caller's household, roles and standing. */
export const getMe: Handler<'me.get'> = async context => {
  const [account, staff] = await Promise.all([loadAccount(context), context.store.staff.get(context.accountId)])
  return {
    now: context.now,
    accountId: context.accountId,
    members: membersOf(account),
    ...rolesOf(staff),
    standing: standingOf(account, context.now),
  }
}
