import type { Place } from '@domain/office/access'
import type { Held } from '@domain/office/roles'
import { maskName } from '@domain/people/members'
import type { DrawCode } from '../page-codes'
import type { PaymentPort } from '../payments/port'
import type { SearchShardDocument } from '../store/documents'
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
  /** The platform's payments. */
  payments: PaymentPort
  /** In the timer: notes for the log that a part of the current task's work has failed. */
  partFailed?: (failure: unknown) => void
}

/** A call by a person. */
export interface PersonContext extends Context {
  openid: string
  accountId: string
  /** Idempotency key from the client; empty for reads without one. */
  requestId: string
  /** The client says that it sends this request for the first time. */
  isFirst?: boolean
  /** Draws codes of the app's pages; absent where nothing does. */
  drawCode?: DrawCode
  /** What this instance knows of full sessions, by their ids; absent where nothing is remembered. */
  full?: Map<string, Fullness>
  /** What this instance has read of the search index; absent where nothing is remembered. */
  searched?: SearchMemory
}

/** The search index as it was read at `readAt`, epoch ms; 0: not yet. */
export interface SearchMemory {
  readAt: number
  shards: Map<string, SearchShardDocument>
}

/** The places of a session that was full when it was read, at `at` (epoch ms). */
export interface Fullness {
  at: number
  /** When a request was last refused by all rules, epoch ms. */
  decidedAt: number
  seatsLeft: number
  waiting: number
}

/**
 * The context for finishing a person's interrupted call in their name. The platform identity is not needed, because the
 * account exists.
 */
export function onBehalfOf(context: Context, owner: { accountId: string; requestId: string }): PersonContext {
  const { accountId, requestId } = owner
  return { ...context, accountId, requestId, openid: '' }
}

/** What a use-case knows about its act; names are masked before they are stored. */
export interface JournalNote {
  person?: { id: string | null; name: string | null }
  subject?: { id: string; title: string }
  from?: string
  to?: string
  reason?: string
}

/** A call by staff, after it was checked that they may make it. */
export interface StaffContext extends PersonContext {
  /** The person in records of what staff do: a random number that only the staff document ties to the account. */
  actor: string
  /** The place that the input names. */
  place: Place
  /** What the caller is there: a role at the place, and those above it. */
  held: readonly Held[]
  /** The offerings to which the caller is limited, as somebody of a partner; null: to none. */
  scope: readonly string[] | null
  /** When the caller's role ended, epoch ms; null: it has not. Only for routes that are open to former staff. */
  roleEndedAt: number | null
  /** The caller's name, if it is known. */
  name: string | null
  /** What the journal will say about this act; use-cases fill it in with `note`. */
  noted: JournalNote
}

/** Tells the journal about the act of this call. */
export function note(context: Pick<StaffContext, 'noted'>, more: JournalNote): void {
  Object.assign(context.noted, more)
}

/** The caller's name as others may keep it: masked; null: not known. */
export function maskedName({ name }: Pick<StaffContext, 'name'>): string | null {
  return name === null ? null : maskName(name)
}

/** What of these the caller may see: all, or as somebody of a partner those of its offerings. */
export function inScope<Item>(
  { scope }: Pick<StaffContext, 'scope'>,
  items: readonly Item[],
  offeringOf: (item: Item) => string,
): Item[] {
  return scope === null ? [...items] : items.filter(item => scope.includes(offeringOf(item)))
}

/** Whether the caller may do at the place of the call all that its manager may. */
export function manages({ held }: Pick<StaffContext, 'held'>): boolean {
  return held.some(({ role }) => role === 'manager')
}
