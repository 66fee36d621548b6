import { decideJoining, decideLeaving, decideLeavingAtDesk, type PartyFacts } from '@domain/bookings/party-changes'
import type { Refusal } from '@domain/errors'
import type { Member } from '@domain/people/members'
import { HOUR } from '@domain/time'
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
  RULES,
  START,
} from './support/bookings'

interface Change extends FactsChange {
  booking?: Partial<PartyFacts['booking']>
}

/** The girl and the boy are booked. */
function facts({ booking, ...change }: Change = {}): PartyFacts {
  return {
    ...bookingFacts({ party: [GIRL, BOY], ...change }),
    booking: {
      id: 'b1',
      confirmed: true,
      cancelUntil: START - RULES.cancelBefore,
      checkedInAt: null,
      enrolled: false,
      ...booking,
    },
  }
}

const TOGETHER = { audience: { ageMin: null, ageMax: 10, accompanied: 'together' as const } }
const layout = { units: [], choose: false, slot: HOUR, minSlots: 1, maxSlots: 3, gapSlots: 0 }

const either: [string, Change, Refusal][] = [
  ['a party that waits', { booking: { confirmed: false } }, { code: 'PARTY_FIXED', detail: { why: 'waiting' } }],
  ['a party of a series', { booking: { enrolled: true } }, { code: 'PARTY_FIXED', detail: { why: 'series' } }],
  [
    'a party of an offering that wants it whole',
    { rules: { fixedParty: true } },
    { code: 'PARTY_FIXED', detail: { why: 'offering' } },
  ],
  ['a party that is in', { booking: { checkedInAt: NOW } }, { code: 'ALREADY_CHECKED_IN', detail: { at: NOW } }],
]

test.each<[string, Change, string, Refusal | null]>([
  ['one of two children', {}, 'boy', null],
  ['in the last moment before the deadline', { now: START - RULES.cancelBefore - 1 }, 'boy', null],
  [
    'after the deadline',
    { now: START - RULES.cancelBefore },
    'boy',
    { code: 'CANCEL_CLOSED', detail: { cancelUntil: START - RULES.cancelBefore } },
  ],
  ['somebody who does not come', {}, 'grandma', { code: 'MEMBER_NOT_FOUND', detail: null }],
  ['the last one', { party: [BOY] }, 'boy', { code: 'LAST_MEMBER', detail: null }],
  [
    'a parent of two children',
    { party: [MUM, GIRL, BOY], rules: TOGETHER },
    'self',
    { code: 'ADULT_NEEDED', detail: null },
  ],
  ['the only child', { party: [MUM, BOY], rules: TOGETHER }, 'boy', { code: 'CHILD_NEEDED', detail: null }],
  ['one of two children with a parent', { party: [MUM, GIRL, BOY], rules: TOGETHER }, 'girl', null],
  // Who leaves frees a place, so neither other bookings nor the places of the session are asked.
  [
    'although the session is full and paused for this child',
    { session: { seatsLeft: 0 }, missed: { boy: MISSES } },
    'boy',
    null,
  ],
  ...either.map(([what, change, refusal]): [string, Change, string, Refusal] => [what, change, 'boy', refusal]),
])('leaving: %s', (_what, change, memberId, expected) => {
  expect(decideLeaving(facts(change), memberId)).toEqual(expected)
})

test('at the desk one of the party leaves until the end, however late for the phone', () => {
  const atDesk = (change: Change) => decideLeavingAtDesk(facts(change), 'boy')
  expect(atDesk({ now: END - 1 })).toBeNull()
  expect(atDesk({ now: END })).toEqual({ code: 'SESSION_OVER', detail: { endedAt: END } })
})

test.each<[string, Change, Member, Refusal | null]>([
  ['a third', {}, MUM, null],
  ['into the last place', { session: { seatsLeft: 1 } }, MUM, null],
  [
    'without a place',
    { session: { seatsLeft: 0 } },
    MUM,
    { code: 'SESSION_FULL', detail: { seatsLeft: 0, waiting: 0 } },
  ],
  [
    'past those who wait',
    { session: { waiting: 2 } },
    MUM,
    { code: 'SESSION_FULL', detail: { seatsLeft: 5, waiting: 2 } },
  ],
  ['into a room that is taken already', { session: { seatsLeft: 0, layout } }, MUM, null],
  ['somebody who comes already', {}, GIRL, { code: 'ALREADY_BOOKED', detail: { memberId: 'girl', bookingId: 'b1' } }],
  ['a fourth of three', { party: [GIRL, BOY, MUM] }, GRANDMA, { code: 'PARTY_TOO_LARGE', detail: { max: 3 } }],
  [
    'somebody too old',
    { rules: { audience: { ageMin: 4, ageMax: 12, accompanied: 'no' } } },
    MUM,
    { code: 'TOO_OLD', detail: { memberId: 'self', ageMax: 12 } },
  ],
  ['a second child with a parent', { party: [MUM, GIRL], rules: TOGETHER }, BOY, null],
  ['a second parent', { party: [MUM, GIRL], rules: TOGETHER }, GRANDMA, null],
  ['after the cut-off', { now: START - HOUR }, MUM, { code: 'BOOKING_CLOSED', detail: { closedAt: START - HOUR } }],
  [
    'before booking opens',
    { now: START - 15 * 24 * HOUR },
    MUM,
    { code: 'BOOKING_NOT_OPEN', detail: { opensAt: START - 14 * 24 * HOUR } },
  ],
  [
    'a session that is called off',
    { session: { status: 'cancelled' } },
    MUM,
    { code: 'SESSION_CANCELLED', detail: null },
  ],
  [
    'a session of a whole series',
    { session: { series: { id: 'x', mode: 'whole' } } },
    MUM,
    { code: 'SERIES_ONLY', detail: { seriesId: 'x' } },
  ],
  [
    'a session that is to be drawn',
    { rules: { ballot: { drawBefore: 24 * HOUR } } },
    MUM,
    { code: 'BALLOT_ONLY', detail: { drawAt: START - 24 * HOUR } },
  ],
  ['somebody who is paused', { party: [BOY], missed: { girl: MISSES } }, GIRL, PAUSED as Refusal],
  ['with somebody who is paused by now', { missed: { girl: MISSES } }, MUM, null],
  [
    'somebody who is elsewhere at that time',
    { party: [BOY], active: [anotherBooking({ startsAt: START, endsAt: END })] },
    GIRL,
    { code: 'TIME_OVERLAP', detail: { memberId: 'girl', bookingId: 'other', title: '剪纸', startsAt: START } },
  ],
  [
    'although another of the party is elsewhere at that time',
    { active: [anotherBooking({ startsAt: START, endsAt: END })] },
    MUM,
    null,
  ],
  [
    'somebody who has as many bookings as may be',
    { party: [BOY], active: [anotherBooking(), anotherBooking({ bookingId: 'third', sessionId: 's3' })] },
    GIRL,
    { code: 'ACTIVE_LIMIT', detail: { memberId: 'girl', max: 2 } },
  ],
  ...either.map(([what, change, refusal]): [string, Change, Member, Refusal] => [what, change, MUM, refusal]),
])('joining: %s', (_what, change, newcomer, expected) => {
  expect(decideJoining(facts(change), newcomer)).toEqual(expected)
})
