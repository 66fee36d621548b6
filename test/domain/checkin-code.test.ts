import { currentCode, parseCode, STEP_MS, verifyCode } from '@domain/checkin/code'
import * as fc from 'fast-check'

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
