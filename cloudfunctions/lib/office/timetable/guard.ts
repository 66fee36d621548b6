import { type Clash, clashesOf, type Slot } from '@domain/office/clashes'
import type { Context } from '../../kernel/router/context'
import { exists, inc, remove } from '../../kernel/store/port'
import { CONFLICT, retryOnConflict } from '../../kernel/work/retry'
import { sessionSlot, sessionsBetween } from './read'

/** Each failed attempt means that another publication of the same centre was decided or completed. */
const MAX_ATTEMPTS = 20

/**
 * Reserves rooms and teachers for sessions that are about to be stored, or returns what they clash with. The slots are noted in
 * the centre's timetable document by one conditional update on its revision, so of two screens that publish at once the second
 * sees what the first has decided. The document is read before the sessions: what is no longer noted is stored by then. Safe to
 * repeat: what this publication has noted already is decided.
 */
export async function reserveSlots(
  { store }: Pick<Context, 'store'>,
  { centreId, publicationId }: { centreId: string; publicationId: string },
  slots: readonly Slot[],
): Promise<Clash[]> {
  return retryOnConflict(MAX_ATTEMPTS, async () => {
    const guard = await store.timetables.get(centreId)
    const pending = Object.values(guard?.pending ?? {})
    if (pending.some(slot => slot.publicationId === publicationId)) return []
    const [from, to] = [Math.min(...slots.map(slot => slot.startsAt)), Math.max(...slots.map(slot => slot.endsAt))]
    const stored = await sessionsBetween(store, centreId, from, to)
    const clashes = clashesOf(slots, [...stored.filter(({ status }) => status === 'open').map(sessionSlot), ...pending])
    if (clashes.length > 0) return clashes
    const noted = Object.fromEntries(slots.map(slot => [slot.id, { ...plainSlot(slot), publicationId }]))
    if (!guard) return (await store.timetables.insert({ _id: centreId, revision: 1, pending: noted })) ? [] : CONFLICT
    const change = Object.fromEntries(Object.entries(noted).map(([id, slot]) => [`pending.${id}`, slot]))
    const won = await store.timetables.update(
      { _id: centreId, revision: guard.revision },
      { ...change, revision: inc(1) },
    )
    return won === 1 ? [] : CONFLICT
  })
}

function plainSlot({ id, kind, title, room, teacher, startsAt, endsAt }: Slot): Slot {
  return { id, kind, title, room, teacher, startsAt, endsAt }
}

/** Forgets slots whose sessions are stored. Safe to repeat. */
export async function forgetSlots(
  { store }: Pick<Context, 'store'>,
  centreId: string,
  sessionIds: readonly string[],
): Promise<void> {
  const [first] = sessionIds
  if (first === undefined) return
  await store.timetables.update(
    { _id: centreId, [`pending.${first}`]: exists(true) },
    { revision: inc(1), ...Object.fromEntries(sessionIds.map(id => [`pending.${id}`, remove()])) },
  )
}
