import type { OpenSum, TillPayment } from '@domain/contracts/staff-counter'
import { standing, sumEntries } from '@domain/ledger/ledger'
import { mayCall } from '@domain/office/access'
import { maskName } from '@domain/people/members'
import { DAY } from '@domain/time'
import type { StaffContext } from '../kernel/router/context'
import type { Handler } from '../kernel/router/router'
import type { BookingDocument, TillCloseDocument, TillRowDocument } from '../kernel/store/documents'
import { findPage } from '../kernel/store/page'
import { gt, lt, not, oneOf, type Store } from '../kernel/store/port'
import { STALE_CALL_AFTER } from '../kernel/work/stale'
import { closeView } from './close-view'

/** Rows per read, and reads: more than a till has between two closes. */
const PAGE = 999
const PAGES = 20
/** Open sums that are listed, of each direction: the oldest. */
const MAX_OPEN = 200
const SHOWN_CLOSES = 14
/** Not collecting a meal so often within so long is a reason for a friendly talk. */
const UNCOLLECTED = 3
const UNCOLLECTED_WITHIN = 30 * DAY
const MAX_BOOKINGS = 1000

const OPEN_FIELDS = ['attendees', 'partySize', 'startsAt', 'owed'] as const
type OpenBooking = Pick<BookingDocument, '_id' | (typeof OPEN_FIELDS)[number]>
const ROW_FIELDS = ['what', 'entries', 'reverses', 'bookingId', 'way', 'at', 'by'] as const
type OpenRow = Pick<TillRowDocument, '_id' | (typeof ROW_FIELDS)[number]>

/** The rows since the last close. */
export interface OpenTill {
  last: TillCloseDocument | null
  rows: OpenRow[]
  /** When there are more: the time of the last row that was read. Null: these are all. */
  readUntil: number | null
  /** Of these rows and of those of earlier closes: what the next read has to leave out. */
  closed: ReadonlySet<string>
}

/** The time up to which a close has read the rows, but for those of calls that were running. */
export function endOf({ at, readUntil }: Pick<TillCloseDocument, 'at' | 'readUntil'>): number {
  return readUntil ?? at
}

/**
 * Reads the rows that no close has counted. A row carries the time at which its call began, so a close may not have seen rows
 * that are a little older than itself: they are read again, and those that were counted are left out. Of very many rows the
 * oldest are read, and the next close goes on from there.
 */
export async function readOpenTill(store: Store, centreId: string): Promise<OpenTill> {
  const [last] = await store.tillcloses.find({ where: { centreId }, sort: [['n', 'desc']], limit: 1 })
  const closed = new Set(last ? [...last.rows, ...last.earlier] : [])
  const rows: OpenRow[] = []
  let after: string | undefined
  for (let pages = 0; pages < PAGES; pages++) {
    const page = await findPage(store.tillrows, {
      where: { centreId },
      by: 'at',
      direction: 'asc',
      from: last ? endOf(last) - STALE_CALL_AFTER : 0,
      after,
      size: PAGE,
      fields: ROW_FIELDS,
    })
    rows.push(...page.items)
    after = page.next ?? undefined
    if (after === undefined) break
  }
  // A difference belongs to its own close, whenever it was confirmed.
  const open = rows.filter(({ _id, what }) => what !== 'difference' && !closed.has(_id))
  const readUntil = after === undefined ? null : (rows.at(-1)?.at ?? null)
  return { last: last ?? null, rows: open, readUntil, closed }
}

/** The till's screen. */
export const getTill: Handler<'staff.mealTill'> = async (context, { centreId }) => {
  const { store, now, actor, held } = context
  const [{ rows }, { open, openTotals }, closes, uncollected] = await Promise.all([
    readOpenTill(store, centreId),
    openSums(store, centreId),
    store.tillcloses.find({ where: { centreId }, sort: [['n', 'desc']], limit: SHOWN_CLOSES }),
    uncollectedBy(context, centreId),
  ])
  const earlier = await paymentsToReturn(store, open, rows)
  return {
    now,
    sums: sumEntries(rows),
    payments: [...paymentsOf(rows, actor), ...paymentsOf(earlier, actor)],
    open,
    openTotals,
    closes: closes.map(close => closeView(close, actor)),
    uncollected,
    reverses: mayCall('staff.mealReverse', held),
    claims: mayCall('staff.mealClaim', held),
  }
}

