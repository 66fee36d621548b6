import type { BookingDocument, SessionDocument, WaitEntry } from '../../kernel/store/documents'
import { exists, gt, gte, inc, lte, oneOf, remove, type Store, type Where } from '../../kernel/store/port'
import { shapeIn } from '../../kernel/store/shapes'
import { STALE_CALL_AFTER } from '../../kernel/work/stale'
import { entryAdded } from './entry-added'

/**
 * Waiting parties that a session does not list any more, because their booking is stored: the booking is their entry
 * (docs/decisions/0046-stored-waits.md).
 */

/** The first shape of a session whose stored waits may be taken from its list. */
const FIRST_SHAPE = 2

/** Whether waiting parties of a session may be known by their bookings alone. `session`: as it was read, with its shape. */
export function hasStoredWaits(session: object): boolean {
  return shapeIn(session) >= FIRST_SHAPE
}

/** The same as a condition of an update. */
export const STORED_WAITS = { shape: gte(FIRST_SHAPE) } as Where<SessionDocument>

/**
 * Part of every session update that takes out a party for good that has waited. It is the condition by which a party is taken
 * out once; the reconciler removes it when no call can be running any more that has read the party's booking before.
 */
export function partyLeft(bookingId: string, now: number) {
  return { [`left.${bookingId}`]: now, ...entryAdded(leftSince(now)) }
}

/** From when on the reconciler counts the age of such a trace, so that it is twice as old as a dead call. */
export function leftSince(leftAt: number): number {
  return leftAt + STALE_CALL_AFTER
}

/** Whether a session lists the party that was stored as this booking, rather than a second entry of a slow copy of the call. */
export function isSameEntry(
  { key }: { key?: string | undefined },
  { waitKey }: { waitKey?: string | undefined },
): boolean {
  return (key ?? null) === (waitKey ?? null)
}

/** A condition that matches the entry with this key; without a key, entries of earlier releases. */
export function entryMatches(bookingId: string, key: string | undefined): Where<SessionDocument> {
  return { [`waitlist.${bookingId}`]: exists(true), [`waitlist.${bookingId}.key`]: key ?? null }
}

/** Drops an entry that was counted although its party waits already. Safe to repeat. */
export async function dropDuplicate(
  store: Store,
  sessionId: string,
  bookingId: string,
  { key }: Pick<WaitEntry, 'key'>,
): Promise<void> {
  await store.sessions.update(
    { _id: sessionId, ...STORED_WAITS, ...entryMatches(bookingId, key) },
    { [`waitlist.${bookingId}`]: remove(), waiting: inc(-1), turns: inc(1) },
  )
}

/** Entries of one update: each is a condition and a change. */
const PER_UPDATE = 50

/** How many parties of a session are listed before one that joins makes the list shorter. */
const LISTED = 16

/** Whether the party with so many before it takes stored waits from the list. */
export function isListKeeper(ahead: number): boolean {
  return ahead % LISTED === LISTED - 1
}

/** Which of those parties it is, counted from 0. */
export function listKeeperTurn(ahead: number): number {
  return Math.floor(ahead / LISTED)
}

/**
 * Takes stored waits from the list of a session, those of tickets excepted. Changes nothing else; safe to repeat. Looks at as
 * many as one update can take: of a long list, the `turn`-th part, so that parties that join at one time take different ones.
 */
export async function shortenList(store: Store, sessionId: string, turn: number): Promise<void> {
  const session = await store.sessions.get(sessionId, ['waitlist'])
  if (!session || !hasStoredWaits(session)) return
  const all = Object.entries(session.waitlist).filter(([, { ticket }]) => !ticket)
  const first = (turn * PER_UPDATE) % Math.max(1, all.length)
  const listed = [...all.slice(first), ...all.slice(0, first)].slice(0, PER_UPDATE)
  const bookings = await store.bookings.find({
    where: { _id: oneOf(listed.map(([id]) => id)), sessionId, status: 'waiting' },
    limit: PER_UPDATE,
    fields: ['waitKey'],
  })
  const stored = bookings.filter(booking => isSameEntry(session.waitlist[booking._id] ?? {}, booking))
  await takeFromList(
    store,
    sessionId,
    stored.map(({ _id, waitKey }) => ({ id: _id, key: waitKey })),
  )
}

