import { hmac } from '@noble/hashes/hmac'
import { sha256 } from '@noble/hashes/sha2'

/**
 * The resident's check-in code: a booking id, a time step and a short MAC under a secret that only the booker's phone
 * and the centre's roster hold. It changes every 30 s, so a screenshot dies; it needs no network once the booking is on
 * the phone. The same proof is given as eight digits that can be read aloud (the truncation of RFC 4226, eight digits).
 */
export const STEP_MS = 30_000
/** A code is good in its own step and the next one; one step ahead allows for a phone whose clock is fast. */
const DRIFT_STEPS = 1

const PREFIX = 'NF1'
const MAC_BYTES = 10
const DIGITS = 8

export interface QrCode {
  kind: 'qr'
  bookingId: string
  step: number
  mac: string
}
export interface DigitCode {
  kind: 'digits'
  digits: string
}
export type CheckInCode = QrCode | DigitCode

/** The step that a moment (epoch ms) falls into. */
export function stepAt(now: number): number {
  return Math.floor(now / STEP_MS)
}

function proof(secret: string, bookingId: string, step: number): Uint8Array {
  return hmac(sha256, secret, `${bookingId}.${step}`)
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
}

function macOf(bytes: Uint8Array): string {
  return hex(bytes.subarray(0, MAC_BYTES))
}

function digitsOf(bytes: Uint8Array): string {
  const offset = (bytes[31] ?? 0) & 0x0f
  const word = new DataView(bytes.buffer, bytes.byteOffset).getUint32(offset) & 0x7fffffff
  return String(word % 10 ** DIGITS).padStart(DIGITS, '0')
}

/** Both faces of the code that a phone shows at `now` (epoch ms), and when it changes. */
export function currentCode(
  secret: string,
  bookingId: string,
  now: number,
): { qr: string; digits: string; changesAt: number } {
  const step = stepAt(now)
  const bytes = proof(secret, bookingId, step)
  return {
    qr: [PREFIX, bookingId, step.toString(36), macOf(bytes)].join('.'),
    digits: digitsOf(bytes),
    changesAt: (step + 1) * STEP_MS,
  }
}

/** Reads scanned or typed text; null when it is no code of ours. Digits may be grouped by spaces or hyphens. */
export function parseCode(text: string): CheckInCode | null {
  const digits = text.replace(/[\s-]/g, '')
  if (/^\d{8}$/.test(digits)) return { kind: 'digits', digits }
  const match = /^NF1\.([a-z0-9]{8,40})\.([a-z0-9]{1,9})\.([0-9a-f]{20})$/.exec(text.trim())
  if (!match) return null
  const [, bookingId = '', step = '', mac = ''] = match
  return { kind: 'qr', bookingId, step: Number.parseInt(step, 36), mac }
}

/** Whether a code proves this booking at `now`: a forged one is `invalid`, a true but old or early one `expired`. */
export function verifyCode(
  code: CheckInCode,
  secret: string,
  bookingId: string,
  now: number,
): 'valid' | 'expired' | 'invalid' {
  const current = stepAt(now)
  if (code.kind === 'qr') {
    if (code.bookingId !== bookingId || macOf(proof(secret, bookingId, code.step)) !== code.mac) return 'invalid'
    return Math.abs(current - code.step) <= DRIFT_STEPS ? 'valid' : 'expired'
  }
  for (let step = current - DRIFT_STEPS; step <= current + DRIFT_STEPS; step++) {
    if (digitsOf(proof(secret, bookingId, step)) === code.digits) return 'valid'
  }
  return 'invalid'
}
