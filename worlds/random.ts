/** A repeatable source of random numbers: the same seed gives the same world. */
export interface Random {
  /** In [0, 1). */
  next(): number
  /** Whole number from `min` to `max`, both included. */
  whole(min: number, max: number): number
  pick<Item>(items: readonly [Item, ...Item[]]): Item
  /** True with this probability. */
  chance(probability: number): boolean
}

/** FNV-1a: hashes a text to a 32-bit seed. */
function seedOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

/** Random numbers that depend only on `seed` (mulberry32). */
export function seededRandom(seed: string): Random {
  let state = seedOf(seed)
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const whole = (min: number, max: number) => min + Math.floor(next() * (max - min + 1))
  return {
    next,
    whole,
    pick: items => items[whole(0, items.length - 1)] ?? items[0],
    chance: probability => next() < probability,
  }
}
