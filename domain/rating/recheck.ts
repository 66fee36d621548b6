import { hmac } from '@noble/hashes/hmac'
import { sha256 } from '@noble/hashes/sha2'
import type { Figure } from './figures'
import type { RatingRules } from './standards'

/** The centres whose figures are counted again by hand: a share of all, rounded up, that only the seed decides. */
export function recheckSample(ids: readonly string[], seed: string, { recheckShare }: RatingRules): string[] {
  const key = (id: string) =>
    hmac(sha256, `${seed}.recheck`, id).reduce((text, byte) => text + byte.toString(16).padStart(2, '0'), '')
  const order = ids.map(id => ({ id, key: key(id) })).sort((a, b) => (a.key < b.key ? -1 : 1))
  return order.slice(0, Math.ceil((ids.length * recheckShare) / 100)).map(({ id }) => id)
}

/** Whether what was found by hand is so far below what was counted that the standard earns nothing. */
export function isOverstated({ part }: Pick<Figure, 'part'>, found: number, { recheckError }: RatingRules): boolean {
  return (part - found) * 100 > recheckError * part
}
