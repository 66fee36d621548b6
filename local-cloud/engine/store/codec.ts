/**
 * Documents as bytes: JSON, with the two things JSON cannot say marked by a name no stored field may have. Readable on disk,
 * and free of a binary format's own idea of classes.
 */
import { isPlain } from '../values/compare'

const DATE = '$date'
const NUMBER = '$number'

/**
 * Parts that JSON can say as they are. An update shares what it does not touch with the document before, and stored
 * documents never change: of a thousand parties that wait, only the one that has just come is looked at.
 */
const jsonSafe = new WeakSet<object>()

/** The value in JSON's terms: itself where JSON can say it, so that a large document is not copied for one date in it. */
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

/** Puts dates and odd numbers back, in place. */
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

/** In the form that LMDB's wrapper asks of an encoder. */
export const documentCodec = {
  encode: (document: unknown): Buffer => Buffer.from(JSON.stringify(toJson(document))),
  // The buffer is shared by all reads and larger than the value; its length is set to the value's.
  decode: (bytes: Buffer): unknown => fromJson(JSON.parse(bytes.toString('utf8', 0, bytes.length))),
}
