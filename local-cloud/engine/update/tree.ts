/**
 * Reads and writes one dotted path of a document during an update. The new document shares unchanged parts with the old one,
 * so that updating a large document copies little.
 */
import { writeFailed } from '../errors'
import { isPlain } from '../values/compare'
import { ownValue as fieldOf, isPosition } from '../values/paths'

const MAX_PADDING = 10_000

/** The container of the value at a path, and the key in it. */
export interface Slot {
  holder: Record<string, unknown> | unknown[]
  key: string
}

/** Objects and arrays that only the new document refers to; they may be modified. */
export type OwnedSet = Set<object>

/**
 * The slot of `path`; undefined when a step is missing and `create` is not set. With `own`, containers on the way are copied
 * unless they are owned. Throws WRITE_FAILED when a step is a scalar.
 */
export function slotOf(
  document: Record<string, unknown>,
  path: string[],
  create: boolean,
  own?: OwnedSet,
): Slot | undefined {
  let holder: Record<string, unknown> | unknown[] = document
  for (const [at, key] of path.entries()) {
    if (Array.isArray(holder) && !isPosition(key)) {
      if (!create) return undefined
      writeFailed(`Cannot create field '${key}' in element {${path[at - 1]}: ${JSON.stringify(holder)}}`)
    }
    if (at === path.length - 1) return { holder, key }
    const next = fieldOf(holder, key)
    if (isPlain(next) || Array.isArray(next)) {
      holder = own ? toOwned({ holder, key }, next, own) : next
    } else if (!create) {
      return undefined
    } else if (next === undefined) {
      const made: Record<string, unknown> = {}
      writeSlot({ holder, key }, made)
      own?.add(made)
      holder = made
    } else {
      writeFailed(`Cannot create field '${path[at + 1]}' in element {${key}: ${JSON.stringify(next)}}`)
    }
  }
  return undefined
}

/** The value if it is owned, otherwise a copy, stored in the slot. */
function toOwned<Value extends Record<string, unknown> | unknown[]>(slot: Slot, value: Value, own: OwnedSet): Value {
  if (own.has(value)) return value
  const copy = (Array.isArray(value) ? [...value] : { ...value }) as Value
  writeSlot(slot, copy)
  own.add(copy)
  return copy
}

export function readSlot(slot: Slot | undefined): unknown {
  return slot && fieldOf(slot.holder, slot.key)
}

export function writeSlot({ holder, key }: Slot, value: unknown): void {
  if (Array.isArray(holder)) {
    const position = Number(key)
    if (position > holder.length + MAX_PADDING) writeFailed(`array position ${key} is too far past the end`)
    while (holder.length < position) holder.push(null)
    holder[position] = value
  } else {
    holder[key] = value
  }
}

export function clearSlot({ holder, key }: Slot): void {
  if (!Array.isArray(holder)) delete holder[key]
  else if (Number(key) < holder.length) holder[Number(key)] = null
}
