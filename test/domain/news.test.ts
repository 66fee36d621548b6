import type { BookingView, WaitEvent } from '@domain/contracts/views'
import { isNewSince, missingConsents, newsOf } from '@domain/notices/news'
import { DAY, HOUR, MINUTE } from '@domain/time'

const NOW = Date.parse('2026-07-08T10:00:00+08:00')

/** Confirmed, begins tomorrow, and nothing happened to it. */
function aBooking(change: Partial<BookingView> = {}): BookingView {
  return {
    id: 'booking',
    status: 'confirmed',
    startsAt: NOW + DAY,
    endsAt: NOW + DAY + HOUR,
    checkedInAt: null,
    offerUntil: null,
    cancelledBy: null,
    cancelledAt: null,
    movedFrom: null,
    missed: false,
    history: [],
    notices: [],
    ...change,
  } as BookingView
}
const step = (what: WaitEvent['what'], at: number): WaitEvent => ({ what, at, reason: null })
const MOVED = { movedFrom: { startsAt: NOW, endsAt: NOW + HOUR } }

test.each<[string, Partial<BookingView>, expected: [what: string, at: number | null, pinned: boolean][]]>([
  ['as it was booked', {}, []],
  ['cancelled by its owner', { status: 'cancelled', cancelledBy: 'person', cancelledAt: NOW }, []],
  [
    'cancelled by the centre',
    { status: 'cancelled', cancelledBy: 'centre', cancelledAt: NOW - HOUR },
    [['changed', NOW - HOUR, false]],
  ],
  ['moved and still to come', MOVED, [['changed', null, true]]],
  ['moved, at its end', { ...MOVED, endsAt: NOW }, [['changed', null, false]]],
  ['moved, and then only a place to wait for', { ...MOVED, status: 'waiting' }, []],
  ['moved, and they came', { ...MOVED, checkedInAt: NOW }, [['changed', null, false]]],
  ['without one of its party', { releasedAt: NOW - MINUTE }, [['changed', NOW - MINUTE, false]]],
  ['checked in by mistake', { undone: { at: NOW - 1, reason: '认错人' } }, [['changed', NOW - 1, true]]],
  ['checked in by mistake, and then in earnest', { undone: { at: NOW - 1, reason: '认错人' }, checkedInAt: NOW }, []],
  ['missed', { startsAt: NOW - 2 * HOUR, endsAt: NOW - HOUR, missed: true }, [['missed', NOW - HOUR, false]]],
  [
    'offered, and open',
    { status: 'offered', offerUntil: NOW + HOUR, history: [step('joined', NOW - DAY), step('offered', NOW - HOUR)] },
    [['offered', NOW - HOUR, true]],
  ],
  [
    'offered twice',
    { status: 'offered', offerUntil: NOW + HOUR, history: [step('offered', NOW - DAY), step('offered', NOW - HOUR)] },
    [
      ['offered', NOW - HOUR, true],
      ['offered', NOW - DAY, false],
    ],
  ],
  [
    'offered, and skipped since',
    { status: 'offered', offerUntil: NOW + HOUR, history: [step('skipped', NOW - HOUR)] },
    [['skipped', NOW - HOUR, false]],
  ],
  [
    'offered, and the offer is over',
    { status: 'offered', offerUntil: NOW, history: [step('offered', NOW - HOUR)] },
    [['offered', NOW - HOUR, false]],
  ],
  ['drawn without luck', { status: 'waiting', history: [step('lost', NOW - HOUR)] }, [['lost', NOW - HOUR, false]]],
  [
    'offered, too late',
    { status: 'lapsed', history: [step('offered', NOW - HOUR), step('lapsed', NOW - MINUTE)] },
    [
      ['lapsed', NOW - MINUTE, false],
      ['offered', NOW - HOUR, false],
    ],
  ],
  [
    'drawn, and confirmed by its owner',
    { history: [step('registered', NOW - DAY), step('won', NOW - HOUR), step('accepted', NOW)] },
    [['won', NOW - HOUR, false]],
  ],
])('the messages about a booking that is %s', (_what, change, expected) => {
  const items = newsOf([aBooking(change)], NOW)
  expect(items.map(({ what, at, pinned }) => [typeof what === 'string' ? what : what.what, at, pinned])).toEqual(
    expected,
  )
})

test('what asks for something stands first, the rest from the latest to the oldest; new is what was not seen', () => {
  const cancelled = (id: string, cancelledAt: number) =>
    aBooking({ id, status: 'cancelled', cancelledBy: 'centre', cancelledAt })
  const items = newsOf(
    [
      ...[cancelled('old', NOW - DAY), cancelled('new', NOW - HOUR)],
      ...[aBooking({ id: 'later', startsAt: NOW + 2 * DAY, ...MOVED }), aBooking({ id: 'moved', ...MOVED })],
    ],
    NOW,
  )
  expect(items.map(({ booking }) => booking.id)).toEqual(['moved', 'later', 'new', 'old'])
  expect(items.filter(item => isNewSince(item, NOW - 2 * HOUR)).map(({ booking }) => booking.id)).toEqual(['new'])
  expect(items.some(item => isNewSince(item, NOW - HOUR))).toBe(false)
  const [offered] = newsOf([aBooking({ status: 'offered', offerUntil: NOW + 1, history: [step('offered', NOW)] })], NOW)
  expect(offered && isNewSince(offered, 0)).toBe(false)
  const [came] = newsOf([aBooking({ ...MOVED, checkedInAt: NOW })], NOW)
  expect(came && isNewSince(came, -1)).toBe(false)
})

test('each message about a booking has an id of its own', () => {
  const history = [step('skipped', NOW - DAY), step('skipped', NOW - HOUR)]
  const items = newsOf([aBooking({ ...MOVED, missed: true, history })], NOW)
  expect(items.map(({ id }) => id)).toEqual([
    ...['booking-changed', 'booking-missed', `booking-skipped-${NOW - HOUR}`, `booking-skipped-${NOW - DAY}`],
  ])
})

test.each<[string, Partial<BookingView>, string[]]>([
  ['confirmed', {}, ['reminder', 'changed']],
  ['confirmed, and the reminder is allowed', { notices: ['reminder'] }, ['changed']],
  ['about to begin', { startsAt: NOW + MINUTE }, ['changed']],
  ['waiting', { status: 'waiting' }, ['offer']],
  ['registered', { status: 'registered' }, ['ballot', 'offer', 'changed']],
  ['cancelled', { status: 'cancelled' }, []],
])('what can still be allowed for a booking that is %s', (_what, change, expected) => {
  expect(missingConsents(aBooking(change), NOW)).toEqual(expected)
})
