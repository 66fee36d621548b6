import { STEP_MS } from '@domain/checkin/code'
import { currentDoorCode, doorKeyOf, parseDoorCode, verifyDoorCode } from '@domain/checkin/door'
import { atLocal, DAY, localDate, MINUTE } from '@domain/time'
import fc from '../random'

const SECRET = 'secretsecretsecretsecretsecretse'
const HERE = 'jiangchuan'
const NOON = atLocal('2026-11-24', 12 * 60)

/** The code on a centre's screen, which knows only the key of that day. */
function shownAt(now: number, centreId = HERE, secret = SECRET) {
  return currentDoorCode(doorKeyOf(secret, localDate(now)).key, centreId, now)
}

function verdict(text: string, now: number, centreId = HERE) {
  const code = parseDoorCode(text)
  return code ? verifyDoorCode(code, date => doorKeyOf(SECRET, date).key, centreId, now) : 'unreadable'
}

test('QR code and digits prove presence at this door while they are shown', () => {
  const { qr, digits, changesAt } = shownAt(NOON)
  expect(changesAt).toBe(NOON + STEP_MS)
  for (const text of [qr, digits, `${digits.slice(0, 4)} ${digits.slice(4)}`]) {
    expect(verdict(text, NOON)).toBe('valid')
    expect(verdict(text, NOON + 2 * STEP_MS - 1)).toBe('valid')
  }
})

test('a photograph of the code is expired after 61 seconds', () => {
  const { qr, digits } = shownAt(NOON)
  expect(verdict(qr, NOON + 61_000)).toBe('expired')
  expect(verdict(digits, NOON + 61_000)).toBe('invalid')
  expect(verdict(qr, NOON + DAY)).toBe('expired')
  expect(verdict(qr, NOON - STEP_MS - 1)).toBe('expired')
})

test('the code of another centre is rejected as such', () => {
  const { qr, digits } = shownAt(NOON, 'bixi')
  expect(verdict(qr, NOON)).toBe('elsewhere')
  expect(verdict(digits, NOON)).toBe('invalid')
})

test('without the key no code can be made for another step, tag or day', () => {
  const [prefix, tag, , mac] = shownAt(NOON).qr.split('.')
  const later = shownAt(NOON + 10 * MINUTE).qr.split('.')
  expect(verdict([prefix, tag, later[2], mac].join('.'), NOON + 10 * MINUTE)).toBe('invalid')
  const elsewhere = shownAt(NOON, 'bixi').qr.split('.')
  expect(verdict([prefix, tag, elsewhere[2], elsewhere[3]].join('.'), NOON)).toBe('invalid')
  // A copied key is valid for its day.
  const stolen = currentDoorCode(doorKeyOf(SECRET, localDate(NOON)).key, HERE, NOON + DAY)
  expect(verdict(stolen.qr, NOON + DAY)).toBe('invalid')
})

test('a code shown just before midnight is valid just after', () => {
  const midnight = atLocal('2026-11-25')
  const { qr, digits } = shownAt(midnight - 1)
  expect(verdict(qr, midnight + 10_000)).toBe('valid')
  expect(verdict(digits, midnight + 10_000)).toBe('valid')
})

test('it fits into a WeChat scene, and is found at the end of a link', () => {
  for (const now of [NOON, NOON + 20 * 365 * DAY]) {
    const { qr } = shownAt(now)
    expect(qr).toMatch(/^[a-zA-Z0-9.]{1,32}$/)
    expect(verdict(`https://example.com/door?c=${qr}`, now)).toBe('valid')
  }
  expect(verdict(`X${shownAt(NOON).qr}`, NOON)).toBe('unreadable')
})

test('any text is parsed or rejected, without an exception', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^NFD\.[0-9a-f]{4}\.[a-z0-9]{1,9}\.[0-9a-f]{12}$/)), text => {
      expect(['valid', 'expired', 'invalid', 'elsewhere', 'unreadable']).toContain(verdict(text, NOON))
    }),
  )
})

test('a code is read with blanks around it, and not with more behind it', () => {
  const { qr } = shownAt(NOON)
  expect(parseDoorCode(` ${qr}\n`)).toEqual(parseDoorCode(qr))
  expect(parseDoorCode(`${qr}0`)).toBeNull()
  expect(parseDoorCode(`${qr}?from=chat`)).toBeNull()
})
