import { hmac } from '@noble/hashes/hmac'
import { sha256 } from '@noble/hashes/sha2'

/** A number below 2^48 that only the seed and the text decide. */
export function seededNumber(seed: string, text: string): number {
  return hmac(sha256, seed, text)
    .slice(0, 6)
    .reduce((number, byte) => number * 256 + byte, 0)
}

/** In an order that depends on the seed and the ids alone. */
export function seededOrder<T extends { id: string }>(items: readonly T[], seed: string): T[] {
  const numbered = items.map(one => ({ one, number: seededNumber(seed, one.id) }))
  numbered.sort((a, b) => a.number - b.number || (a.one.id < b.one.id ? -1 : 1))
  return numbered.map(({ one }) => one)
}