function paymentsOf(rows: readonly OpenRow[], actor: string): TillPayment[] {
  const reversals = new Map(rows.map(({ reverses, at }) => [reverses, at] as const))
  return rows
    .flatMap(({ _id, what, bookingId, at, way, entries, by }) =>
      what === 'paid' && bookingId !== null && way !== null
        ? [
            {
              rowId: _id,
              bookingId,
              at,
              way,
              amount: -(entries.receivable ?? 0),
              reversedAt: reversals.get(_id) ?? null,
              isOwn: by === actor,
            },
          ]
        : [],
    )
    .reverse()
}

/** Standing payments that a close has counted, of orders whose eaters get money back: without them nobody could return it. */
async function paymentsToReturn(store: Store, open: readonly OpenSum[], rows: readonly OpenRow[]) {
  const bookingIds = open.filter(({ owed }) => owed < 0).map(({ bookingId }) => bookingId)
  if (bookingIds.length === 0) return []
  const known = new Set(rows.map(({ _id }) => _id))
  const all = await store.tillrows.find({
    where: { bookingId: oneOf(bookingIds) },
    sort: [['at', 'asc']],
    limit: PAGE,
  })
  return standing(all, 'paid').filter(({ _id, way }) => !known.has(_id) && way !== 'online')
}

async function openSums(store: Store, centreId: string) {
  const [owing, returning] = await Promise.all([openOf(store, centreId, gt(0)), openOf(store, centreId, lt(0))])
  const open = [...owing.slice(0, MAX_OPEN), ...returning.slice(0, MAX_OPEN)]
    .sort((a, b) => a.startsAt - b.startsAt)
    .map(
      ({ _id, attendees, partySize, startsAt, owed = 0 }): OpenSum => ({
        bookingId: _id,
        name: maskName(attendees[0]?.nickname ?? ''),
        meals: partySize,
        startsAt,
        owed,
      }),
    )
  const sumOf = (bookings: typeof owing) => bookings.reduce((sum, { owed = 0 }) => sum + owed, 0)
  return {
    open,
    openTotals: { orders: owing.length + returning.length, owed: sumOf(owing), toReturn: -sumOf(returning) },
  }
}

/** The orders with an open sum of one direction, oldest first. */
async function openOf(store: Store, centreId: string, owed: ReturnType<typeof gt>) {
  const found: OpenBooking[] = []
  let after: string | undefined
  for (let pages = 0; pages < PAGES; pages++) {
    const page = await findPage(store.bookings, {
      // What the platform holds for a meal, it gives back where it is too much.
      where: { centreId, owed, prepaid: not(gt(0)) },
      by: 'startsAt',
      direction: 'asc',
      after,
      size: PAGE,
      fields: OPEN_FIELDS,
    })
    found.push(...page.items)
    if (page.next === null) break
    after = page.next
  }
  return found
}

async function uncollectedBy({ store, now }: Pick<StaffContext, 'store' | 'now'>, centreId: string) {
  const page = await findPage(store.bookings, {
    where: { centreId, kind: 'meal', status: 'confirmed', checkIn: null },
    by: 'activeUntil',
    direction: 'desc',
    from: now - UNCOLLECTED_WITHIN,
    to: now,
    after: undefined,
    size: MAX_BOOKINGS - 1,
    fields: ['accountId', 'attendees', 'startsAt', 'anonymous', 'activeUntil'],
  })
  const byAccount = new Map<string, typeof page.items>()
  for (const booking of page.items) {
    if (booking.anonymous) continue
    byAccount.set(booking.accountId, [...(byAccount.get(booking.accountId) ?? []), booking])
  }
  return [...byAccount.values()]
    .filter(bookings => bookings.length >= UNCOLLECTED)
    .map(bookings => ({
      name: maskName(bookings[0]?.attendees[0]?.nickname ?? ''),
      times: bookings.length,
      lastAt: Math.max(...bookings.map(({ startsAt }) => startsAt)),
    }))
    .sort((a, b) => b.times - a.times)
}
