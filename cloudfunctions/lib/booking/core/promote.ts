import { isBallotOpen } from '@domain/ballot/phase'
import { MINUTE } from '@domain/time'
import type { Promotion } from '@domain/waitlist/promotion'
import { type Context, onBehalfOf } from '../../kernel/router/context'
import type { Offer, SessionDocument, WaitEntry } from '../../kernel/store/documents'
import { exists, gte, inc, least, not, oneOf, remove, type Store, type Where } from '../../kernel/store/port'
import { forEachConcurrent } from '../../kernel/work/background'
import { STALE_CALL_AFTER } from '../../kernel/work/stale'
import { entryAdded } from './entry-added'
import { removeFromLedger } from './ledger'
import { waitEvent } from './new-booking'
import { promotionDue } from './promotion-due'
import { isOnlyWaiting } from './queue'
import { releaseBooking } from './release'
import { dropDuplicate, entryMatches, partyLeft, STORED_WAITS } from './stored-waits'
import { decideRound, QUEUE_FIELDS, type Queue, type Round } from './waiting-parties'

/** The most events of being passed over that a booking keeps. */
const KEPT_SKIPS = 16

/** How many rounds a person's call makes before it answers; the timer makes the rest. */
const ROUNDS_BEFORE_ANSWER = 3

/**
 * Promotes a waitlist in at most `maxRounds` rounds, and sets when it is due again; returns false when more rounds are
 * needed. A round is one conditional update of the session that takes effect only if the session is still as it was read,
 * so concurrent calls do no harm. The bookings are updated after it; when a crash prevents that, the reconciler finds the
 * session by `claimedAt` and bookings by `waitUntil`.
 */
export async function promoteWaitlist(
  context: Context,
  sessionId: string,
  maxRounds = ROUNDS_BEFORE_ANSWER,
): Promise<boolean> {
  const { store, now } = context
  let doubtful: string[] = []
  for (let round = 0; round < maxRounds; round++) {
    // A booking that still waits may have been offered places that are claimed already.
    const queue = await store.sessions.get(sessionId, [...QUEUE_FIELDS, ...doubtful.map(id => `claims.${id}` as const)])
    if (!queue) return true
    const { rules, turns, turnAt } = queue
    // Tickets wait for the draw, even if it comes late, but not after the start.
    const held = isBallotOpen(queue) || (queue.drawAt ?? 0) > 0
    const closesAt = held ? queue.startsAt : queue.startsAt - rules.closesBefore
    const decided = await decideRound(store, queue, { now, held, closesAt })
    const { promotion, parties, duplicates } = decided
    if (duplicates.length > 0) {
      await Promise.all(duplicates.map(([id, entry]) => dropDuplicate(store, sessionId, id, entry)))
      continue
    }
    if (promotion.expired.length + promotion.closed.length + promotion.offered.length === 0) {
      if (await endTooLarge(context, parties, promotion)) continue
      // Until the bookings of fresh offers are stored, the promotion stays due.
      if (!(await markFresh(context, queue))) return true
      // A party that is too large and has no booking yet is looked at again when its call must have ended.
      const again = promotion.tooLarge.length > 0 ? now + STALE_CALL_AFTER : Number.POSITIVE_INFINITY
      const nextAt = promotion.nextAt && Math.min(promotion.nextAt, again)
      if (turnAt !== (nextAt ?? undefined))
        await store.sessions.update({ _id: sessionId, turns }, { turnAt: nextAt ?? remove() })
      return true
    }
    doubtful = [...promotion.offered, ...promotion.closed].filter(id => !queue.waitlist[id])
    if (!(await updateSession(context, queue, decided))) continue
    if (await updateBookings(context, queue, decided)) continue
    // Somebody who joins at this moment is only now storing the booking: another promotion marks it.
    await store.sessions.update({ _id: sessionId }, promotionDue(now))
    return true
  }
  return false
}

/**
 * Where a promotion is due though nothing is to be done, marks the latest offers, whose bookings may have been missing. Returns
 * whether all of these are stored now; one of a call that died is not waited for.
 */
async function markFresh({ store, now }: Context, { offers, turnAt }: Queue): Promise<boolean> {
  if (turnAt === undefined || turnAt > now) return true
  const fresh = Object.entries(offers).filter(([, { offeredAt }]) => offeredAt > now - STALE_CALL_AFTER)
  const marked = await Promise.all(fresh.map(([id, offer]) => markOffered(store, [id], offer, [])))
  if (marked.every(count => count === 1)) return true
  return (await store.bookings.count({ _id: oneOf(fresh.map(([id]) => id)) })) === fresh.length
}

/**
 * Ends the waits of parties that are larger than the session is now; returns whether there were any. The booking ends first,
 * as when its owner leaves, so a retry or the reconciler completes it.
 */
async function endTooLarge(context: Context, parties: Round['parties'], { tooLarge }: Promotion): Promise<boolean> {
  const { store } = context
  if (tooLarge.length === 0) return false
  await expireWaits(context, tooLarge, 'party-too-large')
  const ended = await store.bookings.find({
    where: { _id: oneOf(tooLarge), status: 'lapsed', releasing: true },
    limit: tooLarge.length,
  })
  await forEachConcurrent(ended, async booking => {
    const entry = parties[booking._id]
    if (entry) await releaseBooking(onBehalfOf(context, entry), booking)
  })
  return ended.length > 0
}

