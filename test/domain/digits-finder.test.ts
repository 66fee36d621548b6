import { currentCode, hmacSha256, STEP_MS } from '@domain/checkin/code'
import { DigitsFinder } from '@domain/checkin/digits-finder'
import { atLocal, MINUTE } from '@domain/time'
import { nativeHmac } from '../../cloudfunctions/lib/attendance/checkin/digits'

const NOON = atLocal('2026-07-12', 12 * 60)
const BOOKINGS = Array.from({ length: 1000 }, (_, n) => ({ _id: `booking${n}`, secret: `secret-${n}` }))

const digitsAt = (n: number, at: number) => currentCode(`secret-${n}`, `booking${n}`, at).digits

/** A finder, and how many codes it has computed. */
function counted(bookings = BOOKINGS) {
  const cost = { keys: 0, digits: 0 }
  const finder = new DigitsFinder(bookings, (key, message) => {
    cost[message.startsWith('day.') ? 'keys' : 'digits']++
    return nativeHmac(key, message)
  })
  return { finder, cost }
}

test('one code of a thousand bookings costs each key once and the digits of three steps', () => {
  const { finder, cost } = counted()
  expect(finder.find(digitsAt(717, NOON), NOON)).toEqual([BOOKINGS[717]])
  expect(cost).toEqual({ keys: 1000, digits: 3000 })
})

test('fifty codes within a minute cost each key once and five steps, not fifty times three', () => {
  const { finder, cost } = counted()
  for (let n = 0; n < 50; n++) {
    const at = NOON + n * 1200
    expect(finder.find(digitsAt(n, at), at)).toEqual([BOOKINGS[n]])
  }
  expect(cost).toEqual({ keys: 1000, digits: 4000 })
  expect(finder.steps).toBe(4)
})

test('bookings that are added cost only their own keys and digits, and known ones nothing', () => {
  const { finder, cost } = counted(BOOKINGS.slice(0, 900))
  finder.find(digitsAt(1, NOON), NOON)
  finder.add(BOOKINGS)
  expect(cost).toEqual({ keys: 1000, digits: 3000 })
  expect(finder.find(digitsAt(950, NOON), NOON)).toEqual([BOOKINGS[950]])
  expect(cost).toEqual({ keys: 1000, digits: 3000 })
  expect(finder.size).toBe(1000)
})

test('a booking that is added with another secret is found by its new codes', () => {
  const { finder } = counted(BOOKINGS.slice(0, 3))
  finder.find(digitsAt(1, NOON), NOON)
  const renewed = { _id: 'booking1', secret: 'another' }
  finder.add([renewed])
  expect(finder.find(currentCode('another', 'booking1', NOON).digits, NOON)).toEqual([renewed])
})

test('steps and keys that no later code needs are dropped', () => {
  const { finder, cost } = counted(BOOKINGS.slice(0, 1))
  const midnight = atLocal('2026-07-13')
  for (const at of [midnight - 2 * MINUTE, midnight, midnight + MINUTE]) finder.find('00000000', at)
  finder.forgetBefore(midnight + MINUTE)
  expect(finder.steps).toBe(3)
  finder.find(digitsAt(0, midnight + MINUTE), midnight + MINUTE)
  expect(cost.keys).toBe(2)
  finder.find('00000000', midnight - 1)
  expect(cost.keys).toBe(3)
})

test('a code is found while it is valid, on either side of midnight, and by no other time or text', () => {
  const { finder, cost } = counted(BOOKINGS.slice(0, 3))
  const midnight = atLocal('2026-07-13')
  for (const at of [midnight - 1, midnight, midnight + STEP_MS]) {
    expect(finder.find(digitsAt(1, at), at)).toEqual([BOOKINGS[1]])
  }
  expect(finder.find(digitsAt(1, midnight - 1), midnight)).toEqual([BOOKINGS[1]])
  expect(finder.find(digitsAt(1, midnight), midnight + 2 * MINUTE)).toEqual([])
  expect(finder.find('not digits', midnight)).toEqual([])
  expect(cost.keys).toBe(6)
})

test('the native computation and the one of phones give the same', () => {
  for (const [key, message] of [
    ['', ''],
    ['secret', 'day.2026-07-12'],
    ['0123456789abcdef'.repeat(6), 'booking.59440000'],
    ['钥匙', '消息'],
  ] as const) {
    expect(Buffer.from(nativeHmac(key, message))).toEqual(Buffer.from(hmacSha256(key, message)))
  }
})

test('digits that two bookings show at the same time are found for both', () => {
  const at = Date.parse('2026-07-01T02:00:00Z')
  const twins = [
    { _id: 'twin000001', secret: 'secret-262' },
    { _id: 'twin000002', secret: 'secret-2865' },
  ]
  const { digits } = currentCode('secret-262', 'twin000001', at)
  expect(new DigitsFinder(twins).find(digits, at)).toEqual(twins)
})
