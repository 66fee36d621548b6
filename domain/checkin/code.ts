import { hmac } from '@noble/hashes/hmac'
import { sha256 } from '@noble/hashes/sha2'
import { DAY, localDate } from '../time'
import { numberOf } from '../typed'

/**
 * The resident's check-in code: a booking id, a time step and a short MAC. It changes every 30 s, so a screenshot soon
 * expires, and it needs no network once the booking is on the phone. The same proof is also given as eight digits that
 * can be read aloud (the truncation of RFC 4226 with eight digits).
 *
 * Only the booker's phone and the server hold a booking's secret. Codes are made with a key for one day that is derived
 * from the secret, and a staff phone gets only that key: if the phone is lost, other days are not affected. Source:
 * docs/decisions/0007-check-in-code.md.
 */
export const STEP_MS = 30_000
/** A code is valid in its own step and the next; one step ahead allows for a phone whose clock is fast. */
const DRIFT_STEPS = 1

const PREFIX = 'NF1'
const MAC_BYTES = 10
const DIGITS = 8
const KEY_BYTES = 16
const TAG_BYTES = 2
/** The last moment that a JavaScript Date can hold, less one day. */
const LAST_MOMENT = 8_640_000_000_000_000 - DAY

/** A parsed QR code. */
export interface QrCode {
  kind: 'qr'
  bookingId: string
  step: number
  /** What the booker's phone adds about the session; null: nothing. */
  about: CodeHint | null
  mac: string
}
/** Eight digits, read aloud or typed. */
export interface DigitCode {
  kind: 'digits'
  digits: string
}
/** A resident's check-in code in either form. */
export type CheckInCode = QrCode | DigitCode

/**
 * Day and centre of the session as the booker's phone knows them, so that a phone without network can recognise a
 * person at the wrong door. Only a hint: where the booking is known, the booking decides.
 */
export interface CodeHint {
  /** Local day of the session, `YYYY-MM-DD`. */
  day: string
  /** See `centreTag`. */
  tag: string
}

/** The time step that contains a moment (epoch ms). */
export function stepAt(now: number): number {
  return Math.floor(now / STEP_MS)
}

/** The local day of a step, `YYYY-MM-DD`. Midnight is always a step boundary. */
export function dayOfStep(step: number): string {
  return localDate(step * STEP_MS)
}

/** HMAC-SHA-256 of a message. The server has a native one, which is twenty times as fast as ours. */
export type Hmac = (key: string, message: string) => Uint8Array

/** The key for a booking's codes on one local day (`YYYY-MM-DD`), hexadecimal. */
export function dayKeyOf(secret: string, day: string, mac: Hmac = hmacSha256): string {
  return hex(mac(secret, `day.${day}`).subarray(0, KEY_BYTES))
}

/**
 * Two bytes of the hash of a centre's id, hexadecimal. Two centres may have the same tag, so an equal tag proves
 * nothing.
 */
export function centreTag(centreId: string): string {
  return hex(sha256(centreId).subarray(0, TAG_BYTES))
}

/** HMAC-SHA-256 in JavaScript, the same on phones and on the server. */
export const hmacSha256: Hmac = (key, message) => hmac(sha256, key, message)

/** Bytes as hexadecimal digits. */
export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
}

function macOf(bytes: Uint8Array): string {
  return hex(bytes.subarray(0, MAC_BYTES))
}

/** Truncates an HMAC to eight decimal digits (RFC 4226). */
export function digitsOf(bytes: Uint8Array): string {
  const offset = (bytes[31] ?? 0) & 0x0f
  const word = new DataView(bytes.buffer, bytes.byteOffset).getUint32(offset) & 0x7fffffff
  return String(word % 10 ** DIGITS).padStart(DIGITS, '0')
}

/** The hint as seven characters: day number and tag. Empty without a hint. */
function aboutText(about: CodeHint | null): string[] {
  return about ? [`${dayNumber(about.day).toString(36)}${about.tag}`] : []
}

function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / DAY
}

function qrProof(key: string, { bookingId, step, about }: Pick<QrCode, 'bookingId' | 'step' | 'about'>): string {
  return macOf(hmacSha256(key, [bookingId, step, ...aboutText(about)].join('.')))
}

/** The eight digits of a booking in one step; `key` is the key of that step's day. */
export function digitsAt(key: string, bookingId: string, step: number, mac: Hmac = hmacSha256): string {
  return digitsOf(mac(key, digitsMessage(bookingId, step)))
}

