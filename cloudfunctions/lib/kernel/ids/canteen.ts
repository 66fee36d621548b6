import { createHmac } from 'node:crypto'
import { nameKey } from '@domain/typed'
import { type Keyed, type KeyedRequest, keyedId, requestIdOf } from './derive'

/** Id of an order that is repeated. */
export function repeatedIdOf(request: KeyedRequest): string {
  return requestIdOf('repeated', request)
}

/** Id of a booking that is an order of meals. */
export function orderIdOf(request: KeyedRequest): string {
  return requestIdOf('order', request)
}

/** What identifies a person on a paper. It is not stored. */
export interface Paper {
  name: string
  birthMonth: string
  /** The last four characters of its number. */
  lastFour: string
}

/** The key of a person who eats, equal for equal papers in every account; nobody can test a paper against it. */
export function eaterKeyOf(keyed: Keyed, { name, birthMonth, lastFour }: Paper): string {
  return keyedId(keyed, 'eater', nameKey(name), birthMonth, lastFour)
}

/** Id of a dish: equal for equal names, so that later menus and orders know it again. */
export function dishIdOf(keyed: Keyed, name: string): string {
  return keyedId(keyed, 'dish', name)
}

/** Id of a version of a canteen's prices. */
export function priceVersionIdOf(request: Keyed & { requestId: string }, centreId: string): string {
  return keyedId(request, 'prices', centreId, request.requestId)
}

/** The code with which somebody else collects an order: six digits. */
export function collectCodeOf(keyed: Keyed, bookingId: string, requestId: string): string {
  const { idSecret } = keyed
  const digest = createHmac('sha256', idSecret)
    .update(JSON.stringify(['collect', bookingId, requestId]))
    .digest()
  return String(digest.readUInt32BE(0) % 1_000_000).padStart(6, '0')
}

/** Id of a courier's report about an order. */
export function stopIdOf(keyed: Keyed, bookingId: string, reportId: string): string {
  return keyedId(keyed, 'stop', bookingId, reportId)
}
