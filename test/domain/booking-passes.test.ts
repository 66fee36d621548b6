import { codeOfPass, passCodes, passCodesFrom } from '@domain/bookings/pass'
import { placesForApp, placesOf } from '@domain/bookings/places'
import { checkRating, RATE_WITHIN, ratingSumOf } from '@domain/bookings/rating'
import { parseCode, STEP_MS, verifyCode } from '@domain/checkin/code'
import { atLocal, DAY, HOUR } from '@domain/time'

const NOW = atLocal('2026-07-08', 600)

describe('a link to a booking', () => {
  const booking = {
    id: 'abcdefghij234567abcd',
    secret: 'secretsecretsecretsecretsecretse',
    centreId: 'jiangchuan',
    startsAt: NOW + 2 * HOUR,
    endsAt: NOW + 3 * HOUR,
    checkInFrom: NOW + HOUR,
  }

  test('shows codes from an hour before check-in on, for ten minutes, each in its own half minute', () => {
    expect(passCodesFrom(booking)).toBe(NOW)
    expect(passCodes(booking, NOW - 1)).toEqual([])
    const codes = passCodes(booking, NOW + 1000)
    expect(codes).toHaveLength(21)
    for (const [n, { from, qr, digits }] of codes.entries()) {
      expect(from).toBe(NOW + n * STEP_MS)
      for (const text of [qr, digits]) {
        const code = parseCode(text)
        expect(code && verifyCode(code, booking.secret, booking.id, from)).toBe('valid')
      }
    }
    expect(passCodes(booking, NOW)).toHaveLength(20)
  })

  test('shows no code that is of use only after the end', () => {
    expect(passCodes(booking, booking.endsAt - 45_000)).toHaveLength(2)
    expect(passCodes(booking, booking.endsAt)).toEqual([])
    expect(passCodes(booking, booking.endsAt + HOUR)).toEqual([])
  })

  test('the code of a moment is the one of its half minute', () => {
    const codes = passCodes(booking, NOW)
    const fromAt = (now: number) => codeOfPass(codes, now)?.from ?? null
    expect([NOW - 1, NOW, NOW + STEP_MS - 1, NOW + STEP_MS].map(fromAt)).toEqual([null, NOW, NOW, NOW + STEP_MS])
    expect(fromAt(NOW + 20 * STEP_MS)).toBeNull()
  })
})

test('a holder has its spots, or one place for each attendee; the desk’s places never go to the app', () => {
  expect(placesOf({ attendees: [1, 2] })).toBe(2)
  expect(placesOf({ attendees: [1, 2], spots: ['a'] })).toBe(1)
  expect(placesForApp({ capacity: 10, reserve: 2 })).toBe(8)
  expect(placesForApp({ capacity: 10, reserve: 2, reserveTaken: 3 })).toBe(5)
})

describe('a rating of a booking', () => {
  const rated = { status: 'confirmed', endsAt: NOW, checkedInAt: NOW - HOUR }
  const closed = { code: 'RATING_CLOSED', detail: { from: NOW, until: NOW + RATE_WITHIN } }

  test.each<[what: string, change: object, now: number, refused: unknown]>([
    ['at the end', {}, NOW, null],
    ['a moment before', {}, NOW - 1, closed],
    ['within thirty days', {}, NOW + 30 * DAY - 1, null],
    ['after thirty days', {}, NOW + 30 * DAY, closed],
    ['by who did not come', { checkedInAt: null }, NOW, { code: 'NOT_ATTENDED', detail: null }],
    ['of a cancelled booking', { status: 'cancelled' }, NOW, { code: 'NOT_ATTENDED', detail: null }],
    ['a second time', { stars: 4 }, NOW, { code: 'ALREADY_RATED', detail: { stars: 4 } }],
  ])('%s', (_what, change, now, refused) => {
    expect(checkRating({ ...rated, ...change }, now)).toEqual(refused)
  })

  test('all of them have a mean in tenths', () => {
    expect(ratingSumOf({ 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 })).toBeNull()
    expect(ratingSumOf({ 1: 1, 2: 0, 3: 1, 4: 0, 5: 1 })).toEqual({ count: 3, mean: 3 })
    expect(ratingSumOf({ 1: 0, 2: 0, 3: 0, 4: 1, 5: 2 })).toEqual({ count: 3, mean: 4.7 })
  })
})
