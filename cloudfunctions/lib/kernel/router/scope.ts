import { PARTNER_RULES } from '@domain/participation/partner'
import { oneOf, type Store } from '../store/port'

/**
 * The offerings that somebody of a partner may run at a centre: those of the agreement, until some days after its end, so that
 * sessions that stand are held. Empty: none.
 */
export async function scopeOf(
  store: Store,
  { partnerId, centreId }: { partnerId: string | undefined; centreId: string | null },
  now: number,
): Promise<string[]> {
  const agreement =
    partnerId === undefined ? null : await store.partners.get(partnerId, ['centreId', 'offeringIds', 'endsAt'])
  const isGoing = agreement !== null && now < agreement.endsAt + PARTNER_RULES.runFor
  return isGoing && agreement.centreId === centreId ? agreement.offeringIds : []
}

/** Whether all that an input names belongs to these offerings. What does not exist is left to the use-case to refuse. */
export async function isInScope(store: Store, scope: readonly string[], input: object): Promise<boolean> {
  const { offeringId, sessionId, bookingId, draftId, draftIds } = input as Record<string, unknown>
  const ids = [...texts(draftIds), ...texts([draftId])]
  const [session, booking, drafts] = await Promise.all([
    typeof sessionId === 'string' ? store.sessions.get(sessionId, ['offeringId']) : null,
    typeof bookingId === 'string' ? store.bookings.get(bookingId, ['offeringId']) : null,
    ids.length === 0
      ? []
      : store.drafts.find({ where: { _id: oneOf(ids) }, limit: ids.length, fields: ['offeringId'] }),
  ])
  const named = [
    ...texts([offeringId]),
    session?.offeringId,
    booking?.offeringId,
    ...drafts.map(each => each.offeringId),
  ]
  return named.every(id => id === undefined || scope.includes(id))
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : []
}
