import { decideBooking, decideRegistration, decideWaiting } from '@domain/bookings/decide'
import type { Refusal } from '@domain/errors'
import { DAY, HOUR, MINUTE } from '@domain/time'
import {
  anotherBooking,
  BOY,
  bookingFacts,
  END,
  type FactsChange,
  GIRL,
  GRANDMA,
  MISSES,
  MUM,
  NOW,
  PAUSED,
  START,
} from './support/bookings'

const DRAW = START - DAY
const BALLOT = { ballot: { drawBefore: DAY } }
const drawn = (change: FactsChange = {}): FactsChange => ({
  ...change,
  rules: BALLOT,
  session: { drawnAt: DRAW, ...change.session },
})
const FULL = { seatsLeft: 0 }
const here = { sessionId: 's1', startsAt: START, endsAt: END }
const layout = { units: [], choose: false, slot: HOUR, minSlots: 1, maxSlots: 3, gapSlots: 0 }
const ages = (ageMin: number | null, ageMax: number | null): NonNullable<FactsChange['rules']> => ({
  audience: { ageMin, ageMax, accompanied: 'no' },
})
const onlyWhole = { session: { series: { id: 'x', mode: 'whole' as const } } }

/** What is refused to whoever wants to book, wait or register, in the order in which it is said. */
const always: [string, FactsChange, Refusal][] = [
  ['a session of a whole series', onlyWhole, { code: 'SERIES_ONLY', detail: { seriesId: 'x' } }],
  ['a session that is called off', { session: { status: 'cancelled' } }, { code: 'SESSION_CANCELLED', detail: null }],
  [
    'the moment before booking opens',
    { now: START - 14 * DAY - 1 },
    { code: 'BOOKING_NOT_OPEN', detail: { opensAt: START - 14 * DAY } },
  ],
  ['the moment booking closes', { now: START - HOUR }, { code: 'BOOKING_CLOSED', detail: { closedAt: START - HOUR } }],
  ['too many', { party: [GIRL, BOY, MUM, GRANDMA] }, { code: 'PARTY_TOO_LARGE', detail: { max: 3 } }],
  ['somebody too young', { rules: ages(8, null) }, { code: 'TOO_YOUNG', detail: { memberId: 'girl', ageMin: 8 } }],
  ['somebody too old', { rules: ages(null, 6) }, { code: 'TOO_OLD', detail: { memberId: 'girl', ageMax: 6 } }],
  ['somebody who is paused', { missed: { girl: MISSES } }, PAUSED as Refusal],
]

/** A refusal keeps its rank: what comes first in the list is said although all that follows is wrong as well. */
test('of several refusals the first is said', () => {
  const wrong = { active: [anotherBooking(here)], missed: { girl: MISSES }, party: [GIRL, BOY, MUM, GRANDMA] }
  expect(decideBooking(bookingFacts({ ...wrong, ...onlyWhole, now: START }))?.code).toBe('SERIES_ONLY')
  expect(decideBooking(bookingFacts({ ...wrong, now: START }))?.code).toBe('BOOKING_CLOSED')
  expect(decideBooking(bookingFacts({ ...wrong, rules: BALLOT }))?.code).toBe('BALLOT_ONLY')
  expect(decideBooking(bookingFacts({ ...wrong }))?.code).toBe('PARTY_TOO_LARGE')
  expect(decideBooking(bookingFacts({ ...wrong, party: [GIRL] }))?.code).toBe('PAUSED')
  expect(decideBooking(bookingFacts({ ...wrong, party: [GIRL], missed: {} }))?.code).toBe('ALREADY_BOOKED')
})

