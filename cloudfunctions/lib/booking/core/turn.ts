import { ballotOpen } from '@domain/ballot/phase'
import { decideTurn, type Turn } from '@domain/waitlist/turn'
import { type Context, inNameOf } from '../../kernel/router/context'
import type { Offer, SessionDocument, WaitEntry } from '../../kernel/store/documents'
import { exists, inc, oneOf, remove, type Store } from '../../kernel/store/port'
import { leaveLedger } from './ledger'
import { waitEvent } from './new-booking'

const QUEUE_FIELDS = [
  'startsAt',
  'status',
  'rules',
  'seatsLeft',
  'waitlist',
  'offers',
  'turnAt',
  'turns',
  'drawAt',
  'drawnAt',
] as const
type Queue = Pick<SessionDocument, '_id' | (typeof QUEUE_FIELDS)[number]>

/**
 * Moves a waitlist up, at most so many turns, and notes when to look again. A turn is one conditional update of the
 * session, of effect only while the session stands as it was read: two who do it at once do no harm. The bookings follow
 * it; where that is cut off, the reconciler finds the session by `claimedAt` and bookings by `waitUntil`.
 */
export async function takeTurns(context: Context, sessionId: string, most: number): Promise<void> {
  const { store, now } = context
  for (let taken = 0; taken < most; taken++) {
    const queue = await store.sessions.get(sessionId, QUEUE_FIELDS)
    if (!queue) return
    const { rules, turns, turnAt } = queue
    // Whoever has a ticket waits for the draw, however late it comes; not past the start.
    const held = ballotOpen(queue) || (queue.drawAt ?? 0) > 0
    const turn = decideTurn({
      ...queue,
      now,
      held,
      closesAt: held ? queue.startsAt : queue.startsAt - rules.closesBefore,
      offerFor: rules.offerFor,
    })
    if (turn.lapsed.length + turn.ended.length + turn.offered.length === 0) {
      if (turnAt !== turn.nextAt) await store.sessions.update({ _id: sessionId, turns }, { turnAt: turn.nextAt })
      return
    }
    if (await apply(context, queue, turn)) await follow(context, queue, turn)
  }
}

async function apply({ store, now }: Context, queue: Queue, turn: Turn): Promise<boolean> {
  const { _id, status, seatsLeft, waitlist, offers } = queue
  const leaving = [...turn.offered, ...turn.ended]
  const held = Object.fromEntries(
    turn.offered.map(id => {
      const offer = { ...waitlist[id], offeredAt: now, until: turn.until, skipped: turn.skipped }
      return [`offers.${id}`, offer]
    }),
  )
  const won = await store.sessions.update(
    {
      _id,
      status,
      seatsLeft,
      ...Object.fromEntries(leaving.map(id => [`waitlist.${id}`, exists(true)])),
      ...Object.fromEntries(turn.lapsed.map(id => [`offers.${id}.until`, offers[id]?.until])),
    },
    {
      ...Object.fromEntries(leaving.map(id => [`waitlist.${id}`, remove()])),
      ...Object.fromEntries(turn.lapsed.map(id => [`offers.${id}`, remove()])),
      ...held,
      waiting: inc(-leaving.length),
      seatsLeft: inc(turn.places),
      turns: inc(1),
      claimedAt: now,
    },
  )
  return won === 1
}

async function follow(context: Context, queue: Queue, turn: Turn): Promise<void> {
  const { store, now } = context
  const over = [...turn.lapsed, ...turn.ended]
  await Promise.all([
    tellOffered(store, turn.offered, { offeredAt: now, until: turn.until, skipped: turn.skipped }),
    over.length > 0 && lapse(context, over, turn.why),
  ])
  await Promise.all(
    over.map(id => {
      const entry: WaitEntry | undefined = queue.offers[id] ?? queue.waitlist[id]
      return entry && leaveLedger(inNameOf(context, entry), queue._id, id)
    }),
  )
  if (over.length > 0) await store.bookings.update({ _id: oneOf(over), status: 'lapsed' }, { releasing: false })
}

/** Notes an offer on the bookings it is for, and on those it passed over. Safe to repeat. */
export async function tellOffered(
  store: Store,
  ids: string[],
  { offeredAt, until, skipped }: Pick<Offer, 'offeredAt' | 'until' | 'skipped'>,
): Promise<void> {
  const skip = `waitEvents.skipped-${offeredAt}` as const
  await Promise.all([
    ids.length > 0 &&
      store.bookings.update(
        { _id: oneOf(ids), status: oneOf(['registered', 'waiting']) },
        {
          status: 'offered',
          waitUntil: until,
          offerTellAt: offeredAt,
          'waitEvents.offered': waitEvent('offered', offeredAt),
        },
      ),
    skipped.length > 0 &&
      store.bookings.update(
        { _id: oneOf(skipped), status: 'waiting', [skip]: exists(false) },
        { [skip]: waitEvent('skipped', offeredAt, 'party-too-large') },
      ),
  ])
}

/** Marks bookings whose waiting is over; the ledger is still to be freed. */
export async function lapse({ store, now }: Context, ids: string[], why: Turn['why']): Promise<void> {
  // Whoever has a ticket wants to hear that nothing was drawn.
  if (why !== 'not-taken') await store.bookings.update({ _id: oneOf(ids), status: 'registered' }, { drawTellAt: now })
  await store.bookings.update(
    { _id: oneOf(ids), status: oneOf(['registered', 'waiting', 'offered']) },
    { ...over(now), 'waitEvents.lapsed': waitEvent('lapsed', now, why) },
  )
}

/** What every end of waiting changes in a booking. */
export function over(now: number) {
  return {
    status: 'lapsed',
    cancelledAt: now,
    activeUntil: now,
    waitUntil: null,
    offerTellAt: null,
    releasing: true,
  } as const
}
