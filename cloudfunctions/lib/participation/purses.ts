import { isBalanced } from '@domain/ledger/ledger'
import { EMPTY_PURSE, expirePoints, nextExpiry, type PurseChange, purseTurnOf } from '@domain/participation/purse'
import { nobodyIdOf } from '../kernel/ids'
import type { Context } from '../kernel/router/context'
import type { PurseDocument } from '../kernel/store/documents'
import { dueBy } from '../kernel/store/due'
import type { Store } from '../kernel/store/port'
import { CONFLICT, retryOnConflict } from '../kernel/work/retry'
import { STALE_CALL_AFTER } from '../kernel/work/stale'
import { eachOf } from '../kernel/work/task'

/** Each conflict means that another change of the same household was stored. */
const MAX_ATTEMPTS = 60

type PurseContext = Pick<Context, 'store' | 'now'>

/** The stored purse of a household, or the empty one of revision 0, which is not stored yet. */
export async function loadPurse({ store, now }: PurseContext, accountId: string): Promise<PurseDocument> {
  return (await store.purses.get(accountId)) ?? emptyPurse(accountId, now)
}

function emptyPurse(accountId: string, now: number): PurseDocument {
  return { _id: accountId, ...EMPTY_PURSE, rows: {}, rowsAt: 0, expireAt: 0, usedAt: now, since: now, revision: 0 }
}

/**
 * Changes a purse by compare-and-set, and then writes the rows of the ledger that follow: they are stored with the purse, so
 * that a call that dies in between leaves them to the timer. `decide` gets the purse after it was read, and may read what the
 * change depends on: a change that it has not seen makes the write fail. Null: nothing to change; the revision rises even when
 * no points move, so that a call that is overtaken fails. Throws BUSY.
 */
export async function changePurse(
  context: PurseContext,
  accountId: string,
  centreId: string | null,
  decide: (purse: PurseDocument) => Promise<PurseChange | null>,
): Promise<PurseDocument> {
  const { store, now } = context
  return retryOnConflict(MAX_ATTEMPTS, async () => {
    const before = await loadPurse(context, accountId)
    const change = await decide(before)
    if (!change) return before
    const rows = { ...before.rows }
    for (const row of change.rows) rows[row._id] = { ...row, centreId, at: now }
    const { lots, listed, kept, months, owed = 0, leaving = {} } = change.purse
    const next = nextExpiry(change.purse)
    const fields = {
      ...{ lots, listed, kept, months, owed, leaving, rows },
      rowsAt: Object.keys(rows).length > 0 ? now + STALE_CALL_AFTER : 0,
      // Points that are given back when their time is over are due from now on.
      expireAt: next === null ? 0 : Math.max(next, now),
      usedAt: now,
      revision: before.revision + 1,
    }
    const { revision, since } = before
    const after: PurseDocument = { _id: accountId, ...fields, ...(since === undefined ? {} : { since }) }
    const isStored =
      revision === 0
        ? await store.purses.insert(after)
        : (await store.purses.update({ _id: accountId, revision }, fields)) === 1
    if (!isStored) return CONFLICT
    await writeRows(store, after)
    return after
  })
}

/** Inserts the rows that a purse holds into the ledger, and takes them out of it unless it has changed. Safe to repeat. */
export async function writeRows(store: Store, { _id: accountId, rows, revision }: PurseDocument): Promise<void> {
  const all = Object.values(rows)
  if (all.length === 0) return
  for (const row of all) if (!isBalanced(row.entries)) throw new Error(`${row._id} does not sum to zero`)
  await Promise.all(all.map(row => store.pointrows.insert({ ...row, accountId, forgottenAt: null })))
  await store.purses.update({ _id: accountId, revision }, { rows: {}, rowsAt: 0 })
}

/** Rows whose call has died before they were in the ledger. */
export const writePointRows = eachOf(
  { name: 'pointRows', collection: 'purses', due: now => ({ rowsAt: dueBy(now) }), by: 'rowsAt' },
  async ({ store }, accountId) => {
    const purse = await store.purses.get(accountId)
    if (purse) await writeRows(store, purse)
  },
)

/** Points whose time is over. */
export const expirePurses = eachOf(
  { name: 'pointsExpired', collection: 'purses', due: now => ({ expireAt: dueBy(now) }), by: 'expireAt' },
  async (context, accountId) => {
    await changePurse(context, accountId, null, async purse =>
      purse.revision === 0 ? null : expirePoints(purse, context.now, nobodyIdOf(context, purseTurnOf(purse))),
    )
  },
)