function digitsMessage(bookingId: string, step: number): string {
  return `${bookingId}.${step}`
}

/**
 * Returns a function from step to the digits of one booking, under the key of one day. Absorbing the key once halves
 * the work per step.
 */
export function digitsGenerator(key: string, bookingId: string): (step: number) => string {
  const keyed = hmac.create(sha256, key)
  return step => digitsOf(keyed.clone().update(digitsMessage(bookingId, step)).digest())
}

/** The code that a phone shows at `now` (epoch ms), as QR text and as digits, and when it changes. */
export function currentCode(
  secret: string,
  bookingId: string,
  now: number,
  session?: { centreId: string; startsAt: number },
): { qr: string; digits: string; changesAt: number } {
  const step = stepAt(now)
  const key = dayKeyOf(secret, dayOfStep(step))
  const about = session ? { day: localDate(session.startsAt), tag: centreTag(session.centreId) } : null
  const mac = qrProof(key, { bookingId, step, about })
  return {
    qr: [PREFIX, bookingId, step.toString(36), ...aboutText(about), mac].join('.'),
    digits: digitsAt(key, bookingId, step),
    changesAt: (step + 1) * STEP_MS,
  }
}

/** Reads eight digits as people type them; null when the text is anything else. */
export function parseDigits(text: string): string | null {
  const digits = numberOf(text)
  return digits?.length === DIGITS ? digits : null
}

/** Eight digits as two groups of four. */
export function groupDigits(digits: string): string {
  return `${digits.slice(0, 4)} ${digits.slice(4)}`
}

/** Parses scanned or typed text; null when it is not one of our codes. */
export function parseCode(text: string): CheckInCode | null {
  const digits = parseDigits(text)
  if (digits !== null) return { kind: 'digits', digits }
  const match = /^NF1\.([a-z0-9]{8,40})\.([a-z0-9]{1,9})\.(?:([a-z0-9]{3})([0-9a-f]{4})\.)?([0-9a-f]{20})$/.exec(
    text.trim(),
  )
  if (!match) return null
  const [, bookingId = '', step = '', day, tag, mac = ''] = match
  const about = day && tag ? { day: localDate(Number.parseInt(day, 36) * DAY), tag } : null
  return { kind: 'qr', bookingId, step: Number.parseInt(step, 36), about, mac }
}

/** The result of verifying a code. */
export type CodeVerdict = 'valid' | 'expired' | 'invalid'

/**
 * Whether a code proves this booking at `now` (epoch ms): `invalid` if forged, `expired` if genuine but outside its
 * time.
 */
export function verifyCode(code: CheckInCode, secret: string, bookingId: string, now: number): CodeVerdict {
  if (code.kind === 'qr') {
    const proven = code.bookingId === bookingId && isRepresentable(code.step) && isProven(code, secret)
    if (!proven) return 'invalid'
    return isFresh(code.step, now) ? 'valid' : 'expired'
  }
  return validSteps(now).some(step => digitsAt(dayKeyOf(secret, dayOfStep(step)), bookingId, step) === code.digits)
    ? 'valid'
    : 'invalid'
}

function isProven(code: QrCode, secret: string): boolean {
  return qrProof(dayKeyOf(secret, dayOfStep(code.step)), code) === code.mac
}

/** Like `verifyCode`, for a QR code on a phone that has only the key of one day. Expiry is checked before the MAC. */
export function verifyQrCode(code: QrCode, day: { key: string; day: string }, now: number): CodeVerdict {
  if (!isRepresentable(code.step) || !isFresh(code.step, now) || dayOfStep(code.step) !== day.day) return 'expired'
  return qrProof(day.key, code) === code.mac ? 'valid' : 'invalid'
}

/** The steps whose codes are valid at `now` (epoch ms). */
export function validSteps(now: number): number[] {
  const current = stepAt(now)
  return Array.from({ length: 2 * DRIFT_STEPS + 1 }, (_, n) => current - DRIFT_STEPS + n)
}

/** Whether a step is the current one or adjacent to it; every code must be. */
export function isFresh(step: number, now: number): boolean {
  return Math.abs(stepAt(now) - step) <= DRIFT_STEPS
}

/** Whether a step is within the range of a JavaScript Date; nine base-36 characters can encode larger ones. */
export function isRepresentable(step: number): boolean {
  return step * STEP_MS < LAST_MOMENT
}
