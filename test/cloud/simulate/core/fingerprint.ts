import { createHash } from 'node:crypto'

/** A hash of all writes in order: two runs with the same hash did the same. */
export class Fingerprint {
  private readonly hash = createHash('sha256')
  writes = 0

  add(at: number, collection: string, before: { _id: string } | null, after: { _id: string } | null): void {
    this.writes++
    this.hash.update(`${at} ${collection} ${(after ?? before)?._id} `)
    this.hash.update(JSON.stringify(before && after ? difference(before, after) : after))
  }

  /** Returns the hash of all writes so far; nothing can be added afterwards. */
  digest(): string {
    return this.hash.digest('hex').slice(0, 16)
  }
}

/** Returns the parts of `after` that differ from `before`. */
function difference(before: unknown, after: unknown): unknown {
  if (!isObject(before) || !isObject(after) || Array.isArray(after)) return after
  const changed: Record<string, unknown> = {}
  for (const key of Object.keys(after)) {
    if (before[key] !== after[key]) changed[key] = difference(before[key], after[key])
  }
  for (const key of Object.keys(before)) if (!(key in after)) changed[key] = null
  return changed
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
