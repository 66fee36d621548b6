import {
  currentCode,
  dayKeyOf,
  dayOfStep,
  groupDigits,
  isRepresentable,
  parseCode,
  STEP_MS,
  stepAt,
  validSteps,
  verifyCode,
  verifyQrCode,
} from '@domain/checkin/code'
import { atLocal, DAY } from '@domain/time'
import fc from '../random'

const BOOKING = 'abcdefghij234567abcd'
const SECRET = 'secretsecretsecretsecretsecretse'
const NOW = 1_783_000_000_000 - (1_783_000_000_000 % STEP_MS)

function verdict(text: string, now: number, secret = SECRET, bookingId = BOOKING) {
  const code = parseCode(text)
  return code ? verifyCode(code, secret, bookingId, now) : 'unreadable'
}

describe('the rotating code', () => {
  const shown = currentCode(SECRET, BOOKING, NOW)

  test('QR code and digits are valid while they are shown', () => {
    expect(shown.digits).toMatch(/^\d{8}$/)
    expect(shown.changesAt).toBe(NOW + STEP_MS)
    for (const text of [shown.qr, shown.digits, `${shown.digits.slice(0, 4)} ${shown.digits.slice(4)}`]) {
      expect(verdict(text, NOW)).toBe('valid')
      expect(verdict(text, NOW + STEP_MS - 1)).toBe('valid')
    }
  })

  test('one step of clock drift is accepted, a recording from 61 s ago is not', () => {
    expect(verdict(shown.qr, NOW + 2 * STEP_MS - 1)).toBe('valid')
    expect(verdict(shown.qr, NOW - 1)).toBe('valid')
    expect(verdict(shown.qr, NOW + 61_000)).toBe('expired')
    expect(verdict(shown.qr, NOW - STEP_MS - 1)).toBe('expired')
    expect(verdict(shown.digits, NOW + 61_000)).toBe('invalid')
  })

  test('another secret, another booking or a changed character is invalid', () => {
    expect(verdict(shown.qr, NOW, 'another-secret')).toBe('invalid')
    expect(verdict(shown.digits, NOW, 'another-secret')).toBe('invalid')
    expect(verdict(shown.qr, NOW, SECRET, 'zzzzzzzzzz234567abcd')).toBe('invalid')
    const forged = shown.qr.slice(0, -1) + (shown.qr.endsWith('0') ? '1' : '0')
    expect(verdict(forged, NOW)).toBe('invalid')
  })

  test('the step cannot be changed without the secret', () => {
    const later = currentCode(SECRET, BOOKING, NOW + 10 * STEP_MS).qr.split('.')
    const old = shown.qr.split('.')
    expect(verdict([old[0], old[1], later[2], old[3]].join('.'), NOW + 10 * STEP_MS)).toBe('invalid')
  })

  test('any text is parsed or rejected, without an exception', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        const code = parseCode(text)
        expect(code === null || verifyCode(code, SECRET, BOOKING, NOW) !== undefined).toBe(true)
      }),
    )
  })

  test('is valid for every secret and moment', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.integer({ min: 0, max: 4_000_000_000_000 }), (secret, now) => {
        const { qr, digits } = currentCode(secret, BOOKING, now)
        expect(verdict(qr, now, secret)).toBe('valid')
        expect(verdict(digits, now, secret)).toBe('valid')
      }),
    )
  })
})

describe('the text of a code', () => {
  const [prefix, booking, step, about, mac] = currentCode(SECRET, BOOKING, NOW, {
    centreId: 'jiangchuan',
    startsAt: NOW,
  }).qr.split('.')
  const text = [prefix, booking, step, about, mac].join('.')

  test('is read with blanks around it, and says what it is', () => {
    expect(parseCode(` ${text}\n`)).toMatchObject({
      kind: 'qr',
      bookingId: BOOKING,
      about: { day: dayOfStep(stepAt(NOW)) },
    })
    expect(parseCode('1234 5678')).toEqual({ kind: 'digits', digits: '12345678' })
    expect(groupDigits('12345678')).toBe('1234 5678')
  })

  test.each([
    ['something before it', `x${text}`],
    ['something after it', `${text}0`],
    ['a link before it', `https://example.org/?${text}`],
    ['seven digits', '1234567'],
    ['nine digits', '123456789'],
    ['half of the hint', [prefix, booking, step, about?.slice(0, 3), mac].join('.')],
  ])('is none with %s', (_what, wrong) => {
    expect(parseCode(wrong)).toBeNull()
  })

  test('its parts cannot be joined in another way: the proof is of each part by itself', () => {
    const day = { key: dayKeyOf(SECRET, dayOfStep(stepAt(NOW))), day: dayOfStep(stepAt(NOW)) }
    const code = parseCode(text)
    if (code?.kind !== 'qr') throw new Error('a code')
    expect(verifyQrCode(code, day, NOW)).toBe('valid')
    expect(verifyQrCode(code, { ...day, day: '2026-01-01' }, NOW)).toBe('expired')
    expect(verifyQrCode({ ...code, mac: '0'.repeat(20) }, day, NOW)).toBe('invalid')
    const moved = { ...code, bookingId: BOOKING.slice(0, -1), step: code.step }
    expect(verifyQrCode(moved, day, NOW)).toBe('invalid')
  })

  test('a step beyond the last day of a calendar is forged or expired, without an exception', () => {
    const last = (8_640_000_000_000_000 - DAY) / STEP_MS
    expect([last - 1, last, last + 2880].map(isRepresentable)).toEqual([true, false, false])
    for (const beyond of [last, last + 2600, 36 ** 9 - 1]) {
      const far = [prefix, booking, beyond.toString(36), '0'.repeat(20)].join('.')
      expect(verdict(far, NOW)).toBe('invalid')
      const code = parseCode(far)
      if (code?.kind !== 'qr') throw new Error('a code')
      expect(verifyQrCode(code, { key: 'key', day: '2026-07-12' }, NOW)).toBe('expired')
    }
  })

  test('three steps are valid at a time, also around midnight', () => {
    const midnight = atLocal('2026-07-12', 0)
    const current = stepAt(midnight)
    expect(validSteps(midnight)).toEqual([current - 1, current, current + 1])
    const before = currentCode(SECRET, BOOKING, midnight - 1)
    expect(verdict(before.qr, midnight)).toBe('valid')
    expect(verdict(before.digits, midnight)).toBe('valid')
  })
})
