import {
  availabilityChangesAt,
  availabilityOf,
  bookableFirst,
  isActionable,
  isBookable,
} from '@domain/classes/availability'
import {
  type ClassWishes,
  choiceFor,
  classChoice,
  classCommand,
  firstSession,
  membersToPreselect,
  refusalOn,
} from '@domain/classes/choice'
import { partAvailability, wholeAvailability, wholeSeriesOf } from '@domain/classes/whole-series'
import type { ClassView } from '@domain/contracts/classes'
import type { BookingView, MemberChoice, SessionCard } from '@domain/contracts/views'
import { refuse } from '@domain/errors'
import { DAY, HOUR } from '@domain/time'

const NOW = Date.parse('2026-07-08T10:00:00+08:00')
const RULES: SessionCard['rules'] = {
  opensBefore: null,
  closesBefore: 0,
  cancelBefore: 0,
  maxActive: null,
  partyMax: 4,
  offerFor: HOUR,
  checkInBefore: 0,
  audience: { ageMin: null, ageMax: null, accompanied: 'no' },
}

/** Twenty places, all free, the day after tomorrow. */
function aCard(change: Partial<SessionCard> = {}, rules: Partial<SessionCard['rules']> = {}): SessionCard {
  return {
    id: 's1',
    kind: 'class',
    offeringId: 'o',
    category: 'children',
    title: '书法',
    centreId: 'c',
    centreName: '中心',
    room: '二楼',
    teacher: '李老师',
    startsAt: NOW + 2 * DAY,
    endsAt: NOW + 2 * DAY + HOUR,
    capacity: 20,
    seatsLeft: 20,
    waiting: 0,
    status: 'open',
    rules: { ...RULES, ...rules },
    series: null,
    ballot: null,
    ...change,
  }
}

const BALLOT = { drawAt: NOW + DAY, drawnAt: null, seedHash: null }

test.each<[string, SessionCard, ReturnType<typeof availabilityOf>]>([
  ['many places', aCard(), { state: 'open', seatsLeft: 20 }],
  ['a fifth of many places', aCard({ seatsLeft: 4 }), { state: 'few', seatsLeft: 4 }],
  ['more than a fifth', aCard({ seatsLeft: 5 }), { state: 'open', seatsLeft: 5 }],
  ['three of five places', aCard({ capacity: 5, seatsLeft: 3 }), { state: 'few', seatsLeft: 3 }],
  ['no place', aCard({ seatsLeft: 0 }), { state: 'full', waiting: 0, waitlist: true }],
  ['places, but others wait', aCard({ seatsLeft: 2, waiting: 1 }), { state: 'full', waiting: 1, waitlist: true }],
  [
    'full, and booked as a whole only',
    aCard({ seatsLeft: 0, series: { id: 'x', mode: 'whole' } }),
    { state: 'full', waiting: 0, waitlist: false },
  ],
  ['cancelled, though also full', aCard({ status: 'cancelled', seatsLeft: 0 }), { state: 'cancelled' }],
  ['a minute before opening', aCard({}, { opensBefore: 2 * DAY - 1 }), { state: 'not-open', opensAt: NOW + 1 }],
  ['the moment it opens', aCard({}, { opensBefore: 2 * DAY }), { state: 'open', seatsLeft: 20 }],
  ['the moment it closes', aCard({}, { closesBefore: 2 * DAY }), { state: 'closed' }],
  ['an upcoming draw', aCard({ ballot: BALLOT, waiting: 7 }), { state: 'registering', registered: 7 }],
  ['a draw that is due', aCard({ ballot: { ...BALLOT, drawAt: NOW } }), { state: 'drawing' }],
  ['drawn', aCard({ ballot: { ...BALLOT, drawnAt: NOW }, seatsLeft: 5 }), { state: 'open', seatsLeft: 5 }],
])('availability of a session: %s', (_what, session, expected) => {
  expect(availabilityOf(session, NOW)).toEqual(expected)
})

test.each<[SessionCard, bookings: boolean, anybody: boolean]>([
  [aCard(), true, true],
  [aCard({ ballot: BALLOT }), true, true],
  [aCard({ seatsLeft: 0 }), false, true],
  [aCard({ seatsLeft: 0, series: { id: 'x', mode: 'whole' } }), false, false],
  [aCard({ status: 'cancelled' }), false, false],
  [aCard({}, { opensBefore: DAY }), false, false],
])('availability decides which actions are possible: %#', (session, bookings, anybody) => {
  const availability = availabilityOf(session, NOW)
  expect([isBookable(availability), isActionable(availability)]).toEqual([bookings, anybody])
})

