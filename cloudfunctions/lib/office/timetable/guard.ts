import type { ErrorDetails } from '@domain/errors'
import { type Clash, clashesOf, type Slot } from '@domain/office/clashes'
import type { Context } from '../../kernel/router/context'
import { AppError } from '../../kernel/router/errors'
import type { TimetableDocument } from '../../kernel/store/documents'
import { exists, inc, remove } from '../../kernel/store/port'
import { CONFLICT, retryOnConflict } from '../../kernel/work/retry'
import { STALE_CALL_AFTER } from '../../kernel/work/stale'
import { sessionSlot, sessionsBetween } from './read'

/** Each failed attempt means that another publication of the same centre was decided or completed. */
const MAX_ATTEMPTS = 20
/** Clashes that a refusal names. */
const CLASHES_NAMED = 20

type Within = Pick<Context, 'store' | 'now'>

/** A slot to reserve, under a key of its own. */
interface Reservation {
  key: string
  slot: Slot
}

/**
 * Reserves rooms and teachers for sessions that are about to be stored, or returns what they clash with. The slots are noted in
 * the centre's timetable document by one conditional update on its revision, so of two screens that publish at once the second
 * sees what the first has decided. The document is read before the sessions: what is no longer noted is stored by then. Safe to
 * repeat: what this publication has noted already is decided.
 */
export async function reserveSlots(
  context: Within,
  {
    centreId,
    publicationId,
    isPublication = false,
  }: { centreId: string; publicationId: string; isPublication?: boolean },
  reservations: readonly Reservation[],
): Promise<Clash[]> {
  const { store, now } = context
  const slots = reservations.map(({ slot }) => slot)
  return retryOnConflict(MAX_ATTEMPTS, async () => {
    const guard = await store.timetables.get(centreId)
    if (isPublication && Object.values(guard?.pending ?? {}).some(one => one.publicationId === publicationId)) return []
    if (!isPublication && isBeingChanged(guard, slots, publicationId, now)) throw new AppError('BUSY', null)
    const clashes = clashesOf(slots, await fixedSlots(context, centreId, slots, guard, publicationId))
    if (clashes.length > 0) return clashes
    // A change of a session lives no longer than its call; a publication is continued until it is done.
    const until = isPublication ? null : now + STALE_CALL_AFTER
    const noted = reservations.map(({ key, slot }) => [key, { ...plainSlot(slot), publicationId, until }] as const)
    if (!guard) {
      const made = { _id: centreId, revision: 1, pending: Object.fromEntries(noted) }
      return (await store.timetables.insert(made)) ? [] : CONFLICT
    }
    const won = await store.timetables.update(
      { _id: centreId, revision: guard.revision },
      { ...Object.fromEntries(noted.map(([key, slot]) => [`pending.${key}`, slot])), revision: inc(1) },
    )
    return won === 1 ? [] : CONFLICT
  })
}

/**
 * Changes a session while its new room, teacher and time are reserved under the id of the change. The reservation ends with the
 * call, also when the change is refused: the room is free for others. Throws TIMETABLE_CLASH.
 */
export async function whileReserved<Result>(
  context: Within,
  centreId: string,
  changeId: string,
  slot: Slot,
  change: () => Promise<Result>,
): Promise<Result> {
  const clashes = await reserveSlots(context, { centreId, publicationId: changeId }, [{ key: changeId, slot }])
  if (clashes.length > 0) throw new AppError('TIMETABLE_CLASH', { clashes: namedClashes(clashes) })
  try {
    return await change()
  } finally {
    await forgetSlots(context, centreId, [changeId])
  }
}

/** Whether another call is changing one of these sessions: what one session needs twice would not be seen as a clash. */
function isBeingChanged(
  guard: TimetableDocument | null,
  slots: readonly Slot[],
  publicationId: string,
  now: number,
): boolean {
  const ids = new Set(slots.map(({ id }) => id))
  return Object.values(guard?.pending ?? {}).some(
    one => one.publicationId !== publicationId && ids.has(one.id) && (one.until === null || one.until > now),
  )
}

/** What these slots clash with at this moment. Reserves nothing. */
export async function clashesWith(context: Within, centreId: string, slots: readonly Slot[]): Promise<Clash[]> {
  const guard = await context.store.timetables.get(centreId)
  return clashesOf(slots, await fixedSlots(context, centreId, slots, guard, ''))
}

/** Published sessions and what others have reserved, around these slots. */
async function fixedSlots(
  { store, now }: Within,
  centreId: string,
  slots: readonly Slot[],
  guard: TimetableDocument | null,
  publicationId: string,
): Promise<Slot[]> {
  const [from, to] = [Math.min(...slots.map(slot => slot.startsAt)), Math.max(...slots.map(slot => slot.endsAt))]
  const stored = await sessionsBetween(store, centreId, from, to)
  const pending = Object.values(guard?.pending ?? {}).filter(
    one => one.publicationId !== publicationId && (one.until === null || one.until > now),
  )
  return [...stored.filter(({ status }) => status === 'open').map(sessionSlot), ...pending]
}

function plainSlot({ id, kind, title, room, teacher, startsAt, endsAt }: Slot): Slot {
  return { id, kind, title, room, teacher, startsAt, endsAt }
}

/** Clashes as a refusal names them. */
export function namedClashes(clashes: readonly Clash[]): ErrorDetails['TIMETABLE_CLASH']['clashes'] {
  return clashes
    .slice(0, CLASHES_NAMED)
    .map(({ id, what, other: { title, startsAt, endsAt } }) => ({ draftId: id, what, title, startsAt, endsAt }))
}

/** Forgets reservations whose sessions are stored, by their keys. Safe to repeat. */
export async function forgetSlots(
  { store }: Pick<Context, 'store'>,
  centreId: string,
  keys: readonly string[],
): Promise<void> {
  const [first] = keys
  if (first === undefined) return
  await store.timetables.update(
    { _id: centreId, [`pending.${first}`]: exists(true) },
    { revision: inc(1), ...Object.fromEntries(keys.map(key => [`pending.${key}`, remove()])) },
  )
}
