import { createHmac } from 'node:crypto'
import type { Hmac } from '@domain/checkin/code'
import { type DigitSource, DigitsFinder } from '@domain/checkin/digits-finder'
import type { BookingDocument } from '../../kernel/store/documents'
import { findPage } from '../../kernel/store/page'
import type { Store, Where } from '../../kernel/store/port'

/** The native one. */
export const nativeHmac: Hmac = (key, message) => createHmac('sha256', key).update(message).digest()

/** Bookings per read: with one more, the most that the platform returns. */
const PAGE = 999
/** No centre has more bookings in two days. */
const PAGES = 5

/**
 * What the digits are computed from, of the bookings of a centre that are active until some time from `from` to `to` (epoch ms).
 */
export async function digitSources(
  store: Store,
  where: Where<BookingDocument>,
  { from, to }: { from: number; to: number },
): Promise<DigitSource[]> {
  const found: DigitSource[] = []
  let after: string | undefined
  for (let pages = 0; pages < PAGES; pages++) {
    const page = await findPage(store.bookings, {
      where,
      by: 'activeUntil',
      direction: 'asc',
      from,
      to,
      after,
      fields: ['secret', 'activeUntil'],
      size: PAGE,
    })
    found.push(...page.items)
    if (page.next === null) break
    after = page.next
  }
  return found
}

/** A finder among the bookings of `digitSources`. */
export async function digitsFinder(...question: Parameters<typeof digitSources>): Promise<DigitsFinder<DigitSource>> {
  return new DigitsFinder(await digitSources(...question), nativeHmac)
}
