import { bookableFirst } from '@domain/classes/availability'
import {
  type ClassWishes,
  choiceFor,
  classChoice,
  classCommand,
  firstSession,
  membersToPreselect,
  refusalOn,
} from '@domain/classes/choice'
import type { ClassView } from '@domain/contracts/classes'
import type { BookingView, MemberChoice, SessionCard } from '@domain/contracts/views'
import { refuse } from '@domain/errors'
import { DAY, HOUR } from '@domain/time'
import { aCard, BALLOT, NOW } from './support/class-cards'

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
