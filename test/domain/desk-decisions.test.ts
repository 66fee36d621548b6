import { decideScanner, decideScanTime } from '@domain/checkin/scan-time'
import { decideAfterUndo, decideUndo } from '@domain/checkin/undo'
import { decideDesk, decideRelease, decideWalkIn, placesForDesk } from '@domain/desk/decide'
import type { Refusal } from '@domain/errors'
import { canKeepConsent } from '@domain/notices/consents'
import { finalizableUntil, finalizeDueAt, nextFinalizeAt } from '@domain/sessions/finalize'
import { HOUR, MINUTE } from '@domain/time'
import { END, NOW, START } from './support/bookings'

const session = { status: 'open' as const, startsAt: START, endsAt: END, rules: { checkInBefore: 30 * MINUTE } }

test.each<
  [
    string,
    Partial<typeof session> & { layout?: object; status?: 'open' | 'cancelled'; frozenAt?: null },
    number,
    Refusal | null,
  ]
>([
  ['until it ends', {}, END - 1, null],
  ['not when it has ended', {}, END, { code: 'SESSION_OVER', detail: { endedAt: END } }],
  ['not when it is called off', { status: 'cancelled' as never }, NOW, { code: 'SESSION_CANCELLED', detail: null }],
  ['not where units are booked', { layout: {} }, NOW, { code: 'NOT_FOR_SPACES', detail: null }],
  ['not where meals are ordered', { frozenAt: null }, NOW, { code: 'ORDER_NEEDED', detail: null }],
])('the desk books a session %s', (_what, change, now, expected) => {
  expect(decideDesk({ now, session: { ...session, ...change } })).toEqual(expected)
})

test('a walk-in is let in from the opening of the check-in to the end', () => {
  const at = (now: number) => decideWalkIn({ now, session })
  expect(at(START - 30 * MINUTE - 1)).toEqual({ code: 'CHECK_IN_TOO_EARLY', detail: { opensAt: START - 30 * MINUTE } })
  expect(at(START - 30 * MINUTE)).toBeNull()
  expect(at(END)).toEqual({ code: 'SESSION_OVER', detail: { endedAt: END } })
})

test('staff cancel for somebody until the end, unless the party is in', () => {
  expect(decideRelease(END - 1, { endsAt: END, checkedInAt: null })).toBeNull()
  expect(decideRelease(END, { endsAt: END, checkedInAt: null })).toEqual({
    code: 'SESSION_OVER',
    detail: { endedAt: END },
  })
  expect(decideRelease(NOW, { endsAt: END, checkedInAt: 5 })).toEqual({ code: 'ALREADY_CHECKED_IN', detail: { at: 5 } })
})

const PLACES = { reserve: 2, seatsLeft: 3, waiting: 0, drawAt: null, whole: null }

test.each<[string, Partial<Parameters<typeof placesForDesk>[0]>, number, ReturnType<typeof placesForDesk>]>([
  ['come from the reserve first', {}, 1, { fromReserve: 1, free: 0 }],
  ['and then from the free ones', {}, 4, { fromReserve: 2, free: 2 }],
  ['as many as there are', {}, 5, { fromReserve: 2, free: 3 }],
  ['not more', {}, 6, { code: 'SESSION_FULL', detail: { seatsLeft: 5, waiting: 0 } }],
  ['of the reserve alone while others wait', { waiting: 1 }, 2, { fromReserve: 2, free: 0 }],
  [
    'not of the free ones while others wait',
    { waiting: 1 },
    3,
    { code: 'SESSION_FULL', detail: { seatsLeft: 2, waiting: 1 } },
  ],
  ['of the reserve although a draw is to come', { drawAt: START }, 2, { fromReserve: 2, free: 0 }],
  ['not of the free ones before the draw', { drawAt: START }, 3, { code: 'BALLOT_ONLY', detail: { drawAt: START } }],
  ['of the reserve of a whole series', { whole: { seriesId: 'x', until: NOW + 1 } }, 2, { fromReserve: 2, free: 0 }],
  [
    'not of those that are kept for it',
    { whole: { seriesId: 'x', until: NOW + 1 } },
    3,
    { code: 'SERIES_ONLY', detail: { seriesId: 'x' } },
  ],
  [
    'but when the series can no longer be booked',
    { whole: { seriesId: 'x', until: NOW } },
    3,
    { fromReserve: 2, free: 1 },
  ],
  [
    'none below zero',
    { reserve: -1, seatsLeft: -2 },
    1,
    { code: 'SESSION_FULL', detail: { seatsLeft: -1, waiting: 0 } },
  ],
])('places at the desk: %s', (_what, change, people, expected) => {
  expect(placesForDesk({ ...PLACES, ...change }, people, NOW)).toEqual(expected)
})

