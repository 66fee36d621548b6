import { type Holder, placesOf } from '@domain/bookings/places'
import { MAX_WAITING } from '@domain/bookings/rules/waiting'
import { SESSION_FIELDS, type SessionRow } from '../../catalogue/session-views'
import type { Context } from '../../kernel/router/context'
import type { BookingDocument, Claim, Offer, SessionDocument, WaitEntry } from '../../kernel/store/documents'
import { exists, gt, gte, inc, lt, oneOf, remove, type Store, type Where } from '../../kernel/store/port'
import { CONFLICT, retryOnConflict } from '../../kernel/work/retry'
import { releaseClaim } from './claim'
import { entryAdded } from './entry-added'
import { promotionDue } from './promotion-due'
import { releaseEntry } from './release-entry'
import { dropDuplicate, entryMatches, hasStoredWaits, isSameEntry, partyLeft, STORED_WAITS } from './stored-waits'

/** A session with the entry, offer and claim of one party. `left`: whether a party that waited is out for good. */
export type SessionWithParty = SessionRow & {
  entry: WaitEntry | null
  offer: Offer | null
  claim: Claim | null
  left: boolean
}

/** Reads a session with one party's entries only; those of others grow with the class. */
export async function readSessionWithParty(
  store: Store,
  sessionId: string,
  bookingId: string,
): Promise<SessionWithParty | null> {
  const row = await store.sessions.get(sessionId, [
    ...SESSION_FIELDS,
    `waitlist.${bookingId}`,
    `offers.${bookingId}`,
    `claims.${bookingId}`,
    `left.${bookingId}`,
  ])
  if (!row) return null
  const { waitlist, offers, claims, left, ...session } = row
  return {
    ...session,
    entry: waitlist?.[bookingId] ?? null,
    offer: offers?.[bookingId] ?? null,
    claim: claims?.[bookingId] ?? null,
    left: left?.[bookingId] !== undefined,
  }
}

/**
 * Whether a party waits, by its session and its stored booking: listed, or known by the booking alone. A booking that still says
 * that it waits although the session holds nothing of it was left behind by a call that died.
 */
export function stillWaits(
  place: SessionWithParty,
  { status, rank }: Pick<BookingDocument, 'status' | 'rank'>,
): boolean {
  const { entry, offer, claim, left } = place
  if (entry) return true
  return status === 'waiting' && !rank && !offer && !claim && !left && hasStoredWaits(place)
}

/**
 * Adds a party to the waitlist, once, and not if it already has an offer or a claim or has left. Returns false when the session was
 * moved, its capacity was changed or its ballot was drawn since it was read, when places that the party could take became free or were taken, or when
 * the waitlist is full. The tickets of a ballot are not limited.
 *
 * Only where there are places for the party is a promotion due at once; otherwise when its wait ends.
 */
export async function addToWaitlist(
  store: Store,
  session: Pick<SessionDocument, '_id' | 'moves' | 'capacity' | 'drawnAt' | 'seatsLeft' | 'startsAt' | 'rules'>,
  bookingId: string,
  entry: WaitEntry,
): Promise<boolean> {
  const { _id, moves, capacity, drawnAt = null, seatsLeft, startsAt, rules } = session
  const places = placesOf(entry)
  const fits = seatsLeft >= places
  const entered = await store.sessions.update(
    {
      _id,
      status: 'open',
      moves,
      capacity,
      drawnAt,
      ...(entry.ticket
        ? { ticketsClosedAt: exists(false) }
        : { waiting: lt(MAX_WAITING), seatsLeft: fits ? gte(places) : lt(places) }),
      [`waitlist.${bookingId}`]: exists(false),
      ...isOnlyWaiting(bookingId),
    },
    {
      [`waitlist.${bookingId}`]: entry,
      waiting: inc(1),
      ...entryAdded(entry.at),
      // A ticket waits for the draw, which makes a promotion due.
      ...promotionDue(entry.ticket ? startsAt : fits ? entry.at : startsAt - rules.closesBefore),
    },
  )
  return entered === 1
}

/** Turns an offer into a claim. Returns false when the offer has expired; the database decides between the two. */
export async function claimOffer(store: Store, sessionId: string, bookingId: string, claim: Claim): Promise<boolean> {
  const { at } = claim
  const won = await store.sessions.update(
    { _id: sessionId, status: 'open', [`offers.${bookingId}.until`]: gt(at) },
    { [`offers.${bookingId}`]: remove(), [`claims.${bookingId}`]: claim, ...entryAdded(at) },
  )
  return won === 1
}

/**
 * Turns the claim of a refused acceptance back into its offer, which the person may accept again until it expires. The claim
 * of another attempt stays.
 */
