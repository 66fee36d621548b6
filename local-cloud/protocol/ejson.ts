/** MongoDB Extended JSON on the wire, plain JavaScript values inside. */
import { BSONRegExp, Decimal128, Double, EJSON, Int32, Long, ObjectId } from 'bson'
import { toPattern } from '../engine/match/pattern'
import { isPlain, type Plain } from '../engine/values/compare'
import { ProtocolError } from './errors'

const MAX_DEPTH = 120

/** Parses one EJSON text into an object. Throws INVALID_PARAM for anything else. */
export function decodeObject(text: unknown, name: string, now: number): Plain {
  const value = decode(text, name, now)
  return isPlain(value) ? value : fail(`${name} must be an object`)
}

/** Parses one EJSON text; server dates become dates at `now` (epoch ms). Throws INVALID_PARAM. */
export function decode(text: unknown, name: string, now: number): unknown {
  if (typeof text !== 'string') return fail(`${name} must be a string of Extended JSON`)
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
    refuseUnsafeInput(parsed, name, 0)
    parsed = EJSON.deserialize(parsed as Document, { relaxed: true })
  } catch (error) {
    if (error instanceof ProtocolError) throw error
    return fail(`${name} is not Extended JSON`)
  }
  return plain(parsed, name, now)
}

type Document = Parameters<typeof EJSON.deserialize>[0]

function fail(message: string): never {
  throw new ProtocolError('INVALID_PARAM', message)
}

/** Refuses input that is nested too deeply for recursion, or that targets a prototype. */
function refuseUnsafeInput(value: unknown, name: string, depth: number): void {
  if (depth > MAX_DEPTH) fail(`${name} is nested deeper than ${MAX_DEPTH}`)
  if (typeof value !== 'object' || value === null) return
  for (const key of Object.keys(value)) {
    if (key === '__proto__') fail(`${name} has an illegal field name`)
    refuseUnsafeInput((value as Plain)[key], name, depth + 1)
  }
}

/** Converts BSON classes to plain values. */
function plain(value: unknown, name: string, now: number): unknown {
  if (Array.isArray(value)) return value.map(item => plain(item, name, now))
  if (value instanceof BSONRegExp) return toPattern(value.pattern, value.options.replace(/[gy]/g, ''))
  if (value instanceof ObjectId) return value.toHexString()
  if (value instanceof Int32 || value instanceof Double) return value.valueOf()
  if (value instanceof Long) return value.toNumber()
  if (value instanceof Decimal128) return Number(value.toString())
  if (!isPlain(value)) return value
  if ('_bsontype' in value) return fail(`${name} holds a ${String(value._bsontype)}, which cannot be stored`)
  const marker = value.$tcb_server_date
  if (isPlain(marker)) return serverDate(marker, name, now)
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item, name, now)]))
}

function serverDate(marker: Plain, name: string, now: number): Date {
  const offset = marker.offset ?? 0
  const date = new Date(typeof offset === 'number' ? now + offset : Number.NaN)
  return Number.isNaN(date.getTime()) ? fail(`${name} holds a server date with an illegal offset`) : date
}

/** Encodes one result document as EJSON text. */
export function encode(document: unknown): string {
  return EJSON.stringify(document, { relaxed: false })
}
