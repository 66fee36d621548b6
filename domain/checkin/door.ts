import {
  centreTag,
  dayKeyOf,
  dayOfStep,
  digitsOf,
  hex,
  hmacSha256,
  isFresh,
  isRepresentable,
  parseDigits,
  STEP_MS,
  stepAt,
  validSteps,
} from './code'

/*
 * The code on the screen at a centre's door, which proves presence: the centre's tag, a time step and a short MAC. The
 * screen computes it from the key of the local day, which the server derives from the centre's secret. The secret never
 * leaves the server, and a key is useless on another day. The code has at most 32 characters, the limit of a
 * mini-program's `scene`. Source: docs/decisions/0017-door-code.md.
 */
const PREFIX = 'NFD'
const MAC_BYTES = 6

/** A parsed door code, scanned or typed. */
export type DoorCode = { kind: 'qr'; tag: string; step: number; mac: string } | { kind: 'digits'; digits: string }

/** The key of one local day (`YYYY-MM-DD`), which a screen may hold. */
export interface DoorKey {
  date: string
  key: string
}

/** Derives the key of one local day from the centre's secret. */
export function doorKeyOf(secret: string, date: string): DoorKey {
  return { date, key: dayKeyOf(secret, date) }
}

function bytesAt(key: string, centreId: string, step: number): Uint8Array {
  return hmacSha256(key, `${centreId}.${step}`)
}

function macOf(bytes: Uint8Array): string {
  return hex(bytes.subarray(0, MAC_BYTES))
}

/** The door code of a centre at `now` (epoch ms), as QR text and as digits, and when it changes. */
export function currentDoorCode(
  key: string,
  centreId: string,
  now: number,
): { qr: string; digits: string; changesAt: number } {
  const step = stepAt(now)
  const bytes = bytesAt(key, centreId, step)
  return {
    qr: [PREFIX, centreTag(centreId), step.toString(36), macOf(bytes)].join('.'),
    digits: digitsOf(bytes),
    changesAt: (step + 1) * STEP_MS,
  }
}

/**
 * Parses scanned or typed text; null when it is not a door code. The code may be at the end of a link, because WeChat's
 * own scanner delivers it that way.
 */
export function parseDoorCode(text: string): DoorCode | null {
  const digits = parseDigits(text)
  if (digits !== null) return { kind: 'digits', digits }
  const match = /(?:^|[?&=/#])NFD\.([0-9a-f]{4})\.([a-z0-9]{1,9})\.([0-9a-f]{12})$/.exec(text.trim())
  if (!match) return null
  const [, tag = '', step = '', mac = ''] = match
  return { kind: 'qr', tag, step: Number.parseInt(step, 36), mac }
}

/**
 * Whether a code proves presence at the door of this centre at `now` (epoch ms): `elsewhere` is the code of another
 * centre, `expired` a genuine one outside its time, `invalid` a forged one.
 */
export function verifyDoorCode(
  code: DoorCode,
  keyOf: (date: string) => string,
  centreId: string,
  now: number,
): 'valid' | 'expired' | 'invalid' | 'elsewhere' {
  const shownAt = (step: number) => bytesAt(keyOf(dayOfStep(step)), centreId, step)
  if (code.kind === 'qr') {
    if (code.tag !== centreTag(centreId)) return 'elsewhere'
    if (!isRepresentable(code.step) || macOf(shownAt(code.step)) !== code.mac) return 'invalid'
    return isFresh(code.step, now) ? 'valid' : 'expired'
  }
  return validSteps(now).some(step => digitsOf(shownAt(step)) === code.digits) ? 'valid' : 'invalid'
}