test.each<[string, FactsChange, Refusal | null]>([
  ...always,
  ['an open session', {}, null],
  ['without an opening time', { now: START - 90 * DAY, rules: { opensBefore: null } }, null],
  ['the moment booking opens', { now: START - 14 * DAY }, null],
  ['a session that is to be drawn', { rules: BALLOT }, { code: 'BALLOT_ONLY', detail: { drawAt: DRAW } }],
  [
    'a session whose draw was announced for another time',
    { rules: BALLOT, session: { announcedDrawAt: DRAW - HOUR } },
    { code: 'BALLOT_ONLY', detail: { drawAt: DRAW - HOUR } },
  ],
  ['a session that was drawn', drawn(), null],
  ['a part of a series that can be booked alone', { session: { series: { id: 'x', mode: 'both' } } }, null],
  [
    'more than are free',
    { party: [GIRL, BOY], session: { seatsLeft: 1 } },
    { code: 'SESSION_FULL', detail: { seatsLeft: 1, waiting: 0 } },
  ],
  [
    'free places that others wait for',
    { session: { waiting: 1 } },
    { code: 'SESSION_FULL', detail: { seatsLeft: 5, waiting: 1 } },
  ],
  [
    'what was sold twice',
    { session: { seatsLeft: -1 } },
    { code: 'SESSION_FULL', detail: { seatsLeft: 0, waiting: 0 } },
  ],
  [
    'the same session again',
    { active: [anotherBooking(here)] },
    { code: 'ALREADY_BOOKED', detail: { memberId: 'girl', bookingId: 'other' } },
  ],
  [
    'another at the same time',
    { active: [anotherBooking({ startsAt: END - 1, endsAt: END + HOUR })] },
    { code: 'TIME_OVERLAP', detail: { memberId: 'girl', bookingId: 'other', title: '剪纸', startsAt: END - 1 } },
  ],
  ['another right after', { active: [anotherBooking({ startsAt: END, endsAt: END + HOUR })] }, null],
  ['another right before', { active: [anotherBooking({ startsAt: START - HOUR, endsAt: START })] }, null],
  ['a wait at the same time', { active: [anotherBooking({ startsAt: START, endsAt: END, waiting: true })] }, null],
  ['a booking of somebody else at the same time', { active: [anotherBooking({ ...here, memberIds: ['boy'] })] }, null],
  [
    'a third of two',
    { active: [anotherBooking(), anotherBooking({ bookingId: 'b3' })] },
    { code: 'ACTIVE_LIMIT', detail: { memberId: 'girl', max: 2 } },
  ],
  [
    'a third of two, while one is a seat',
    { active: [anotherBooking(), anotherBooking({ bookingId: 'b3', kind: 'seat' })] },
    null,
  ],
  [
    'a third of two, while one is a wait',
    { active: [anotherBooking(), anotherBooking({ bookingId: 'b3', waiting: true })] },
    null,
  ],
  [
    'a third of two, while a series counts once',
    { active: [anotherBooking({ enrolment: 'e' }), anotherBooking({ bookingId: 'b3', enrolment: 'e' })] },
    null,
  ],
  [
    'a third of two, while one is over at this moment',
    { active: [anotherBooking(), anotherBooking({ bookingId: 'b3', startsAt: NOW - HOUR, endsAt: NOW })] },
    null,
  ],
  [
    'as many as one likes',
    { rules: { maxActive: null }, active: [1, 2, 3].map(n => anotherBooking({ bookingId: `b${n}` })) },
    null,
  ],
  // An age that is not known
  [
    'a child of unknown age',
    { party: [{ ...GIRL, birthMonth: null }], rules: ages(null, 99) },
    { code: 'BIRTH_MONTH_NEEDED', detail: { memberId: 'girl' } },
  ],
  [
    'a child of unknown age in a class for children',
    { party: [{ ...GIRL, birthMonth: null }], rules: ages(null, 12) },
    { code: 'BIRTH_MONTH_NEEDED', detail: { memberId: 'girl' } },
  ],
  [
    'an adult of unknown age in a class for children',
    { party: [GRANDMA], rules: ages(null, 17) },
    { code: 'TOO_OLD', detail: { memberId: 'grandma', ageMax: 17 } },
  ],
  [
    'an adult of unknown age, where that may be too old',
    { party: [GRANDMA], rules: ages(null, 18) },
    { code: 'BIRTH_MONTH_NEEDED', detail: { memberId: 'grandma' } },
  ],
  [
    'an adult of unknown age, where that may be too young',
    { party: [GRANDMA], rules: ages(19, null) },
    { code: 'BIRTH_MONTH_NEEDED', detail: { memberId: 'grandma' } },
  ],
  ['an adult of unknown age in a class for adults', { party: [GRANDMA], rules: ages(18, null) }, null],
  ['an adult of unknown age in a class for everybody', { party: [GRANDMA] }, null],
  ['a child of four in a class without a least age', { party: [BOY], rules: ages(null, 6) }, null],
  ['somebody who was never warned', { missed: { girl: MISSES }, warned: {} }, null],
  [
    'somebody who was warned in time',
    { missed: { girl: MISSES }, warned: { girl: [NOW - 36 * HOUR] } },
    PAUSED as Refusal,
  ],
  ['somebody whose sister was warned', { missed: { girl: MISSES }, warned: { boy: [NOW - 36 * HOUR] } }, null],
  ['somebody whose sister is paused', { missed: { boy: MISSES } }, null],
])('booking: %s', (_what, change, expected) => {
  expect(decideBooking(bookingFacts(change))).toEqual(expected)
})

