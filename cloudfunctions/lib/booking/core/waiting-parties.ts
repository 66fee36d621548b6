import { placesForApp, placesOf } from '@domain/bookings/places'
import { MAX_MEMBERS } from '@domain/people/members'
import { decidePromotion, type Promotion, waitlistOrder } from '@domain/waitlist/promotion'
import type { SessionDocument, WaitEntry } from '../../kernel/store/documents'
import { oneOf, type Store } from '../../kernel/store/port'
import { mapChunks } from '../../kernel/work/background'
import { hasStoredWaits, isSameEntry, readLargerWaits, readStoredWaits, type StoredWaits } from './stored-waits'

export const QUEUE_FIELDS = [
  'startsAt',
  'status',
  'rules',
  'seatsLeft',
  'capacity',
  'reserve',
  'reserveTaken',
  'waitlist',
  'waiting',
  'offers',
  'left',
  'turnAt',
  'turns',
  'drawAt',
  'drawnAt',
] as const
/** A session as a promotion reads it; `claims` of parties that are doubtful. */
export type Queue = Pick<SessionDocument, '_id' | (typeof QUEUE_FIELDS)[number]> &
  Partial<Pick<SessionDocument, 'claims'>>

/** The next round of a waitlist, and the parties that it was decided on. */
export interface Round {
  promotion: Promotion
  parties: Record<string, WaitEntry>
  /** Listed parties whose wait is stored under another key: they are counted twice. */
  duplicates: [id: string, entry: WaitEntry][]
}

/** Largest parties that are looked for in one round. */
const MAX_LARGER = 20

/**
 * Decides the next round of a waitlist: on the parties that the session lists, and as many stored waits in order as are needed.
 * Listed parties that come after the last wait that was read are not considered before all in between are. A booking may still
 * wait although its party was promoted since; then the session has its offer, its claim or the trace that it left, and the round
 * has no effect.
 */
export async function decideRound(
  store: Store,
  queue: Queue,
  facts: { now: number; held: boolean; closesAt: number },
): Promise<Round> {
  const { _id, waitlist, waiting, rules } = queue
  const largest = placesForApp(queue)
  const parties: Record<string, WaitEntry> = { ...waitlist }
  const keys = new Map<string, string | undefined>()
  const add = (entries: [id: string, entry: WaitEntry][]) => {
    for (const [id, entry] of entries) {
      if (!isHere(queue, id)) continue
      keys.set(id, entry.key)
      parties[id] = waitlist[id] ?? entry
    }
  }
  const decide = (read?: StoredWaits) => {
    const last = read?.isMore ? read.entries.at(-1) : undefined
    const known = last ? withoutLater(parties, waitlist, last, largest) : parties
    return decidePromotion({ ...queue, ...facts, waitlist: known, offerFor: rules.offerFor, largest })
  }
  const areStored = hasStoredWaits(queue) && waiting > Object.keys(waitlist).length
  let promotion = decide()
  if (areStored) {
    const [first, larger] = await Promise.all([
      readStoredWaits(store, _id),
      largest < MAX_MEMBERS ? readLargerWaits(store, _id, largest, MAX_LARGER) : [],
    ])
    add(first.entries)
    add(larger)
    let page = first
    promotion = decide(page)
    while (page.isMore && wantsMore(queue, promotion)) {
      page = await readStoredWaits(store, _id, page.entries.at(-1))
      add(page.entries)
      promotion = decide(page)
    }
  }
  const chosen = [...promotion.offered, ...promotion.closed].filter(id => waitlist[id] && !keys.has(id))
  for (const { _id: id, waitKey } of hasStoredWaits(queue) ? await waitKeysOf(store, chosen) : []) keys.set(id, waitKey)
  const duplicates = Object.entries(waitlist).filter(
    ([id, entry]) => keys.has(id) && !isSameEntry(entry, { waitKey: keys.get(id) }),
  )
  return { promotion, parties, duplicates }
}

/** The parties without those that are listed only and come after `last`; those that are too large stay, since they get no offer. */
function withoutLater(
  parties: Round['parties'],
  listed: Round['parties'],
  last: [id: string, entry: WaitEntry],
  largest: number,
): Round['parties'] {
  const order = waitlistOrder({ ...parties, [last[0]]: last[1] }).map(([id]) => id)
  const later = new Set(order.slice(order.indexOf(last[0]) + 1))
  return Object.fromEntries(
    Object.entries(parties).filter(([id, party]) => !(listed[id] && later.has(id)) || placesOf(party) > largest),
  )
}

/** Whether a stored wait is still one by the session, which may know more than the booking. */
function isHere({ offers, claims = {}, left = {} }: Queue, id: string): boolean {
  return !offers[id] && !claims[id] && left[id] === undefined
}

/** Whether a round would offer more places if there were more parties. */
function wantsMore({ seatsLeft }: Queue, { offered, seatsLeftChange, reason }: Promotion): boolean {
  return reason === 'not-taken' && seatsLeft + seatsLeftChange > 0 && offered.length < MAX_LARGER
}

async function waitKeysOf(store: Store, ids: string[]) {
  const found = await mapChunks(ids, part =>
    store.bookings.find({ where: { _id: oneOf(part), status: 'waiting' }, limit: part.length, fields: ['waitKey'] }),
  )
  return found.flat()
}
