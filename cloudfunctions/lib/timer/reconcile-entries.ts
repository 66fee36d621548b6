import { passedOver } from '@domain/waitlist/promotion'
import { isOrphaned } from '../accounts/account'
import { copyOrder } from '../booking/core/copy-order'
import { finishBooking } from '../booking/core/finish'
import { removeFromLedger } from '../booking/core/ledger'
import { originOfParty } from '../booking/core/origins/origin-of'
import { endOrphanedWait } from '../booking/core/orphaned-wait'
import { markOffered } from '../booking/core/promote'
import { markLost } from '../booking/core/propagate-draw'
import { readSessionWithParty, removeEntry } from '../booking/core/queue'
import {
  dropDuplicate,
  forgetTraces,
  hasStoredWaits,
  isSameEntry,
  leftSince,
  readEarlierWaits,
  takeFromList,
} from '../booking/core/stored-waits'
import { reconcilePart } from '../booking/series/reconcile'
import { isWaiting } from '../booking/waitlist/leave'
import { type Context, onBehalfOf } from '../kernel/router/context'
import { AppError } from '../kernel/router/errors'
import type { BookingDocument, Claim, Offer, SessionDocument, WaitEntry } from '../kernel/store/documents'
import { exists, lte, oneOf, remove, type Store } from '../kernel/store/port'
import { mapChunks } from '../kernel/work/background'
import { type PartWork, workOnParts } from '../kernel/work/parts'
import { CALL_LIFE, STALE_CALL_AFTER } from '../kernel/work/stale'
import { eachOf } from '../kernel/work/task'

/** What a session holds for one party. `since`: when it was added, epoch ms. */
type Entry = { id: string; since: number } & (
  | { stage: 'claim'; entry: Claim }
  | { stage: 'offer'; entry: Offer }
  | { stage: 'wait'; entry: WaitEntry }
)

type Entries = Pick<SessionDocument, '_id' | 'claims' | 'offers' | 'waitlist' | 'left' | 'drawnAt' | 'claimedAt'>
const FIELDS = ['claims', 'offers', 'waitlist', 'left', 'claimedAt', 'arrivals', 'drawnAt'] as const

/**
 * Finishes what calls left half done that died after they had entered a session. Only entries that are older than a call can
 * live are finished; of the others, the earliest unfinished one decides when the session is due again. So later entries,
 * however many, do not postpone it. An entry that cannot be finished is retried by itself and blocks no other.
 */
export const reconcileClaims = eachOf(
  { name: 'claims', collection: 'sessions', due: now => ({ claimedAt: lte(now - STALE_CALL_AFTER) }), by: 'claimedAt' },
  reconcileSession,
)

async function reconcileSession(context: Context, sessionId: string): Promise<void> {
  const { store, now } = context
  const session = await store.sessions.get(sessionId, FIELDS)
  if (session?.claimedAt === undefined) return
  const { claimedAt, arrivals = exists(false) } = session
  const seen = await finishOlderThan(context, session, STALE_CALL_AFTER)
  const { unfinished } = seen
  await takeFromList(store, sessionId, await storedWaits(context, session, seen))
  const kept = await forgetLeft(context, session)
  const underWay = [...kept, ...unfinished.map(({ since }) => since)].filter(since => since > now - STALE_CALL_AFTER)
  const next = underWay.length > 0 ? Math.min(...underWay) : remove()
  // After an entry that was not read here, the session stays due.
  await store.sessions.update({ _id: sessionId, claimedAt, arrivals }, { claimedAt: next })
}

/**
 * Finishes what dead calls left in a session, as soon as no call can be running any more that entered it; the reconciler looks at
 * the session later all the same. Returns the ids of claims that belong to no account: a repetition of the call that is running
 * just now may still store one, so they are released when the reconciler comes.
 */
export async function finishEntries(context: Context, sessionId: string): Promise<string[]> {
  const session = await context.store.sessions.get(sessionId, FIELDS)
  return session?.claimedAt === undefined ? [] : (await finishOlderThan(context, session, CALL_LIFE)).abandoned
}

/** What was found of the entries of a session; `bookings` is how they were before the unfinished ones were finished. */
interface Seen {
  entries: readonly Entry[]
  unfinished: readonly Entry[]
  bookings: ReadonlyMap<string, Booking>
}

