import { type Holder, placesOf } from '@domain/bookings/places'
import { takesDifference } from '@domain/canteen/order'
import { SESSION_FIELDS, type SessionRow } from '../../catalogue/session-views'
import type { Context } from '../../kernel/router/context'
import type { BookingDocument, Claim, Offer, SessionDocument } from '../../kernel/store/documents'
import { exists, gte, inc, remove, type Store } from '../../kernel/store/port'
import { CONFLICT, retryOnConflict } from '../../kernel/work/retry'
import { entryAdded } from './entry-added'
import { counterFields, eaterFields, releaseEntry, spotFields } from './release-entry'
import { partyLeft } from './stored-waits'

/** The claim of an order. */
export type OrderClaim = Claim & Required<Pick<Claim, 'order' | 'takes' | 'eaters'>>

/** Whether the claim is that of an order. */
export function isOrderClaim(claim: Claim | null): claim is OrderClaim {
  return claim?.order !== undefined
}

/** A session with the holders of its spots, and the claim of one booking. */
export type SessionWithClaim = SessionRow & Pick<SessionDocument, 'spots' | 'closures'> & { claim: Claim | null }

/** Reads a session with one booking's claim only; the others grow with the class. */
export async function readSession(
  store: Store,
  sessionId: string,
  bookingId: string,
): Promise<SessionWithClaim | null> {
  const row = await store.sessions.get(sessionId, [...SESSION_FIELDS, 'spots', 'closures', `claims.${bookingId}`])
  if (!row) return null
  const { claims, ...session } = row
  return { ...session, claim: claims?.[bookingId] ?? null }
}

/** What a claim on spare meals requires of its sitting: as it was read, and places below which no meal is cooked. */
export interface SpareClaim {
  frozenAt: number
  capacity: number
  uncooked: number
}

/**
 * Claims all places or none; of a container, all spots of the span or none; of a meal sitting, everything that the order
 * takes or nothing. Returns whether it has. One conditional update of one document, so the database itself refuses a claim when there are too few places, when a spot is taken, when parties
 * wait, and when the booking has a claim already; of a sitting also when a counter is short, when somebody else has ordered
 * a subsidised meal for one of the people, and when the orders are frozen. It also refuses when the session was moved since it was read: the person
 * would be booked for a time they never saw. `spare`: after the freeze, meals that are cooked and belong to nobody.
 */
export async function takeClaim(
  store: Store,
  { _id, moves }: Pick<SessionDocument, '_id' | 'moves'>,
  bookingId: string,
  claim: Claim,
  spare?: SpareClaim,
): Promise<boolean> {
  const { fromReserve = 0 } = claim
  const places = placesOf(claim) - fromReserve
  const won = await store.sessions.update(
    {
      _id,
      status: 'open',
      moves,
      ...(spare && places === 0 ? {} : { seatsLeft: gte(places + (spare?.uncooked ?? 0)) }),
      ...(spare ? { reserve: gte(fromReserve), capacity: spare.capacity } : {}),
      waiting: 0,
      [claimPath(bookingId)]: exists(false),
      ...spotFields(claim, exists(false)),
      ...eaterFields(claim, exists(false)),
      ...counterFields(claim.takes ?? {}, gte),
      // A sitting holds null here until it is frozen, everything else nothing.
      frozenAt: claim.order ? (spare?.frozenAt ?? null) : exists(false),
    },
    {
      seatsLeft: inc(-places),
      ...(fromReserve > 0 ? { reserve: inc(-fromReserve), reserveTaken: inc(fromReserve) } : {}),
      [claimPath(bookingId)]: claim,
      ...entryAdded(claim.at),
      ...spotFields(claim, bookingId),
      ...eaterFields(claim, bookingId),
      ...counterFields(claim.takes ?? {}, count => inc(-count)),
      ...(claim.order ? { orderTurns: inc(1) } : {}),
    },
  )
  return won === 1
}

/**
 * Turns the claim of an order into the claim of a later version of it: takes and gives back the difference in one conditional
 * update. Returns false when another change or the cancellation came first, a counter is short, or somebody else has ordered
 * a subsidised meal for one of the people. Only `isLate` changes an order after it is frozen, and only its price.
 */
export async function changeClaim(
  store: Store,
  { _id, moves }: Pick<SessionDocument, '_id' | 'moves'>,
  bookingId: string,
  { before, after, at, isLate = false }: { before: OrderClaim; after: OrderClaim; at: number; isLate?: boolean },
): Promise<boolean> {
  const more = takesDifference(before.takes, after.takes)
  const short = Object.fromEntries(Object.entries(more).filter(([, count]) => count > 0))
  const joining = { eaters: after.eaters.filter(key => !before.eaters.includes(key)) }
  const leaving = { eaters: before.eaters.filter(key => !after.eaters.includes(key)) }
  const path = claimPath(bookingId)
  const { order, takes, eaters, orderRequests } = after
  const changed = await store.sessions.update(
    {
      _id,
      status: 'open',
      moves,
      [`${path}.order.revision`]: before.order.revision,
      ...counterFields(short, gte),
      ...eaterFields(joining, exists(false)),
      ...(isLate ? {} : { frozenAt: null }),
    },
    {
      [`${path}.order`]: order,
      [`${path}.takes`]: takes,
      [`${path}.eaters`]: eaters,
      [`${path}.orderRequests`]: orderRequests,
      [`${path}.orderChangedAt`]: at,
      ...counterFields(more, count => inc(-count)),
      ...eaterFields(joining, bookingId),
      ...eaterFields(leaving, remove()),
      ...entryAdded(at),
      orderTurns: inc(1),
    },
  )
  return changed === 1
}

/** Whether the party of a claim or of its booking came from the waitlist or the draw. */
export function hasWaited({
  offer,
  wonAt,
  waitEvents = {},
}: Pick<ClaimHolder, 'offer' | 'wonAt' | 'waitEvents'>): boolean {
  return offer !== undefined || wonAt !== undefined || Object.keys(waitEvents).length > 0
}

/** A claim or its booking, with the change of the party and the version of the order that it reflects. */
interface ClaimHolder extends Holder {
  partyChanges?: number | null
  joined?: true
  order?: { revision: number }
  /** Of a claim and of a booking: how its party came by the places. */
  offer?: Offer
  wonAt?: number
  waitEvents?: BookingDocument['waitEvents']
}

/** Each conflict means that the party of the claim has changed since it was read. */
const MAX_RELEASES = 8

/**
 * Releases the places of a claim; returns false when there is none. Safe to repeat. The claim itself decides how many places
 * it holds: a `holder` that was read before a member left or joined, or before the order was changed, is replaced by it.
 */
export async function releaseClaim(
  context: Pick<Context, 'store' | 'now'>,
  sessionId: string,
  bookingId: string,
  holder: ClaimHolder,
): Promise<boolean> {
  const path = claimPath(bookingId)
  let held: ClaimHolder = holder
  return retryOnConflict(MAX_RELEASES, async () => {
    const { partyChanges = null, joined = null, order } = held
    const unchanged = {
      [`${path}.partyChanges`]: partyChanges,
      [`${path}.joined`]: joined,
      [`${path}.order.revision`]: order?.revision ?? null,
    }
    const change = hasWaited(held) ? partyLeft(bookingId, context.now) : {}
    if (await releaseEntry(context, sessionId, path, held, { where: unchanged, change })) return true
    const claim = (await context.store.sessions.get(sessionId, [path]))?.claims?.[bookingId]
    if (!claim) return false
    held = claim
    return CONFLICT
  })
}

export function claimPath(bookingId: string): `claims.${string}` {
  return `claims.${bookingId}`
}
