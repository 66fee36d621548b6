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

/** First byte of a stored document; before there was an order of insertion, documents began with the brace of their JSON. */
const WITH_SEQUENCE = 1
const SEQUENCE_BYTES = 6
const HEADER = 1 + SEQUENCE_BYTES

export function sequenceKey(sequence: number): Buffer {
  const key = Buffer.allocUnsafe(SEQUENCE_BYTES)
  key.writeUIntBE(sequence, 0, SEQUENCE_BYTES)
  return key
}

/** A document as it is stored: a mark, its place in the order of insertion, JSON. */
export function encodeDocument(document: object, sequence: number): Buffer {
  const header = Buffer.allocUnsafe(HEADER)
  header[0] = WITH_SEQUENCE
  header.writeUIntBE(sequence, 1, SEQUENCE_BYTES)
  return Buffer.concat([header, ...jsonParts(toJson(document) as Record<string, unknown>)])
}

/** An object with as many fields is encoded entry by entry. */
const MANY = 16

/** Encoded entries of large objects, with the names under which they are. Like `jsonSafe`, for objects that are never changed. */
const encodedEntries = new WeakMap<object, { name: string; bytes: Buffer }>()

/**
 * The JSON of a document, in parts. The entries of a large object, such as a long waitlist, are encoded once: an update shares
 * all but one of them with the stored document.
 */
function jsonParts(document: Record<string, unknown>): Buffer[] {
  const isLarge = (value: unknown) => isPlain(value) && Object.keys(value).length >= MANY
  if (!Object.values(document).some(isLarge)) return [Buffer.from(JSON.stringify(document))]
  const parts: Buffer[] = []
  let text = ''
  const add = (fields: Record<string, unknown>, partOf: (name: string, value: unknown) => void) => {
    text += '{'
    let isFirst = true
    for (const [name, value] of Object.entries(fields)) {
      if (value === undefined) continue
      if (!isFirst) text += ','
      isFirst = false
      partOf(name, value)
    }
    text += '}'
  }
  const addEntry = (name: string, value: unknown) => {
    if (!isPlain(value)) {
      text += `${JSON.stringify(name)}:${JSON.stringify(value)}`
      return
    }
    const known = encodedEntries.get(value)
    const bytes = known?.name === name ? known.bytes : Buffer.from(`${JSON.stringify(name)}:${JSON.stringify(value)}`)
    if (bytes !== known?.bytes) encodedEntries.set(value, { name, bytes })
    parts.push(Buffer.from(text), bytes)
    text = ''
  }
  add(document, (name, value) => {
    text += `${JSON.stringify(name)}:`
    if (isPlain(value) && isLarge(value)) add(value, addEntry)
    else text += JSON.stringify(value)
  })
  parts.push(Buffer.from(text))
  return parts
}

/** The place of a stored document in the order of insertion. */
export function sequenceOf(bytes: Buffer): number {
  return bytes.readUIntBE(1, SEQUENCE_BYTES)
}

let lastSequence = 0

/** The place of the document that was decoded last. */
export function lastDecodedSequence(): number {
  return lastSequence
}

/** A decoder for the lmdb package; documents are written by `encodeDocument`. */
export const documentCodec = {
  encode(): Buffer {
    throw new Error('documents are written with their sequence')
  },
  // lmdb reuses one buffer for all reads and sets its `length` to the length of the value.
  decode(bytes: Buffer): unknown {
    if (bytes[0] !== WITH_SEQUENCE) return parse(bytes.toString('utf8', 0, bytes.length))
    lastSequence = sequenceOf(bytes)
    return parse(bytes.toString('utf8', HEADER, bytes.length))
  },
}

function parse(json: string): unknown {
  const document: unknown = JSON.parse(json)
  // Most documents hold no date; walking through each would take as long as half of the parsing.
  return json.includes('"$') ? fromJson(document) : document
}
