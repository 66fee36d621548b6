import type { ActiveBooking, BookingFacts, SessionFacts } from '@domain/bookings/facts'
import type { BookingRules } from '@domain/offerings/rules'
import type { Member } from '@domain/people/members'
import { DAY, HOUR, MINUTE } from '@domain/time'

export const NOW = Date.parse('2026-07-08T10:00:00+08:00')
export const START = NOW + 3 * DAY
export const END = START + 90 * MINUTE

const person = (id: string, relation: Member['relation'], birthMonth: string | null): Member => ({
  id,
  relation,
  nickname: id,
  birthMonth,
  consentAt: null,
})
/** A girl of seven, a boy of four, their mother, and a grandmother whose age nobody knows. */
export const GIRL = person('girl', 'child', '2019-03')
export const BOY = person('boy', 'child', '2022-05')
export const MUM = person('self', 'self', '1988-02')
export const GRANDMA = person('grandma', 'elder', null)

export const RULES: BookingRules = {
  opensBefore: 14 * DAY,
  closesBefore: HOUR,
  cancelBefore: 12 * HOUR,
  offerFor: 30 * MINUTE,
  maxActive: 2,
  partyMax: 3,
  checkInBefore: 30 * MINUTE,
  audience: { ageMin: null, ageMax: null, accompanied: 'no' },
}

export interface FactsChange extends Partial<Omit<BookingFacts, 'session'>> {
  session?: Partial<SessionFacts>
  rules?: Partial<BookingRules>
}

/** A class in three days with five of ten places free; the girl is to come. */
export function bookingFacts({ session, rules, ...change }: FactsChange = {}): BookingFacts {
  return {
    now: NOW,
    session: {
      id: 's1',
      kind: 'class',
      startsAt: START,
      endsAt: END,
      seatsLeft: 5,
      waiting: 0,
      capacity: 10,
      reserve: 0,
      status: 'open',
      rules: { ...RULES, ...rules },
      ...session,
    },
    party: [GIRL],
    active: [],
    missed: {},
    ...change,
  }
}

/** Another booking of the girl, at another time. */
export function anotherBooking(change: Partial<ActiveBooking> = {}): ActiveBooking {
  return {
    bookingId: 'other',
    sessionId: 's2',
    kind: 'class',
    title: '剪纸',
    startsAt: START + DAY,
    endsAt: END + DAY,
    memberIds: ['girl'],
    moves: 0,
    ...change,
  }
}

/** Three misses on three days, the last of which pauses until two weeks after it. */
export const MISSES = [NOW - 3 * DAY, NOW - 2 * DAY, NOW - DAY]
export const PAUSED = { code: 'PAUSED', detail: { memberId: 'girl', until: NOW + 13 * DAY, count: 3 } }
