import { MAX_EXPECTED } from '@domain/contracts/limits'
import { AppError } from '../../kernel/router/errors'
import type { CentreDocument } from '../../kernel/store/documents'
import { exists, remove, type Store } from '../../kernel/store/port'
import { STALE_CALL_AFTER } from '../../kernel/work/stale'

/** What a call needs to know to keep its invitations within the limit. */
interface Reserving {
  store: Store
  now: number
  /** The call: a repetition has the same. */
  by: string
  centre: Pick<CentreDocument, '_id' | 'expecting' | 'expectingN'>
  /** Ids that the call will insert. */
  ids: readonly string[]
  /** Ids of invitations that were read after the centre: those that are open, and all. */
  open: ReadonlySet<string>
  read: ReadonlySet<string>
}

/**
 * Reserves places on the list of people whom a centre expects, before the invitations are inserted: two files at once do not make
 * it longer than it can be. False: another file was first; read again. What a call that died had reserved ends with its life. Throws
 * EXPECTED_LIMIT.
 */
export async function reserveExpected({ store, now, by, centre, ids, open, read }: Reserving): Promise<boolean> {
  const { _id, expecting = {}, expectingN } = centre
  const isOver = (at: number) => at + STALE_CALL_AFTER <= now
  const others = Object.entries(expecting)
    .filter(([key, { at }]) => key !== by && !isOver(at))
    .flatMap(([, lot]) => lot.ids.filter(id => !read.has(id)))
  if (new Set([...open, ...others, ...ids]).size > MAX_EXPECTED)
    throw new AppError('EXPECTED_LIMIT', { most: MAX_EXPECTED })
  const dead = Object.entries(expecting).filter(([, { at }]) => isOver(at))
  const changed = await store.centres.update(
    { _id, expectingN: expectingN ?? exists(false) },
    {
      ...Object.fromEntries(dead.map(([key]) => [`expecting.${key}`, remove()])),
      [`expecting.${by}`]: { at: now, ids: [...ids] },
      expectingN: (expectingN ?? 0) + 1,
    },
  )
  return changed === 1
}

/** The invitations are inserted, and count by themselves. */
export async function endReservation(store: Store, centreId: string, by: string): Promise<void> {
  await store.centres.update({ _id: centreId }, { [`expecting.${by}`]: remove() })
}