/** Takes these entries from the list, whose bookings are stored. Where one of them has left meanwhile, its update changes nothing. */
export async function takeFromList(
  store: Store,
  sessionId: string,
  entries: readonly { id: string; key: string | undefined }[],
): Promise<void> {
  for (let from = 0; from < entries.length; from += PER_UPDATE) {
    const part = entries.slice(from, from + PER_UPDATE)
    const matches = part.map(({ id, key }) => entryMatches(id, key))
    await store.sessions.update(
      Object.assign({ _id: sessionId, ...STORED_WAITS }, ...matches) as Where<SessionDocument>,
      Object.fromEntries(part.map(({ id }) => [`waitlist.${id}`, remove()])),
    )
  }
}

/** Removes traces of parties that have left, as they were read. */
export async function forgetTraces(
  store: Store,
  sessionId: string,
  traces: readonly [bookingId: string, leftAt: number][],
): Promise<void> {
  for (let from = 0; from < traces.length; from += PER_UPDATE) {
    const part = traces.slice(from, from + PER_UPDATE)
    await store.sessions.update(
      { _id: sessionId, ...Object.fromEntries(part.map(([id, at]) => [`left.${id}`, at])) },
      Object.fromEntries(part.map(([id]) => [`left.${id}`, remove()])),
    )
  }
}

const ENTRY_FIELDS = ['accountId', 'requestId', 'attendees', 'createdAt', 'waitKey'] as const
type StoredWait = Pick<BookingDocument, '_id' | (typeof ENTRY_FIELDS)[number]>

/** A stored wait as an entry. */
function entryOf({ accountId, requestId, attendees, createdAt, waitKey }: StoredWait): WaitEntry {
  return { accountId, requestId, attendees, at: createdAt, ...(waitKey === undefined ? {} : { key: waitKey }) }
}

/** Waits of one reading. */
const PAGE = 100

/** Stored waits in order; `isMore`: there may be others after them. */
export interface StoredWaits {
  entries: [id: string, entry: WaitEntry][]
  isMore: boolean
}

/** The stored waits of a session in order, after the last of an earlier reading. */
export async function readStoredWaits(
  store: Store,
  sessionId: string,
  after?: [id: string, entry: WaitEntry],
): Promise<StoredWaits> {
  const where = { sessionId, status: 'waiting', rank: null } as const
  const read = (beyond: object, sort: ('createdAt' | '_id')[]) =>
    store.bookings.find({
      where: { ...where, ...beyond },
      sort: sort.map(field => [field, 'asc']),
      limit: PAGE,
      fields: ENTRY_FIELDS,
    })
  const [ties, rest] = await Promise.all([
    after ? read({ createdAt: after[1].at, _id: gt(after[0]) }, ['_id']) : [],
    read(after ? { createdAt: gt(after[1].at) } : {}, ['createdAt', '_id']),
  ])
  const found = [...ties, ...rest].slice(0, PAGE)
  return { entries: found.map(row => [row._id, entryOf(row)]), isMore: found.length === PAGE }
}

/** The stored waits that need more than `places`, at most `limit`. */
export async function readLargerWaits(
  store: Store,
  sessionId: string,
  places: number,
  limit: number,
): Promise<[id: string, entry: WaitEntry][]> {
  const found = await store.bookings.find({
    where: { sessionId, status: 'waiting', rank: null, partySize: gt(places) },
    limit,
    fields: ENTRY_FIELDS,
  })
  return found.map(row => [row._id, entryOf(row)])
}

/** The stored waits that came until `moment`, epoch ms. */
export async function readEarlierWaits(
  store: Store,
  sessionId: string,
  moment: number,
): Promise<Record<string, WaitEntry>> {
  const found = await store.bookings.find({
    where: { sessionId, status: 'waiting', rank: null, createdAt: lte(moment) },
    limit: 1000,
    fields: ENTRY_FIELDS,
  })
  return Object.fromEntries(found.map(row => [row._id, entryOf(row)]))
}
