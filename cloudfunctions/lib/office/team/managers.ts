import type { Context, StaffContext } from '../../kernel/router/context'
import { AppError } from '../../kernel/router/errors'
import { exists, inc, remove } from '../../kernel/store/port'
import { CONFLICT, retryOnConflict } from '../../kernel/work/retry'
import { STALE_CALL_AFTER } from '../../kernel/work/stale'
import { peopleOf } from './team'

/** Each failed attempt means that another manager of the same centre was noted as leaving. */
const MAX_ATTEMPTS = 5

/**
 * Runs a change that ends a person's role as manager of a centre. Before it, the person is noted as leaving in the centre's
 * team document by compare-and-set: two who leave at once are ordered there, and the second finds nobody else. A call that
 * dies leaves a note that no longer counts when it is stale. An office above the centre may remove its last manager. Throws
 * LAST_MANAGER.
 */
export async function leavingManagers<Answer>(
  context: StaffContext,
  centreId: string,
  personId: string,
  change: () => Promise<Answer>,
): Promise<Answer> {
  const isFromAbove = context.held.some(({ role }) => role === 'county' || role === 'city')
  if (isFromAbove) return change()
  await noteLeaving(context, centreId, personId)
  return change()
}

/** Removes the note of somebody who was leaving, after the change. Safe to repeat. */
export async function forgetLeaving({ store }: Context, centreId: string, personId: string): Promise<void> {
  await store.teams.update(
    { _id: centreId, [`leaving.${personId}`]: exists(true) },
    { revision: inc(1), [`leaving.${personId}`]: remove() },
  )
}

function noteLeaving({ store, now }: Context, centreId: string, personId: string): Promise<void> {
  return retryOnConflict(MAX_ATTEMPTS, async () => {
    // The note is read before the roles: a role that has ended since has no note any more, and counts for nothing.
    const team = await store.teams.get(centreId)
    const people = await peopleOf(store, { centreId, county: null })
    const leaving = Object.fromEntries(
      Object.entries(team?.leaving ?? {}).filter(([, at]) => at > now - STALE_CALL_AFTER),
    )
    const stays = people.some(
      ({ _id, roles }) =>
        _id !== personId &&
        leaving[_id] === undefined &&
        roles.some(grant => grant.centreId === centreId && grant.role === 'manager'),
    )
    if (!stays) throw new AppError('LAST_MANAGER', null)
    const change = { revision: (team?.revision ?? 0) + 1, leaving: { ...leaving, [personId]: now } }
    const won = team
      ? (await store.teams.update({ _id: centreId, revision: team.revision }, change)) === 1
      : await store.teams.insert({ _id: centreId, ...change })
    return won ? undefined : CONFLICT
  })
}