async function finishOlderThan(
  context: Context,
  session: Entries,
  age: number,
): Promise<Seen & { abandoned: string[] }> {
  const { store, now } = context
  const { _id: sessionId, claimedAt = 0 } = session
  // Earlier entries have been checked.
  const entries = entriesOf(session).filter(({ since }) => since >= claimedAt)
  const bookings = await bookingsOf(store, entries)
  const unfinished = entries.filter(entry => isUnfinished(entry, bookings.get(entry.id), session))
  const abandoned: string[] = []
  await workOnParts(context, unfinishedEntries, {
    items: unfinished.filter(({ since }) => since <= now - age),
    partOf: ({ id }) => ({ id, of: sessionId }),
    work: async entry => {
      if ((await finishEntry(context, session, entry, bookings.get(entry.id))) === 'abandoned') abandoned.push(entry.id)
    },
  })
  return { entries, unfinished, bookings, abandoned }
}

/** The listed parties whose wait is stored, and may be taken from the list. */
async function storedWaits({ store, now }: Context, session: Entries, { entries, unfinished, bookings }: Seen) {
  const isWait = ({ stage, entry }: Entry) => stage === 'wait' && !entry.ticket
  const isStored = (entry: Entry, booking: Booking | undefined) =>
    !isUnfinished(entry, booking, session) && booking?.status === 'waiting'
  // Those that were finished just now are stored only now.
  const finished = unfinished.filter(entry => isWait(entry) && entry.since <= now - STALE_CALL_AFTER)
  const later = await bookingsOf(store, finished)
  return entries
    .filter(entry => isWait(entry) && isStored(entry, later.get(entry.id) ?? bookings.get(entry.id)))
    .map(({ id, entry }) => ({ id, key: entry.key }))
}

/**
 * Removes the traces of parties that have left, when their bookings are over and no call can be running that read them before.
 * Ends bookings that still wait, because the call that took their party out has died. Returns from when on the age of the other
 * traces counts, epoch ms.
 */
async function forgetLeft(context: Context, { _id: sessionId, left = {} }: Entries): Promise<number[]> {
  const { store, now } = context
  const since = new Map(Object.entries(left).map(([id, at]) => [id, leftSince(at)]))
  const old = Object.keys(left).filter(id => (since.get(id) ?? now) <= now - STALE_CALL_AFTER)
  const bookings = (
    await mapChunks(old, part =>
      store.bookings.find({
        where: { _id: oneOf(part), sessionId },
        limit: part.length,
        fields: ['status', 'releasing'],
      }),
    )
  ).flat()
  const waiting = bookings.filter(({ status }) => isWaiting({ status }))
  await workOnParts(context, orphanedWaits, {
    items: waiting,
    partOf: ({ _id }) => ({ id: _id, of: sessionId }),
    work: ({ _id }) => endOrphanedWait(context, _id),
  })
  const unreleased = new Set(bookings.filter(one => one.releasing || isWaiting(one)).map(({ _id }) => _id))
  const gone = Object.entries(left).filter(([id]) => old.includes(id) && !unreleased.has(id))
  await forgetTraces(store, sessionId, gone)
  return Object.keys(left)
    .filter(id => !old.includes(id))
    .map(id => since.get(id) ?? now)
}

/** A wait that could not be ended with the others of its session. */
export const orphanedWaits: PartWork = { name: 'orphanedWaits', do: (context, { id }) => endOrphanedWait(context, id) }

/** An entry that could not be finished with the others of its session. */
export const unfinishedEntries: PartWork = {
  name: 'entries',
  do: async (context, { id, of: sessionId }) => {
    const { store } = context
    const session = await store.sessions.get(sessionId, FIELDS)
    const entry = session && entriesOf(session).find(candidate => candidate.id === id)
    if (!entry) return
    const booking = (await bookingsOf(store, [entry])).get(id)
    if (isUnfinished(entry, booking, session)) await finishEntry(context, session, entry, booking)
  },
}

function entriesOf({ claims, offers, waitlist, drawnAt }: Entries): Entry[] {
  return [
    ...Object.entries(claims).map(([id, entry]) => ({
      id,
      entry,
      stage: 'claim' as const,
      since: entry.orderChangedAt ?? entry.wonAt ?? entry.at,
    })),
    ...Object.entries(offers).map(([id, entry]) => ({ id, entry, stage: 'offer' as const, since: entry.offeredAt })),
    ...Object.entries(waitlist).map(([id, entry]) => {
      // A draw changes what the bookings of all tickets say.
      const since = Math.max(entry.at, entry.ticket ? (drawnAt ?? 0) : 0)
      return { id, entry, stage: 'wait' as const, since }
    }),
  ]
}

type Booking = Pick<BookingDocument, '_id' | 'status' | 'sessionId' | 'order' | 'waitKey'>

