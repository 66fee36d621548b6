/** Checks what a document may contain. */
import type { DocumentId } from '../engine'
import { refuse, writeFailed } from '../errors'
import { isPlain, type Plain } from './compare'

const MAX_DEPTH = 100
/** Characters and fields together; the platform's limit for one document is 16 MB. */
const MAX_SIZE = 16 * 1024 * 1024
const MAX_ID_BYTES = 512

/** Smaller documents are cheaper to check again than to remember. */
const MIN_REMEMBERED_SIZE = 10_000

/** Upper bounds of the sizes of checked documents. */
const sizes = new WeakMap<object, number>()

/**
 * Throws REFUSED (WRITE_FAILED for a field name) unless `document` can be stored: plain data, legal names, a legal id, not
 * too large.
 * Parts shared with `before`, a stored document, are not checked again.
 */
export function checkStorable(document: unknown, before?: Plain): void {
  if (!isPlain(document)) refuse('a document must be an object')
  checkId(document._id)
  const known = before === undefined ? undefined : sizes.get(before)
  if (known !== undefined) {
    const budget = { left: MAX_SIZE }
    checkFields(document, 0, budget, before)
    const atMost = known + MAX_SIZE - budget.left
    if (atMost <= MAX_SIZE) {
      sizes.set(document, atMost)
      return
    }
  }
  const budget = { left: MAX_SIZE }
  checkFields(document, 0, budget)
  const size = MAX_SIZE - budget.left
  if (size >= MIN_REMEMBERED_SIZE) sizes.set(document, size)
}

export function isId(id: unknown): id is DocumentId {
  return (typeof id === 'string' && id !== '') || (typeof id === 'number' && Number.isFinite(id))
}

export function checkId(id: unknown): asserts id is DocumentId {
  if (!isId(id))
    return refuse('_id must be a number or a string that is not empty; other ids are not offered by the local cloud')
  if (typeof id === 'string' && Buffer.byteLength(id) > MAX_ID_BYTES) refuse(`_id is longer than ${MAX_ID_BYTES} bytes`)
}

function checkFields(value: unknown, depth: number, budget: { left: number }, before?: unknown): void {
  if (value === before && typeof value === 'object' && value !== null) return
  if (depth > MAX_DEPTH) refuse(`a document may be nested ${MAX_DEPTH} deep`)
  budget.left -= typeof value === 'string' ? value.length + 1 : 1
  if (budget.left < 0) refuse('a document may be 16 MB large')
  if (Array.isArray(value)) {
    for (const element of value) checkFields(element, depth + 1, budget)
  } else if (isPlain(value)) {
    const prototype = Object.getPrototypeOf(value)
    // BSON types such as ObjectId or Binary arrive as class instances.
    if (prototype !== null && prototype.constructor?.name !== 'Object') {
      refuse(`values of type ${prototype.constructor?.name} cannot be stored`)
    }
    for (const [name, field] of Object.entries(value)) {
      if (name === '__proto__') refuse('illegal field name: __proto__')
      if (name.includes('\0')) refuse('field names must not contain null bytes')
      // Names with dots and empty names are stored, as on the platform, though no path leads to them.
      if (name.startsWith('$'))
        writeFailed(`The dollar ($) prefixed field '${name}' in '${name}' is not valid for storage.`)
      budget.left -= name.length
      checkFields(field, depth + 1, budget, isPlain(before) && Object.hasOwn(before, name) ? before[name] : undefined)
    }
  } else if (value instanceof RegExp) {
    refuse('regular expressions cannot be stored')
  } else if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) refuse('invalid date')
  } else if (!['string', 'number', 'boolean'].includes(typeof value) && value !== null) {
    refuse(`values of type ${typeof value} cannot be stored`)
  }
}