export async function restoreOffer(
  store: Store,
  sessionId: string,
  bookingId: string,
  { offer, acceptance }: Claim & { offer: Offer },
): Promise<void> {
  await store.sessions.update(
    { _id: sessionId, [`claims.${bookingId}.acceptance`]: acceptance },
    { [`claims.${bookingId}`]: remove(), [`offers.${bookingId}`]: offer, ...promotionDue(offer.until) },
  )
}

/** Each conflict means that the party has moved on since it was read. */
const MAX_REMOVALS = 8

/**
 * Takes the party of a booking that has ended out of its session, whether it waits, has an offer or a claim. Tries first where
 * the booking says that the party is. Safe to repeat, also while a slow copy does the same.
 */
export async function removeParty(context: Pick<Context, 'store' | 'now'>, booking: BookingDocument): Promise<void> {
  const { store, now } = context
  const { _id, sessionId, waitKey, waitEvents } = booking
  const takeOut = (where: Where<SessionDocument>) => takeOutWaiting(context, sessionId, _id, where)
  const removeOffer = () => removeOfferOf(context, sessionId, _id, booking)
  const first = async () => {
    if (waitEvents.accepted || waitEvents.won) return releaseClaim(context, sessionId, _id, booking)
    if (waitEvents.offered) return removeOffer()
    return takeOut({ ...STORED_WAITS, [`waitlist.${_id}.key`]: oneOf([waitKey ?? null, null]) })
  }
  if (await first()) return
  await retryOnConflict(MAX_REMOVALS, async () => {
    const place = await readSessionWithParty(store, sessionId, _id)
    if (!place) return
    if (place.offer) return (await removeOffer()) ? undefined : CONFLICT
    if (place.claim) return (await releaseClaim(context, sessionId, _id, place.claim)) ? undefined : CONFLICT
    if (place.left) {
      // For some minutes longer, whoever has read the booking before it is marked released finds this.
      await store.sessions.update({ _id: sessionId, [`left.${_id}`]: exists(true) }, partyLeft(_id, now))
      return
    }
    if (place.entry && !isSameEntry(place.entry, booking) && hasStoredWaits(place)) {
      await dropDuplicate(store, sessionId, _id, place.entry)
      return CONFLICT
    }
    if (place.entry) return (await takeOut(entryMatches(_id, place.entry.key))) ? undefined : CONFLICT
    if (!hasStoredWaits(place)) return
    return (await takeOut({ ...STORED_WAITS, [`waitlist.${_id}`]: exists(false) })) ? undefined : CONFLICT
  })
}

/**
 * Removes an entry of a party whose call does not go on with it: it was refused, or its booking is over, which `isOver` says.
 * Looks in the order in which parties move, and at the offers once more, because a refused claim becomes an offer again. Safe
 * to repeat.
 */
export async function removeEntry(
  context: Pick<Context, 'store' | 'now'>,
  sessionId: string,
  bookingId: string,
  entry: WaitEntry,
  { isOver }: { isOver: boolean },
): Promise<void> {
  const matches = entryMatches(bookingId, entry.key)
  if (await takeOutWaiting(context, sessionId, bookingId, matches, isOver)) return
  const removeOffer = () => removeOfferOf(context, sessionId, bookingId, entry, isOver)
  if (await removeOffer()) return
  if (await releaseClaim(context, sessionId, bookingId, entry)) return
  await removeOffer()
}

/** Takes a party out that waits. This frees no place, but a draw that has read the list is to be repeated. */
async function takeOutWaiting(
  { store, now }: Pick<Context, 'store' | 'now'>,
  sessionId: string,
  bookingId: string,
  where: Where<SessionDocument>,
  isOver = true,
): Promise<boolean> {
  const taken = await store.sessions.update(
    { _id: sessionId, ...isOnlyWaiting(bookingId), ...where },
    {
      [`waitlist.${bookingId}`]: remove(),
      waiting: inc(-1),
      turns: inc(1),
      ...(isOver ? partyLeft(bookingId, now) : {}),
    },
  )
  return taken === 1
}

/** A party that has not moved on, and was not taken out. */
export function isOnlyWaiting(bookingId: string): Where<SessionDocument> {
  return {
    [`left.${bookingId}`]: exists(false),
    [`offers.${bookingId}`]: exists(false),
    [`claims.${bookingId}`]: exists(false),
  }
}

function removeOfferOf(
  context: Pick<Context, 'store' | 'now'>,
  sessionId: string,
  bookingId: string,
  holder: Holder,
  isOver = true,
): Promise<boolean> {
  const change = isOver ? partyLeft(bookingId, context.now) : {}
  return releaseEntry(context, sessionId, `offers.${bookingId}`, holder, { change })
}
