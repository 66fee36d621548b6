import { decideBooking, decideCancel, decideWaiting } from '@domain/bookings/decide'
import type { ActiveBooking, BookingFacts, SessionFacts } from '@domain/bookings/facts'
import type { BookingRules } from '@domain/offerings/rules'
import type { Member } from '@domain/people/members'
import { UNNAMED_SELF } from '@domain/people/members'
import { DAY, HOUR, MINUTE } from '@domain/time'

const NOW = Date.parse('2026-07-08T10:00:00+08:00')
const START = NOW + 3 * DAY

const child = (id: string, birthMonth: string): Member => ({
  id,
  relation: 'child',
  nickname: id,
  birthMonth,
  consentAt: NOW,
})
const GUOGUO = child('guoguo', '2019-03')
const DOUDOU = child('doudou', '2022-05')
const GRANDMA: Member = { id: 'grandma', relation: 'elder', nickname: '外婆', birthMonth: '1954-01', consentAt: null }

const RULES: BookingRules = {
  opensBefore: 14 * DAY,
  closesBefore: HOUR,
  cancelBefore: 12 * HOUR,
  offerFor: 30 * MINUTE,
  maxActive: 2,
  partyMax: 2,
  checkInBefore: 30 * MINUTE,
  audience: { ageMin: 6, ageMax: 12, accompanied: 'no' },
}

function facts(change: {
  now?: number
  session?: Partial<SessionFacts>
  rules?: Partial<BookingRules>
  audience?: Partial<BookingRules['audience']>
  party?: Member[]
  active?: ActiveBooking[]
  missed?: BookingFacts['missed']
}): BookingFacts {
  const audience = { ...RULES.audience, ...change.audience }
  return {
    now: change.now ?? NOW,
    session: {
      id: 'calligraphy-1',
      kind: 'class',
      startsAt: START,
      endsAt: START + 90 * MINUTE,
      seatsLeft: 5,
      waiting: 0,
      capacity: 10,
      reserve: 0,
      status: 'open',
      rules: { ...RULES, ...change.rules, audience },
      ...change.session,
    },
    party: change.party ?? [GUOGUO],
    active: change.active ?? [],
    missed: change.missed ?? {},
  }
}

function active(startsAt: number, change: Partial<ActiveBooking> = {}): ActiveBooking {
  return {
    bookingId: `b-${startsAt}`,
    sessionId: `s-${startsAt}`,
    kind: 'class',
    title: '剪纸',
    startsAt,
    endsAt: startsAt + HOUR,
    memberIds: [GUOGUO.id],
    moves: 0,
    ...change,
  }
}

const code = (change: Parameters<typeof facts>[0]) => decideBooking(facts(change))?.code ?? 'OK'

describe('who may book, and when', () => {
  test('an eligible child may book an open session', () => {
    expect(code({})).toBe('OK')
  })

  test('booking opens and closes at the configured times', () => {
    expect(decideBooking(facts({ now: START - 14 * DAY - 1 }))).toEqual({
      code: 'BOOKING_NOT_OPEN',
      detail: { opensAt: START - 14 * DAY },
    })
    expect(code({ now: START - 14 * DAY })).toBe('OK')
    expect(code({ now: START - HOUR - 1 })).toBe('OK')
    expect(code({ now: START - HOUR })).toBe('BOOKING_CLOSED')
    expect(code({ now: START - 100 * DAY, rules: { opensBefore: null } })).toBe('OK')
  })

  test('a cancelled session cannot be booked', () => {
    expect(code({ session: { status: 'cancelled' } })).toBe('SESSION_CANCELLED')
  })

  test('a party gets places for all or none', () => {
    const party = [GUOGUO, child('mingming', '2018-01')]
    expect(code({ party, session: { seatsLeft: 2 } })).toBe('OK')
    expect(decideBooking(facts({ party, session: { seatsLeft: 1 } }))).toEqual({
      code: 'SESSION_FULL',
      detail: { seatsLeft: 1, waiting: 0 },
    })
    expect(decideBooking(facts({ session: { seatsLeft: 1, waiting: 2 } }))).toEqual({
      code: 'SESSION_FULL',
      detail: { seatsLeft: 1, waiting: 2 },
    })
  })

  test('eligibility is refused before fullness', () => {
    expect(code({ party: [DOUDOU], session: { seatsLeft: 0 } })).toBe('TOO_YOUNG')
  })
})