test('a card changes by itself when booking opens, is drawn, can no longer be cancelled, and closes', () => {
  const rules = { opensBefore: DAY, cancelBefore: 2 * HOUR, closesBefore: HOUR }
  const starts = NOW + 2 * DAY
  expect(availabilityChangesAt(aCard({ ballot: BALLOT }, rules))).toEqual([
    ...[starts - DAY, BALLOT.drawAt, starts - 2 * HOUR, starts - HOUR],
  ])
  expect(availabilityChangesAt(aCard())).toEqual([starts, starts])
})

describe('a series as a whole', () => {
  const part = (n: number, change: Partial<SessionCard> = {}, rules: Partial<SessionCard['rules']> = {}) =>
    aCard(
      {
        id: `p${n}`,
        startsAt: NOW + n * DAY,
        endsAt: NOW + n * DAY + HOUR,
        series: { id: 'x', mode: 'both' },
        ...change,
      },
      rules,
    )
  const stands = (...sessions: SessionCard[]) => {
    const whole = wholeSeriesOf(sessions, NOW)
    return whole && wholeAvailability(whole, NOW)
  }

  test('has as many places as its scarcest session', () => {
    expect(stands(part(1), part(2, { seatsLeft: 6 }), part(3))).toEqual({ state: 'open', seatsLeft: 6 })
    expect(stands(part(1), part(2, { seatsLeft: 2 }))).toEqual({ state: 'few', seatsLeft: 2 })
  })
  test('opens with its first session, even if the others open later', () => {
    expect(stands(part(1, {}, { opensBefore: 2 * DAY }), part(5, {}, { opensBefore: DAY }))).toMatchObject({
      state: 'open',
    })
    expect(stands(part(3, {}, { opensBefore: DAY }), part(4, { seatsLeft: 0 }))).toEqual({
      state: 'not-open',
      opensAt: NOW + 2 * DAY,
    })
  })
  test('names the session that is full', () => {
    expect(stands(part(1), part(2, { waiting: 3 }))).toEqual({ state: 'part-full', startsAt: NOW + 2 * DAY })
  })
  test('waits for a draw of one of its sessions, and is over when the last is closed', () => {
    expect(stands(part(2), part(3, { ballot: { ...BALLOT, drawAt: NOW } }))).toEqual({ state: 'drawing' })
    expect(wholeAvailability({ series: { id: 'x', mode: 'both' }, sessions: [] }, NOW)).toEqual({ state: 'closed' })
    expect(partAvailability(part(2, {}, { opensBefore: HOUR }), NOW)).toEqual({ state: 'open', seatsLeft: 20 })
    expect(partAvailability(part(2, {}, { closesBefore: 2 * DAY }), NOW)).toEqual({ state: 'closed' })
  })
  test('contains only remaining sessions, not past or cancelled ones', () => {
    const whole = wholeSeriesOf([part(-1), part(2, { status: 'cancelled' }), part(4), part(3)], NOW)
    expect(whole?.sessions.map(({ id }) => id)).toEqual(['p3', 'p4'])
    expect(wholeSeriesOf([aCard(), part(3), part(4, { series: { id: 'y', mode: 'both' } })], NOW)?.sessions).toEqual([
      part(3),
    ])
    expect(wholeSeriesOf([part(-1)], NOW)).toBeNull()
    expect(wholeSeriesOf([aCard()], NOW)).toBeNull()
  })
})

const member = (id: string, refusal: MemberChoice['refusal'] = null): MemberChoice => ({
  member: { id, relation: 'child', nickname: id, birthMonth: '2018-01', consentAt: NOW },
  refusal,
})
const tooOld = member('grandma', refuse('TOO_OLD', { memberId: 'grandma', ageMax: 12 }))

const booking = (sessionId: string, status: BookingView['status'], ...memberIds: string[]) =>
  ({
    id: `b-${sessionId}`,
    sessionId,
    status,
    attendees: memberIds.map(id => ({ memberId: id, nickname: id })),
  }) as BookingView

function aView(change: Partial<ClassView> = {}): ClassView {
  return {
    now: NOW,
    offering: {} as ClassView['offering'],
    centre: {} as ClassView['centre'],
    sessions: [aCard()],
    members: [member('guoguo'), member('doudou'), tooOld],
    rating: null,
    bookings: [],
    ...change,
  }
}

