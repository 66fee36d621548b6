import * as v from 'valibot'
import type { ErrorCode } from '../errors'
import { CLASS_CATEGORIES } from '../offerings/kinds'
import { cleanText, lengthOf, UNITS_PER_CHARACTER } from '../text'
import { written } from './written'

/** Whether a text can be the name of an entry: every object has some names already, such as `constructor`, without an entry. */
const isNoInheritedName = v.check((text: string) => !(text in Object.prototype))

/** Ids are created by the server: lower-case letters, digits and `-`, so never an operator or a path. */
export const id = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,63}$/), isNoInheritedName)

/** Id of one intention, created by the client; the idempotency key. */
export const requestId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{8,64}$/), isNoInheritedName)

/** A position in GCJ-02 degrees. */
export const location = v.strictObject({
  longitude: v.pipe(v.number(), v.minValue(-180), v.maxValue(180)),
  latitude: v.pipe(v.number(), v.minValue(-90), v.maxValue(90)),
})

/** An existing local date, `YYYY-MM-DD`. */
export const date = v.pipe(v.string(), v.isoDate(), v.regex(/^20/), v.check(isCalendarDay))

/** Rejects dates such as Feb 30, which `Date` would turn into another day. */
function isCalendarDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.valueOf()) && day.toISOString().startsWith(text)
}

/** Longest scanned code; ours has about 60 characters. */
const MAX_CODE = 200

/** Text that was scanned or typed. */
export const scannedCode = v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_CODE))

/** Whether a code was typed as digits; what a camera reads is longer, and nobody guesses it. */
export function isTyped(code: unknown): boolean {
  return typeof code === 'string' && /^[\d\s-]{1,20}$/.test(code)
}

/** Birth month `YYYY-MM`. */
export const birthMonth = v.pipe(v.string(), v.regex(/^(19|20)\d\d-(0[1-9]|1[0-2])$/))

/** A category of classes. */
export const category = v.picklist(CLASS_CATEGORIES.map(entry => entry.id))

/** Opaque cursor from the previous page. */
export const cursor = v.pipe(v.string(), v.regex(/^\d{1,16}_[a-z0-9-]{1,64}$/))

/**
 * A few words of a person, without what cannot be seen, and not blank; at most `longest` characters. In a write they are checked
 * before others read them, see `written.ts`.
 */
export const shortText = (longest: number) =>
  v.pipe(
    v.string(),
    v.maxLength(longest * UNITS_PER_CHARACTER),
    v.transform(cleanText),
    v.minLength(1),
    v.check(text => lengthOf(text) <= longest),
    v.description(`1 to ${longest} characters that can be seen`),
    v.metadata(written('comment')),
  )

/** The same in one line. */
export const shortLine = (longest: number) =>
  v.pipe(
    shortText(longest),
    v.transform(text => text.replace(/\s+/g, ' ')),
    v.description(`1 to ${longest} characters that can be seen, in one line`),
    v.metadata(written('profile')),
  )

/** The same, which may also be empty. */
export const optionalText = (longest: number) =>
  v.pipe(
    v.string(),
    v.maxLength(longest * UNITS_PER_CHARACTER),
    v.transform(cleanText),
    v.check(text => lengthOf(text) <= longest),
    v.description(`at most ${longest} characters that can be seen; may be empty`),
    v.metadata(written('comment')),
  )

/** The same in one line. */
export const optionalLine = (longest: number) =>
  v.pipe(
    optionalText(longest),
    v.transform(text => text.replace(/\s+/g, ' ')),
    v.description(`at most ${longest} characters that can be seen, in one line; may be empty`),
    v.metadata(written('profile')),
  )

/** A moment in this century, epoch ms. */
export const timestamp = v.pipe(v.number(), v.integer(), v.minValue(946_684_800_000), v.maxValue(4_102_444_800_000))

/** Id of a unit of a container. */
export const unitId = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9]{0,15}$/), isNoInheritedName)

/** A span of a container; without a unit, any free one. */
export const span = v.strictObject({ startsAt: timestamp, endsAt: timestamp, unit: v.optional(unitId) })

/** Refusals of a span of a container. */
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

/** Input of a route without input. */
export const noInput = v.strictObject({})

/** Largest party of any offering; an offering's rules may allow less. */
const PARTY_LIMIT = 10

/** Member ids of one booking, without duplicates. */
export const party = v.pipe(
  v.array(id),
  v.minLength(1),
  v.maxLength(PARTY_LIMIT),
  v.check(ids => new Set(ids).size === ids.length),
)

/** Refusals of a party, for booking and for the waitlist. */
export const PARTY_ERRORS = [
  'MEMBER_NOT_FOUND',
  'BIRTH_MONTH_NEEDED',
  'TOO_YOUNG',
  'TOO_OLD',
  'ADULT_NEEDED',
  'CHILD_NEEDED',
  'PARTY_TOO_LARGE',
] as const satisfies readonly ErrorCode[]

/** The year of a rating or a contest. */
export const year = v.pipe(v.number(), v.integer(), v.minValue(2000), v.maxValue(2100))