describe('ages', () => {
  test('both age limits are inclusive, as of the day of the session', () => {
    expect(decideBooking(facts({ party: [DOUDOU] }))).toEqual({
      code: 'TOO_YOUNG',
      detail: { memberId: 'doudou', ageMin: 6 },
    })
    expect(code({ party: [child('six', '2020-07')] })).toBe('OK')
    expect(code({ party: [child('twelve', '2013-08')] })).toBe('OK')
    // In the month of the thirteenth birthday the child may still be twelve.
    expect(code({ party: [child('still twelve', '2013-07')] })).toBe('OK')
    expect(code({ party: [child('thirteen', '2013-06')] })).toBe('TOO_OLD')
  })

  test('an unknown age is required only where it matters', () => {
    expect(code({ party: [UNNAMED_SELF] })).toBe('TOO_OLD')
    expect(code({ party: [UNNAMED_SELF], audience: { ageMin: 18, ageMax: null } })).toBe('OK')
    expect(code({ party: [UNNAMED_SELF], audience: { ageMin: 18, ageMax: 45 } })).toBe('BIRTH_MONTH_NEEDED')
    expect(code({ party: [UNNAMED_SELF], audience: { ageMin: 60, ageMax: null } })).toBe('BIRTH_MONTH_NEEDED')
    expect(code({ party: [GRANDMA], audience: { ageMin: 60, ageMax: null } })).toBe('OK')
  })

  test('a parent-child class needs a parent and a child', () => {
    const audience = { ageMin: 3, ageMax: 6, accompanied: 'together' as const }
    expect(code({ audience, party: [DOUDOU] })).toBe('ADULT_NEEDED')
    expect(code({ audience, party: [UNNAMED_SELF] })).toBe('CHILD_NEEDED')
    expect(code({ audience, party: [UNNAMED_SELF, DOUDOU] })).toBe('OK')
    expect(code({ audience, party: [GRANDMA, DOUDOU] })).toBe('OK')
    expect(code({ audience, party: [UNNAMED_SELF, GUOGUO] })).toBe('TOO_OLD')
    expect(code({ audience, party: [UNNAMED_SELF, GRANDMA, DOUDOU] })).toBe('PARTY_TOO_LARGE')
  })
})

describe('existing bookings of a person', () => {
  test('one booking per person and session', () => {
    const own = active(START, { sessionId: 'calligraphy-1', bookingId: 'mine' })
    expect(decideBooking(facts({ active: [own] }))).toEqual({
      code: 'ALREADY_BOOKED',
      detail: { memberId: 'guoguo', bookingId: 'mine' },
    })
    expect(code({ active: [own], party: [child('mingming', '2018-01')] })).toBe('OK')
  })

  test('overlapping bookings are refused; consecutive ones are allowed', () => {
    expect(code({ active: [active(START + 30 * MINUTE)] })).toBe('TIME_OVERLAP')
    expect(code({ active: [active(START - HOUR)] })).toBe('OK')
    expect(code({ active: [active(START + 90 * MINUTE)] })).toBe('OK')
  })

  test('the limit counts upcoming bookings of this person and kind', () => {
    const two = [active(START + DAY), active(START + 2 * DAY)]
    expect(decideBooking(facts({ active: two }))).toEqual({
      code: 'ACTIVE_LIMIT',
      detail: { memberId: 'guoguo', max: 2 },
    })
    expect(code({ active: [active(NOW - 2 * HOUR), active(START + DAY)] })).toBe('OK')
    expect(code({ active: two.map(booking => ({ ...booking, memberIds: ['doudou'] })) })).toBe('OK')
    expect(code({ active: two, rules: { maxActive: null } })).toBe('OK')
  })
})

describe('waiting', () => {
  const wait = (change: Parameters<typeof facts>[0]) => decideWaiting(facts(change))?.code ?? 'OK'
  const full = { seatsLeft: 0 }

  test('is allowed if the session is full for this party, or others are waiting', () => {
    expect(wait({})).toBe('SESSION_NOT_FULL')
    expect(wait({ session: full })).toBe('OK')
    expect(wait({ session: { waiting: 1 } })).toBe('OK')
    expect(wait({ session: { waiting: 999 } })).toBe('OK')
    expect(wait({ session: { waiting: 1000 } })).toBe('WAITLIST_FULL')
    expect(wait({ session: { seatsLeft: 1 }, party: [GUOGUO, child('mingming', '2018-01')] })).toBe('OK')
  })

  test('checks the rules of booking, except overlap and limits', () => {
    expect(wait({ session: { ...full, status: 'cancelled' } })).toBe('SESSION_CANCELLED')
    expect(wait({ session: full, now: START - HOUR })).toBe('BOOKING_CLOSED')
    expect(wait({ session: full, party: [DOUDOU] })).toBe('TOO_YOUNG')
    const clash = [active(START), active(START + DAY), active(START + 2 * DAY)]
    expect(wait({ session: full, active: clash })).toBe('OK')
    expect(wait({ session: full, active: [active(START, { sessionId: 'calligraphy-1' })] })).toBe('ALREADY_BOOKED')
  })

  test('is refused for a party that can never get places', () => {
    const party = [GUOGUO, child('mingming', '2018-01')]
    expect(wait({ session: { ...full, capacity: 3, reserve: 2 }, party })).toBe('PARTY_TOO_LARGE')
  })

  test('counts as being in the session, but not towards limits', () => {
    const waits = active(START, { waiting: true })
    expect(code({ active: [waits, active(START + DAY)] })).toBe('OK')
    expect(code({ active: [{ ...waits, sessionId: 'calligraphy-1' }] })).toBe('ALREADY_BOOKED')
  })
})

describe('cancelling', () => {
  const booking = { cancelUntil: START - 12 * HOUR, checkedInAt: null }
  test('is possible until its deadline, and not after check-in', () => {
    expect(decideCancel(START - 12 * HOUR - 1, booking)).toBeNull()
    expect(decideCancel(START - 12 * HOUR, booking)?.code).toBe('CANCEL_CLOSED')
    expect(decideCancel(NOW, { ...booking, checkedInAt: NOW })?.code).toBe('ALREADY_CHECKED_IN')
  })
})
