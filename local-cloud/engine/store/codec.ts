/**
 * Documents are stored as JSON. Dates and non-finite numbers are objects with a `$` name, which no stored field may have.
 * JSON is readable on disk and independent of JavaScript classes.
 */
import { isPlain } from '../values/compare'

const DATE = '$date'
const NUMBER = '$number'

/**
 * Objects known to need no conversion. Updates share unchanged parts with the stored document, and stored documents are
 * immutable, so only changed parts are converted.
 */
const jsonSafe = new WeakSet<object>()

/** Converts a value for JSON; returns the same object when nothing needs conversion. */
function toJson(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : { [NUMBER]: String(value) }
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof Date) return { [DATE]: value.getTime() }
  if (Array.isArray(value)) {
    const copy = value.map(toJson)
    return copy.every((item, i) => item === value[i]) ? value : copy
  }
  if (jsonSafe.has(value)) return value
  const fields = value as Record<string, unknown>
  let copy: Record<string, unknown> | undefined
  for (const key of Object.keys(fields)) {
    const part = toJson(fields[key])
    if (part === fields[key]) continue
    copy ??= { ...fields }
    copy[key] = part
  }
  if (copy) return copy
  jsonSafe.add(value)
  return value
}

/** Restores dates and non-finite numbers, in place. */
function fromJson(value: unknown): unknown {
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) if (typeof value[i] === 'object') value[i] = fromJson(value[i])
  } else if (isPlain(value)) {
    const date = value[DATE]
    if (typeof date === 'number') return new Date(date)
    const number = value[NUMBER]
    if (typeof number === 'string') return Number(number)
    for (const key of Object.keys(value)) if (typeof value[key] === 'object') value[key] = fromJson(value[key])
  }
  return value
}

/** An encoder for the lmdb package. */
export const documentCodec = {
  encode: (document: unknown): Buffer => Buffer.from(JSON.stringify(toJson(document))),
  // lmdb reuses one buffer for all reads and sets its `length` to the length of the value.
  decode: (bytes: Buffer): unknown => fromJson(JSON.parse(bytes.toString('utf8', 0, bytes.length))),
}