async function updateSession({ store, now }: Context, queue: Queue, { promotion, parties }: Round): Promise<boolean> {
  const { _id, status, seatsLeft, waitlist, offers } = queue
  const leaving = [...promotion.offered, ...promotion.closed]
  const listed = leaving.filter(id => waitlist[id])
  const stored = leaving.filter(id => !waitlist[id])
  const held = Object.fromEntries(
    promotion.offered.map(id => {
      const offer = { ...parties[id], offeredAt: now, until: promotion.until }
      return [`offers.${id}`, offer]
    }),
  )
  const won = await store.sessions.update(
    Object.assign(
      { _id, status, seatsLeft },
      stored.length > 0 ? STORED_WAITS : {},
      ...listed.map(id => entryMatches(id, waitlist[id]?.key)),
      ...stored.map(id => ({ [`waitlist.${id}`]: exists(false), ...isOnlyWaiting(id) })),
      ...promotion.expired.map(id => ({ [`offers.${id}.until`]: offers[id]?.until })),
    ) as Where<SessionDocument>,
    {
      ...Object.fromEntries(listed.map(id => [`waitlist.${id}`, remove()])),
      ...Object.fromEntries(promotion.expired.map(id => [`offers.${id}`, remove()])),
      ...Object.assign({}, ...[...promotion.expired, ...promotion.closed].map(id => partyLeft(id, now))),
      ...held,
      waiting: inc(-leaving.length),
      seatsLeft: inc(promotion.seatsLeftChange),
      turns: inc(1),
      ...(promotion.offered.length > 0 ? { turnAt: least(promotion.until) } : {}),
      ...entryAdded(now),
    },
  )
  return won === 1
}

/** Updates the bookings of a promotion; returns whether those that get an offer were all there. */
async function updateBookings(context: Context, queue: Queue, { promotion, parties }: Round): Promise<boolean> {
  const { store, now } = context
  const ended = [...promotion.expired, ...promotion.closed]
  const { offered } = promotion
  const [marked] = await Promise.all([
    markOffered(store, offered, { offeredAt: now, until: promotion.until }, promotion.skipped),
    ended.length > 0 && expireWaits(context, ended, promotion.reason),
  ])
  await Promise.all(
    ended.map(id => {
      const entry: WaitEntry | undefined = queue.offers[id] ?? parties[id]
      return entry && removeFromLedger(onBehalfOf(context, entry), queue._id, id)
    }),
  )
  if (ended.length > 0) await store.bookings.update({ _id: oneOf(ended), status: 'lapsed' }, { releasing: false })
  return marked === offered.length
}

/** Marks the bookings that get an offer, and those it passed over; returns how many get it. Safe to repeat. */
export async function markOffered(
  store: Store,
  ids: string[],
  { offeredAt, until }: Pick<Offer, 'offeredAt' | 'until'>,
  skipped: readonly string[],
): Promise<number> {
  const skip = skipKey(offeredAt)
  const offer = () =>
    store.bookings.update(
      { _id: oneOf(ids), status: oneOf(['registered', 'waiting']) },
      {
        status: 'offered',
        waitUntil: until,
        offerTellAt: offeredAt,
        'waitEvents.offered': waitEvent('offered', offeredAt),
      },
    )
  const [marked] = await Promise.all([
    ids.length > 0 ? offer() : 0,
    skipped.length > 0 &&
      store.bookings.update(
        { _id: oneOf(skipped), status: 'waiting', [`${skip}.at`]: not(gte(offeredAt)) },
        { [skip]: waitEvent('skipped', offeredAt, 'party-too-large') },
      ),
  ])
  return marked
}

/**
 * Where a booking stores that an offer passed it over, by the minute of the offer. After as many minutes a later one takes the
 * place, so that a booking that waits for weeks does not grow.
 */
function skipKey(offeredAt: number): `waitEvents.skipped-${number}` {
  return `waitEvents.skipped-${Math.floor(offeredAt / MINUTE) % KEPT_SKIPS}`
}

/** Marks bookings whose wait has ended. They are still to be removed from the ledger. */
export async function expireWaits(
  { store, now }: Context,
  ids: string[],
  why: Promotion['reason'] | 'party-too-large',
): Promise<void> {
  // Households with a ticket are told that nothing was drawn.
  if (why !== 'not-taken') await store.bookings.update({ _id: oneOf(ids), status: 'registered' }, { drawTellAt: now })
  await store.bookings.update(
    { _id: oneOf(ids), status: oneOf(['registered', 'waiting', 'offered']) },
    { ...endedWaitFields(now), 'waitEvents.lapsed': waitEvent('lapsed', now, why) },
  )
}

/** What changes in a booking when its wait ends. */
export function endedWaitFields(now: number) {
  return {
    status: 'lapsed',
    cancelledAt: now,
    activeUntil: now,
    waitUntil: null,
    offerTellAt: null,
    remindAt: null,
    tellAt: null,
    releasing: true,
  } as const
}
