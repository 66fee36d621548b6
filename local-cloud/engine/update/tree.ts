/** Reading and writing one dotted path of a document that is being updated. */
import { writeFailed } from '../errors'
import { isPlain } from '../values/kinds'
import { isPosition, own } from '../values/paths'

const MAX_PADDING = 10_000

/** Where a path ends: the object or array that holds (or would hold) the value, and the key in it. */
export interface Slot {
  holder: Record<string, unknown> | unknown[]
  key: string
}

/** The slot of `path`; undefined when a step is missing and `create` is not set. Throws WRITE_FAILED when a step is a scalar. */
export function slotOf(document: Record<string, unknown>, path: string[], create: boolean): Slot | undefined {
  let holder: Record<string, unknown> | unknown[] = document
  for (const [at, key] of path.entries()) {
    if (Array.isArray(holder) && !isPosition(key)) {
      if (!create) return undefined
      writeFailed(`Cannot create field '${key}' in element {${path[at - 1]}: ${JSON.stringify(holder)}}`)
    }
    if (at === path.length - 1) return { holder, key }
    const next = own(holder, key)
    if (isPlain(next) || Array.isArray(next)) {
      holder = next
    } else if (!create) {
      return undefined
    } else if (next === undefined) {
      const made: Record<string, unknown> = {}
      put({ holder, key }, made)
      holder = made
    } else {
      writeFailed(`Cannot create field '${path[at + 1]}' in element {${key}: ${JSON.stringify(next)}}`)
    }
  }
  return undefined
}

export function read(slot: Slot | undefined): unknown {
  return slot && own(slot.holder, slot.key)
}

export function put({ holder, key }: Slot, value: unknown): void {
  if (Array.isArray(holder)) {
    const position = Number(key)
    if (position > holder.length + MAX_PADDING) writeFailed(`array position ${key} is too far past the end`)
    while (holder.length < position) holder.push(null)
    holder[position] = value
  } else {
    holder[key] = value
  }
}

export function erase({ holder, key }: Slot): void {
  if (!Array.isArray(holder)) delete holder[key]
  else if (Number(key) < holder.length) holder[Number(key)] = null
}
