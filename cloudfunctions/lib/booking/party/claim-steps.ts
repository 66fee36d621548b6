import type { Context } from '../../kernel/router/context'
import type { BookingDocument, PartyChange, SessionDocument } from '../../kernel/store/documents'
import { type Change, exists, gte, inc, remove, type Store, type Where } from '../../kernel/store/port'
import { claimPath } from '../core/claim'
import { releasePlaces } from '../core/release-entry'

/** A booking with a change of its party in progress. */
export type ChangingDocument = BookingDocument & { partyChange: PartyChange }

/**
 * The steps of a change of a party in the session. The number of the change is in each condition, so a step is written once,
 * however many calls repeat it.
 */

/** Frees the place of the member who leaves. */
export async function leaveClaim(context: Pick<Context, 'store' | 'now'>, booking: ChangingDocument): Promise<void> {
  const { _id, attendees, spots, partyChange } = booking
  const { memberId, nickname, toReserve = 0 } = partyChange
  const path = claimPath(_id)
  const left = { attendees: [{ memberId, nickname }], fromReserve: toReserve }
  const change = {
    ...after(booking),
    [`${path}.attendees`]: attendees,
    [`${path}.joined`]: remove(),
    ...(toReserve > 0 ? { [`${path}.fromReserve`]: booking.fromReserve ?? 0 } : {}),
  }
  if (spots) await context.store.sessions.update(before(booking), change)
  else await releasePlaces(context, before(booking), change, left)
}

/**
 * Takes a place for the member who joins; false when there is none, when others wait for it, and when the session was called
 * off, or moved since it was read.
 */
export async function joinClaim(
  store: Store,
  booking: ChangingDocument,
  { moves }: Pick<SessionDocument, 'moves'>,
): Promise<boolean> {
  const counted = !booking.spots
  const path = claimPath(booking._id)
  const won = await store.sessions.update(
    { ...before(booking), status: 'open', moves, ...(counted ? { seatsLeft: gte(1), waiting: 0 } : {}) },
    {
      ...after(booking),
      [`${path}.attendees`]: withNewcomer(booking),
      [`${path}.joined`]: true,
      ...(counted ? { seatsLeft: inc(-1) } : {}),
    },
  )
  return won === 1
}

/** Decides for all copies of the call that the member does not join; false when one of them has taken the place. */
export async function abandonJoining(store: Store, booking: ChangingDocument): Promise<boolean> {
  const given = await store.sessions.update(before(booking), {
    ...after(booking),
    [`${claimPath(booking._id)}.joined`]: remove(),
  })
  return given === 1
}

/** Gives back the place of a member whom the ledger has refused. */
export async function undoJoining(context: Pick<Context, 'store' | 'now'>, booking: ChangingDocument): Promise<void> {
  const { _id, sessionId, attendees, spots, partyChange } = booking
  const { memberId, nickname } = partyChange
  const path = claimPath(_id)
  const where = { _id: sessionId, [`${path}.partyChanges`]: partyChange.n, [`${path}.joined`]: true }
  const change = { [`${path}.attendees`]: attendees, [`${path}.joined`]: remove() }
  if (spots) await context.store.sessions.update(where, change)
  else await releasePlaces(context, where, change, { attendees: [{ memberId, nickname }] })
}

/** The party with the member who joins. */
export function withNewcomer({ attendees, partyChange }: ChangingDocument): BookingDocument['attendees'] {
  const { memberId, nickname } = partyChange
  return [...attendees, { memberId, nickname }]
}

/** The claim is there and reflects the change before this one. */
function before({ _id, sessionId, partyChange }: ChangingDocument): Where<SessionDocument> {
  const path = claimPath(_id)
  const previous = partyChange.n - 1
  return { _id: sessionId, [path]: exists(true), [`${path}.partyChanges`]: previous === 0 ? null : previous }
}

function after({ _id, bookedFor, partyChange }: ChangingDocument): Change<SessionDocument> {
  const path = claimPath(_id)
  return { [`${path}.partyChanges`]: partyChange.n, [`${path}.bookedFor`]: bookedFor }
}