const choose = (view: ClassView | null, wishes: Partial<ClassWishes> = {}) =>
  classChoice(view, { sessionId: 's1', memberIds: ['guoguo'], whole: false, ...wishes }, NOW)

test.each<[string, Partial<ClassView>, Partial<ClassWishes>, action: string, obstacle: string | null, party: string[]]>(
  [
    ['a free session', {}, {}, 'book', null, ['guoguo']],
    ['nobody chosen', {}, { memberIds: [] }, 'book', 'nobody-chosen', []],
    ['a member who is not eligible', {}, { memberIds: ['grandma'] }, 'book', 'nobody-chosen', []],
    ['a family without an eligible member', { members: [tooOld] }, { memberIds: [] }, 'book', 'nobody-may-come', []],
    [
      'an elder whose age is not known',
      { members: [tooOld, member('mum', refuse('BIRTH_MONTH_NEEDED', { memberId: 'mum' }))] },
      { memberIds: [] },
      'book',
      'birth-month-missing',
      [],
    ],
    ['a class without sessions', { sessions: [] }, {}, 'book', 'no-session', ['guoguo']],
    ['a cancelled session', { sessions: [aCard({ status: 'cancelled' })] }, {}, 'book', 'not-available', ['guoguo']],
    ['a full session', { sessions: [aCard({ seatsLeft: 0 })] }, {}, 'join-waitlist', null, ['guoguo']],
    [
      'a full session and nobody chosen',
      { sessions: [aCard({ seatsLeft: 0 })] },
      { memberIds: [] },
      'join-waitlist',
      'nobody-chosen',
      [],
    ],
    [
      'two people and one place',
      { sessions: [aCard({ seatsLeft: 1 })] },
      { memberIds: ['guoguo', 'doudou'] },
      'join-waitlist',
      null,
      ['guoguo', 'doudou'],
    ],
    ['one person and one place', { sessions: [aCard({ seatsLeft: 1 })] }, {}, 'book', null, ['guoguo']],
    ['a draw', { sessions: [aCard({ ballot: BALLOT })] }, {}, 'register', null, ['guoguo']],
    [
      'a draw in which a sister has a ticket',
      { sessions: [aCard({ ballot: BALLOT })], bookings: [booking('s1', 'registered', 'doudou')] },
      {},
      'register',
      'nobody-chosen',
      [],
    ],
    [
      'a sister who is booked already',
      { bookings: [booking('s1', 'confirmed', 'doudou')] },
      { memberIds: ['guoguo', 'doudou'] },
      'book',
      null,
      ['guoguo'],
    ],
    [
      'a series that is only booked as a whole',
      { sessions: [aCard({ series: { id: 'x', mode: 'whole' } })] },
      {},
      'book-series',
      null,
      ['guoguo'],
    ],
    [
      'a series that is wanted as a whole',
      { sessions: [aCard({ series: { id: 'x', mode: 'both' } })] },
      { whole: true },
      'book-series',
      null,
      ['guoguo'],
    ],
    [
      'one session of a series that has both ways',
      { sessions: [aCard({ series: { id: 'x', mode: 'both' } })] },
      {},
      'book',
      null,
      ['guoguo'],
    ],
    [
      'a whole series with a full session',
      { sessions: [aCard({ seatsLeft: 0, series: { id: 'x', mode: 'whole' } })] },
      {},
      'book-series',
      'not-available',
      ['guoguo'],
    ],
  ],
)('%s: the button does the right thing', (_what, change, wishes, action, obstacle, party) => {
  const choice = choose(aView(change), wishes)
  expect(choice).toMatchObject({ action, obstacle, party })
  expect(classCommand(choice)?.action ?? null).toBe(obstacle === null ? action : null)
})

test('the call names the selection: one session, or the series', () => {
  expect(classCommand(choose(aView()))).toEqual({
    action: 'book',
    input: { sessionId: 's1', memberIds: ['guoguo'] },
  })
  const series = aView({ sessions: [aCard({ series: { id: 'x', mode: 'whole' } })] })
  expect(classCommand(choose(series))).toEqual({
    action: 'book-series',
    input: { seriesId: 'x', memberIds: ['guoguo'] },
  })
})

test('before the data is loaded nothing is selected, and nothing can be sent', () => {
  const choice = choose(null)
  expect(choice).toMatchObject({ session: null, series: null, party: [], choices: [], bookings: [] })
  expect(choice.obstacle).toBe('no-session')
  expect(classCommand(choice)).toBeNull()
})

