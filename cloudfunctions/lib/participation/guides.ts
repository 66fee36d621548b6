import { canGuide } from '@domain/participation/shift-plan'
import { VOLUNTEER_RULES } from '@domain/participation/volunteer-rules'
import { HOUR } from '@domain/time'
import type { Context } from '../kernel/router/context'
import { AppError } from '../kernel/router/errors'
import { both, exists, gt, lt, remove } from '../kernel/store/port'
import { CONFLICT, retryOnConflict } from '../kernel/work/retry'
import { STALE_CALL_AFTER } from '../kernel/work/stale'

/** Each conflict means that another shift of the same guide was noted. */
const MAX_ATTEMPTS = 20
/** Shifts of a guide around one. */
const MAX_AROUND = 100

interface Planned {
  id: string
  startsAt: number
  endsAt: number
  places: number
}

/**
 * Runs the change that stores a shift. Before it, the shift is noted in the document of its guide by compare-and-set: two that are
 * saved at once are ordered there, and the second sees the first, which may not be stored yet. The note goes after the change; one
 * that a dead call has left counts no more when it is stale. Throws GUIDE_FULL when the guide would have too many volunteers at one
 * time.
 */
export async function guiding<Answer>(
  context: Pick<Context, 'store' | 'now'>,
  guideId: string,
  shift: Planned,
  change: () => Promise<Answer>,
): Promise<Answer> {
  const { store, now } = context
  const { id, ...own } = shift
  await retryOnConflict(MAX_ATTEMPTS, async () => {
    // The notes are read before the shifts: one that has gone since has its shift stored.
    const staff = await store.staff.get(guideId, ['guiding', 'guidingTurns'])
    const notes = Object.fromEntries(
      Object.entries(staff?.guiding ?? {}).filter(([, { at }]) => at > now - STALE_CALL_AFTER),
    )
    const stored = await store.shifts.find({
      where: { 'guide.accountId': guideId, endsAt: both(gt(own.startsAt), lt(own.endsAt + 8 * HOUR)) },
      limit: MAX_AROUND,
      fields: ['startsAt', 'endsAt', 'places', 'state'],
    })
    const others = new Map<string, Omit<Planned, 'id'>>(Object.entries(notes))
    for (const { _id, state, ...planned } of stored) if (state === 'open') others.set(_id, planned)
    others.delete(id)
    if (!canGuide([...others.values()], own)) throw new AppError('GUIDE_FULL', { max: VOLUNTEER_RULES.perGuide })
    const turns = staff?.guidingTurns
    const noted = { guidingTurns: (turns ?? 0) + 1, guiding: { ...notes, [id]: { ...own, at: now } } }
    const won = await store.staff.update({ _id: guideId, guidingTurns: turns ?? exists(false) }, noted)
    return won === 1 ? undefined : CONFLICT
  })
  try {
    return await change()
  } finally {
    await store.staff.update({ _id: guideId, [`guiding.${id}`]: exists(true) }, { [`guiding.${id}`]: remove() })
  }
}
