import type { StaffDocument } from '../store/documents'
import type { Store } from '../store/port'

/** Everything outside that a use-case may access. */
export interface Context {
  /** Epoch ms, constant during a call. */
  now: number
  store: Store
  /** Creates a random secret. */
  newSecret: () => string
  /** Keys the ids that are derived from accounts and names (`kernel/ids.ts`). */
  idSecret: string
  /** In the timer: notes for the log that a part of the current task's work has failed. */
  partFailed?: (failure: unknown) => void
}

/** A call by a person. */
export interface PersonContext extends Context {
  openid: string
  accountId: string
  /** Idempotency key from the client; empty for reads without one. */
  requestId: string
}

/**
 * The context for finishing a person's interrupted call in their name. The platform identity is not needed, because the
 * account exists.
 */
export function onBehalfOf(context: Context, owner: { accountId: string; requestId: string }): PersonContext {
  const { accountId, requestId } = owner
  return { ...context, accountId, requestId, openid: '' }
}

/** A call by staff, after their role at the centre was checked. */
export interface StaffContext extends PersonContext {
  roles: StaffDocument['roles']
}

/** Whether the caller manages the centre. */
export function managesCentre({ roles }: StaffContext, centreId: string): boolean {
  return roles.some(role => role.centreId === centreId && role.role === 'manager')
}