test('existing bookings are counted for the selected session, or for the whole series', () => {
  const sessions = [1, 2].map(n => aCard({ id: `s${n}`, startsAt: NOW + n * DAY, series: { id: 'x', mode: 'both' } }))
  const view = aView({ sessions, bookings: [booking('s2', 'waiting', 'doudou')] })
  expect([...choose(view).held]).toEqual([])
  expect([...choose(view, { sessionId: 's2' }).held]).toEqual([['doudou', 'waiting']])
  expect([...choose(view, { whole: true }).held]).toEqual([['doudou', 'waiting']])
})

test.each<[string, SessionCard[], string | undefined, string | null]>([
  ['the requested one, though full', [aCard({ id: 'a' }), aCard({ id: 'b', seatsLeft: 0 })], 'b', 'b'],
  ['the first that can be booked', [aCard({ id: 'a', seatsLeft: 0 }), aCard({ id: 'b' })], undefined, 'b'],
  ['none, when the requested one is gone', [aCard({ id: 'a' }), aCard({ id: 'b' })], 'gone', null],
  ['the first, when none does', [aCard({ id: 'a', seatsLeft: 0 }), aCard({ id: 'b', seatsLeft: 0 })], undefined, 'a'],
  ['none, when there is none', [], undefined, null],
])('the initial selection is %s', (_what, sessions, wanted, expected) => {
  expect(firstSession(sessions, wanted, NOW)).toBe(expected)
})

test.each<[string, MemberChoice[], string | null, string[], string[]]>([
  ['the one just added', [member('a'), member('b')], 'b', ['a'], ['b']],
  ['the only eligible one', [member('a'), tooOld], null, [], ['a']],
  ['the only eligible one, if the one just added is not', [member('a'), tooOld], 'grandma', [], ['a']],
  ['who came last time', [member('a'), member('b'), member('c')], null, ['c', 'a'], ['a', 'c']],
  [
    'of those who came last time, who is still here and eligible',
    [member('a'), tooOld],
    null,
    ['gone', 'a', tooOld.member.id],
    ['a'],
  ],
  ['nobody, if several are eligible', [member('a'), member('b')], null, ['gone'], []],
  ['nobody, if nobody is eligible', [tooOld], null, [tooOld.member.id], []],
])('%s is preselected', (_what, members, justAdded, lastTime, expected) => {
  expect(membersToPreselect(members, justAdded, lastTime)).toEqual(expected)
})

test('what can be booked stands before what is full, closed, cancelled or not open yet, each in their order', () => {
  const sessions = [
    aCard({ id: 'full', seatsLeft: 0 }),
    aCard({ id: 'first' }),
    aCard({ id: 'closed' }, { closesBefore: 3 * DAY }),
    aCard({ id: 'cancelled', status: 'cancelled' }),
    aCard({ id: 'second', seatsLeft: 1 }),
    aCard({ id: 'not-open' }, { opensBefore: HOUR }),
    aCard({ id: 'drawn', ballot: { drawAt: NOW + HOUR, drawnAt: null } as NonNullable<SessionCard['ballot']> }),
  ]
  expect(bookableFirst(sessions, NOW).map(({ id }) => id)).toEqual([
    ...['first', 'second', 'drawn'],
    ...['full', 'closed', 'cancelled', 'not-open'],
  ])
})

describe('somebody who is too young for one date', () => {
  const young = refuse('TOO_YOUNG', { memberId: 'doudou', ageMin: 6 })
  const doudou: MemberChoice = { ...member('doudou', young), refusals: { s1: young } }
  const members = [member('guoguo'), doudou, tooOld]

  test('may come to another', () => {
    const { refusals: _, ...choice } = doudou
    expect(choiceFor(doudou, 's1')).toEqual({ ...choice, refusal: young })
    expect(choiceFor(doudou, 's2')).toEqual({ ...choice, refusal: null })
    expect(choiceFor(doudou, undefined)).toEqual(choice)
    expect(choiceFor(tooOld, 's1')).toEqual(tooOld)
  })

  test('is found among those who were chosen', () => {
    const found = (memberIds: string[], sessionId: string) =>
      refusalOn(members, memberIds, sessionId)?.member.id ?? null
    expect(found(['guoguo', 'doudou'], 's1')).toBe('doudou')
    expect(found(['guoguo', 'doudou'], 's2')).toBeNull()
    expect(found(['guoguo'], 's1')).toBeNull()
    expect(refusalOn(members, ['doudou'], 's1')?.refusal).toEqual(young)
  })
})