async function bookingsOf(store: Store, entries: readonly Entry[]): Promise<Map<string, Booking>> {
  const rows = await mapChunks(entries, part =>
    store.bookings.find({
      where: { _id: oneOf(part.map(({ id }) => id)) },
      limit: part.length,
      fields: ['status', 'sessionId', 'order', 'waitKey'],
    }),
  )
  return new Map(rows.flat().map(booking => [booking._id, booking]))
}

/** Whether the booking of an entry does not match it yet, or is not known to. */
function isUnfinished({ stage, entry }: Entry, booking: Booking | undefined, session: Entries): boolean {
  if (!booking || isOver(booking, session)) return true
  if (stage === 'claim') return booking.status !== 'confirmed' || booking.order?.revision !== entry.order?.revision
  if (stage === 'wait' && isDuplicate(session, entry, booking)) return true
  // A promotion also updates the bookings that it passed over, which the booking of the offer does not show.
  return stage === 'offer' || (booking.status === 'registered' && !!session.drawnAt)
}

/** Whether the party was listed again after its wait was stored, by a copy of its call that knew nothing of it. */
function isDuplicate(session: Entries, entry: WaitEntry, booking: Booking): boolean {
  return hasStoredWaits(session) && booking.sessionId === session._id && !isSameEntry(entry, booking)
}

function isOver({ status, sessionId }: Booking, session: Pick<SessionDocument, '_id'>): boolean {
  return status === 'cancelled' || status === 'lapsed' || sessionId !== session._id
}

/** `abandoned`: it belongs to no account, and is released when the call that made it counts as dead. */
type Outcome = 'abandoned' | undefined

async function finishEntry(
  context: Context,
  session: Entries,
  { id, stage, entry }: Entry,
  booking: Booking | undefined,
): Promise<Outcome> {
  const { store } = context
  const { _id: sessionId, drawnAt } = session
  let outcome: Outcome
  if (booking && stage === 'wait' && isDuplicate(session, entry, booking)) {
    await dropDuplicate(store, sessionId, id, entry)
    return
  }
  if (booking && isOver(booking, session)) {
    await removeEntry(context, sessionId, id, entry, { isOver: true })
    await removeFromLedger(onBehalfOf(context, entry), sessionId, id)
    return
  }
  if (!booking && isPart(entry)) {
    await reconcilePart(context, sessionId, id, entry)
    return
  }
  // A call that changed the order died before the booking showed it.
  if (booking?.status === 'confirmed' && stage === 'claim') await copyOrder(context, id, entry)
  else if (!booking || stage === 'claim') outcome = await finish(context, sessionId, id)
  // The draw happened while the registering call was running, and the call died before it noticed.
  else if (stage === 'wait' && drawnAt) await markLost(context, id, entry, drawnAt)
  if (stage === 'offer') {
    // A party that lost the draw comes before all that joined later, and is listed.
    const earlier = entry.rank || !hasStoredWaits(session) ? {} : await readEarlierWaits(store, sessionId, entry.at)
    await markOffered(store, [id], entry, passedOver({ ...earlier, ...session.waitlist }, id, entry))
  }
  return outcome
}

function isPart(entry: WaitEntry): entry is Claim {
  return 'enrolment' in entry
}

/** A call died after it had stored the party's entry in the session: finishes the booking, or releases the place. */
async function finish(context: Context, sessionId: string, bookingId: string): Promise<Outcome> {
  const { store, now } = context
  const place = await readSessionWithParty(store, sessionId, bookingId)
  const origin = place && originOfParty(place)
  if (!origin) return
  const { entry } = origin
  const account = await store.accounts.get(entry.accountId)
  if (!account || isOrphaned(account, entry.at)) {
    // The account was never stored, or was erased since: the booking would belong to nobody.
    if (entry.at > now - STALE_CALL_AFTER) return 'abandoned'
    await removeEntry(context, sessionId, bookingId, entry, { isOver: false })
    return
  }
  try {
    const booking = await finishBooking(onBehalfOf(context, entry), { account, session: place, bookingId, origin })
    // A promotion that has taken the party out meanwhile found no booking to end.
    if (isWaiting(booking) && (await readSessionWithParty(store, sessionId, bookingId))?.left)
      await endOrphanedWait(context, bookingId)
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'BUSY') throw error
    // A refusal has given the places back; if it has not, the entry is still to be finished.
    if ((await readSessionWithParty(store, sessionId, bookingId))?.claim) throw error
  }
  return
}