test.each<[string, FactsChange, Refusal | null]>([
  ...always.map(([what, change, refusal]): [string, FactsChange, Refusal] => [
    what,
    { ...change, session: { ...FULL, ...change.session } },
    refusal,
  ]),
  ['a full session', { session: FULL }, null],
  ['free places that others wait for', { session: { waiting: 1 } }, null],
  ['a party that is larger than what is left', { party: [GIRL, BOY], session: { seatsLeft: 1 } }, null],
  ['free places', {}, { code: 'SESSION_NOT_FULL', detail: { seatsLeft: 5 } }],
  ['a day of seats', { session: { layout } }, { code: 'NO_WAITLIST', detail: null }],
  [
    'a session that is to be drawn',
    { rules: BALLOT, session: FULL },
    { code: 'BALLOT_ONLY', detail: { drawAt: DRAW } },
  ],
  [
    'the session that one is in',
    { session: FULL, active: [anotherBooking(here)] },
    { code: 'ALREADY_BOOKED', detail: { memberId: 'girl', bookingId: 'other' } },
  ],
  [
    'the session that one waits for',
    { session: FULL, active: [anotherBooking({ ...here, waiting: true })] },
    { code: 'ALREADY_BOOKED', detail: { memberId: 'girl', bookingId: 'other' } },
  ],
  [
    'although only the second of two is in',
    { session: FULL, party: [BOY, GIRL], active: [anotherBooking(here)] },
    { code: 'ALREADY_BOOKED', detail: { memberId: 'girl', bookingId: 'other' } },
  ],
  [
    'although another is at the same time',
    { session: FULL, active: [anotherBooking({ startsAt: START, endsAt: END })] },
    null,
  ],
  [
    'as many as there are places for the app',
    { party: [GIRL, BOY], session: { ...FULL, capacity: 4, reserve: 1, reserveTaken: 1 } },
    null,
  ],
  [
    'more than there are places for the app',
    { party: [GIRL, BOY], session: { ...FULL, capacity: 4, reserve: 1, reserveTaken: 2 } },
    { code: 'PARTY_TOO_LARGE', detail: { max: 1 } },
  ],
  ['the last place of the waitlist', { session: { ...FULL, waiting: 999 } }, null],
  [
    'a waitlist that is full',
    { session: { ...FULL, waiting: 1000 } },
    { code: 'WAITLIST_FULL', detail: { waiting: 1000 } },
  ],
])('waiting: %s', (_what, change, expected) => {
  expect(decideWaiting(bookingFacts(change))).toEqual(expected)
})

test.each<[string, FactsChange, Refusal | null]>([
  ...always.map(([what, change, refusal]): [string, FactsChange, Refusal] => [
    what,
    // Registration closes with the draw, so the draw must not come first.
    { ...change, rules: { ballot: { drawBefore: MINUTE }, ...change.rules } },
    refusal,
  ]),
  ['before the draw', { rules: BALLOT }, null],
  ['without a ballot', {}, { code: 'NOT_A_BALLOT', detail: null }],
  ['after the draw', drawn(), { code: 'BALLOT_DRAWN', detail: { drawnAt: DRAW } }],
  ['the moment before the draw is due', { rules: BALLOT, now: DRAW - 1 }, null],
  [
    'the moment the draw is due',
    { rules: BALLOT, now: DRAW },
    { code: 'REGISTRATION_CLOSED', detail: { drawAt: DRAW } },
  ],
  [
    'after the list was closed',
    { rules: BALLOT, session: { ticketsClosedAt: NOW } },
    { code: 'REGISTRATION_CLOSED', detail: { drawAt: DRAW } },
  ],
  [
    'a second ticket of the household',
    { rules: BALLOT, active: [anotherBooking({ ...here, memberIds: ['boy'], ticket: true })] },
    { code: 'ALREADY_REGISTERED', detail: { bookingId: 'other' } },
  ],
  [
    'although there is a ticket for another session',
    { rules: BALLOT, active: [anotherBooking({ ticket: true })] },
    null,
  ],
  [
    'although there is a ticket of the past',
    { rules: BALLOT, active: [anotherBooking({ ...here, ticket: true, endsAt: NOW })] },
    null,
  ],
  [
    'although somebody else of the household is booked',
    { rules: BALLOT, active: [anotherBooking({ ...here, memberIds: ['boy'] })] },
    null,
  ],
  [
    'somebody who is in',
    { rules: BALLOT, active: [anotherBooking(here)] },
    { code: 'ALREADY_BOOKED', detail: { memberId: 'girl', bookingId: 'other' } },
  ],
  [
    'more than there are places',
    { rules: BALLOT, party: [GIRL, BOY], session: { capacity: 1 } },
    { code: 'PARTY_TOO_LARGE', detail: { max: 1 } },
  ],
])('registering: %s', (_what, change, expected) => {
  expect(decideRegistration(bookingFacts(change))).toEqual(expected)
})
