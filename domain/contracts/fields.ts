import * as v from 'valibot'
import type { ErrorCode } from '../errors'
import { CLASS_CATEGORIES } from '../offerings/kinds'

/** Ids are made by the server: lower-case letters, digits, `-`. Never an operator, never a path. */
export const id = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,63}$/))

/** Client-made id of one intention; the key of idempotence. */
export const requestId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{8,64}$/))

export const location = v.strictObject({
  longitude: v.pipe(v.number(), v.minValue(-180), v.maxValue(180)),
  latitude: v.pipe(v.number(), v.minValue(-90), v.maxValue(90)),
})

/** Local date `YYYY-MM-DD` that exists. */
export const date = v.pipe(v.string(), v.isoDate(), v.regex(/^20/), v.check(isCalendarDay))

/** Feb 30 has the form of a date, but no day of its own: it comes back as another. */
function isCalendarDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.valueOf()) && day.toISOString().startsWith(text)
}

/** Longest text of a scanned code; ours has about 60 characters. */
const MAX_CODE = 200

/** What a camera read, or somebody typed. */
export const scannedCode = v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_CODE))

/** Birth month `YYYY-MM`. */
export const birthMonth = v.pipe(v.string(), v.regex(/^(19|20)\d\d-(0[1-9]|1[0-2])$/))

export const category = v.picklist(CLASS_CATEGORIES.map(entry => entry.id))

/** Opaque place in a list, as given with the page before. */
export const cursor = v.pipe(v.string(), v.regex(/^\d{1,16}_[a-z0-9-]{1,64}$/))

/** A few plain words of a person: no control or invisible characters that could hide or break a line. */
export const shortText = (longest: number) =>
  v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(longest), v.regex(/^(?:[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|\n)+$/u))

/** A moment of this century, epoch ms. */
export const timestamp = v.pipe(v.number(), v.integer(), v.minValue(946_684_800_000), v.maxValue(4_102_444_800_000))

/** A numbered part of a container. */
export const unitId = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9]{0,15}$/))

/** A span of a container; without a unit, any that is free will do. */
export const span = v.strictObject({ startsAt: timestamp, endsAt: timestamp, unit: v.optional(unitId) })

/** Why a span of a container cannot be had. */
export const SPAN_ERRORS = [
  'SPAN_NEEDED',
  'SPAN_OFF_GRID',
  'SPAN_TOO_SHORT',
  'SPAN_TOO_LONG',
  'OUTSIDE_HOURS',
  'UNIT_NEEDED',
  'UNIT_NOT_FOUND',
  'SPOT_TAKEN',
  'SPOT_CLOSED',
  'GAP_NEEDED',
] as const satisfies readonly ErrorCode[]

/** Input of a route that takes none. */
export const noInput = v.strictObject({})

/** The largest party any offering may allow; the rules of an offering may say less. */
const PARTY_LIMIT = 10

/** Members of one booking, each once. */
export const party = v.pipe(
  v.array(id),
  v.minLength(1),
  v.maxLength(PARTY_LIMIT),
  v.check(ids => new Set(ids).size === ids.length),
)

/** Why a party may not come, whether it books or waits. */
export const PARTY_ERRORS = [
  'MEMBER_NOT_FOUND',
  'BIRTH_MONTH_NEEDED',
  'TOO_YOUNG',
  'TOO_OLD',
  'ADULT_NEEDED',
  'CHILD_NEEDED',
  'PARTY_TOO_LARGE',
] as const satisfies readonly ErrorCode[]