test.each<[string, number, Refusal | null]>([
  ['of now', NOW, null],
  ['two minutes ahead, by a fast clock', NOW + 2 * MINUTE, null],
  ['further ahead', NOW + 2 * MINUTE + 1, { code: 'SCAN_TIME_WRONG', detail: { at: NOW + 2 * MINUTE + 1 } }],
  ['two days old', NOW - 48 * HOUR, null],
  ['older', NOW - 48 * HOUR - 1, { code: 'SCAN_TIME_WRONG', detail: { at: NOW - 48 * HOUR - 1 } }],
])('a scan %s', (_what, at, expected) => {
  expect(decideScanTime(at, NOW)).toEqual(expected)
})

test('a scan counts that was made while its maker worked there', () => {
  expect(decideScanner(NOW, null)).toBeNull()
  expect(decideScanner(NOW, NOW)).toBeNull()
  expect(decideScanner(NOW + 1, NOW)).toEqual({ code: 'ROLE_ENDED', detail: { endedAt: NOW } })
})

test('a check-in is undone until ten minutes before no-shows are final, and only if there is one', () => {
  const closedAt = END + 20 * MINUTE
  expect(decideUndo(closedAt - 1, { checkIn: {}, endsAt: END })).toBeNull()
  expect(decideUndo(closedAt, { checkIn: {}, endsAt: END })).toEqual({ code: 'UNDO_CLOSED', detail: { closedAt } })
  expect(decideUndo(NOW, { checkIn: null, endsAt: END })).toEqual({ code: 'NOT_CHECKED_IN', detail: null })
})

test('a scan from before an undo does not count, one from after it does', () => {
  expect(decideAfterUndo(NOW, undefined)).toBeNull()
  expect(decideAfterUndo(NOW, { at: NOW - 1 })).toBeNull()
  expect(decideAfterUndo(NOW, { at: NOW })).toEqual({ code: 'CHECK_IN_UNDONE', detail: { undoneAt: NOW } })
})

test('no-shows are final half an hour after the end; a day of seats is looked at every half hour until then', () => {
  expect(finalizeDueAt(END)).toBe(END + 30 * MINUTE)
  expect(finalizableUntil(NOW)).toBe(NOW - 30 * MINUTE)
  expect(nextFinalizeAt(END, START)).toBe(START + 30 * MINUTE)
  expect(nextFinalizeAt(END, END + 10 * MINUTE)).toBe(END + 30 * MINUTE)
  expect(nextFinalizeAt(END, END + 30 * MINUTE)).toBeNull()
})

const CONSENT = { now: NOW, status: 'confirmed' as const, startsAt: START, endsAt: END, offerTellAt: null }

test.each<[string, Parameters<typeof canKeepConsent>[0], Partial<Parameters<typeof canKeepConsent>[1]>, boolean]>([
  ['a reminder half an hour before', 'reminder', { now: START - 30 * MINUTE - 1 }, true],
  ['a reminder later than that', 'reminder', { now: START - 30 * MINUTE }, false],
  ['news of a change until the end', 'changed', { now: END - 1 }, true],
  ['news of a change after it', 'changed', { now: END }, false],
  ['an offer to who waits', 'offer', { status: 'waiting' }, true],
  ['an offer to who has a ticket', 'offer', { status: 'registered' }, true],
  ['an offer that was made and not told', 'offer', { status: 'offered', offerTellAt: NOW }, true],
  ['an offer that was told', 'offer', { status: 'offered' }, false],
  ['an offer to who is booked', 'offer', {}, false],
  ['the draw to who has a ticket', 'ballot', { status: 'registered' }, true],
  ['a draw that is not told yet', 'ballot', { drawTellAt: NOW }, true],
  ['a draw that was told', 'ballot', { drawTellAt: null }, false],
  ['a draw where there was none', 'ballot', {}, false],
  ['anything about what was cancelled', 'changed', { status: 'cancelled' }, false],
  ['anything about what has lapsed', 'changed', { status: 'lapsed' }, false],
])('whether a consent can be kept: %s', (_what, kind, change, expected) => {
  expect(canKeepConsent(kind, { ...CONSENT, ...change })).toBe(expected)
})
