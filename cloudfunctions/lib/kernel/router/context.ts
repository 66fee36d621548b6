import type { StaffDocument } from '../store/documents'
import type { Store } from '../store/port'

/** What a use-case may touch of the world outside. */
export interface Context {
  /** Epoch ms, the same during the whole call. */
  now: number
  store: Store
  /** A fresh random key. */
  newSecret: () => string
}

/** A call by a person. */
export interface PersonContext extends Context {
  openid: string
  accountId: string
  /** The client's id of this intention; empty on reads that sent none. */
  requestId: string
}

/**
 * Work that somebody's call left behind, taken up again in that person's name. The identity itself is not needed: the
 * account is there.
 */
export function onBehalfOf(context: Context, owner: { accountId: string; requestId: string }): PersonContext {
  const { accountId, requestId } = owner
  return { ...context, accountId, requestId, openid: '' }
}

/** A call by a member of staff whose role at the centre has been checked. */
export interface StaffContext extends PersonContext {
  roles: StaffDocument['roles']
}

/** Whether the caller is the manager of a centre, and not only staff. */
export function managesCentre({ roles }: StaffContext, centreId: string): boolean {
  return roles.some(role => role.centreId === centreId && role.role === 'manager')
}
