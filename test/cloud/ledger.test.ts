import type { ActiveBooking, SessionFacts } from '@domain/bookings/facts'
import { DAY, HOUR, MINUTE } from '@domain/time'
import { membersOf } from '../../cloudfunctions/lib/accounts/account'
import {
  addToLedger,
  moveLedgerEntry,
  otherEntries,
  removeFromLedger,
} from '../../cloudfunctions/lib/booking/core/ledger'
import type { PersonContext } from '../../cloudfunctions/lib/kernel/router/context'
import type { AccountDocument } from '../../cloudfunctions/lib/kernel/store/documents'
import { aHousehold, aSession } from '../../worlds/fixtures/index'
import { openStoreContext } from './in-process/store-context'

/** What a person's ledger decides, and what it keeps of it. */

const now = Date.parse('2026-07-01T02:00:00Z')
let room: ReturnType<typeof openStoreContext>
let context: PersonContext

beforeEach(() => {
  room = openStoreContext(now)
  context = room.context
  room.insert('accounts', aHousehold('mum', now))
})

const stored = () => room.stored('accounts', context.accountId) as unknown as AccountDocument

function anEntry(bookingId: string, change: Partial<ActiveBooking> = {}): ActiveBooking {
  return {
    bookingId,
    sessionId: `session-of-${bookingId}`,
    kind: 'class',
    title: '书法',
    startsAt: now + DAY,
    endsAt: now + DAY + HOUR,
    memberIds: ['guoguo'],
    moves: 0,
    ...change,
  }
}

/** Adds an entry as a call does that has read the account just now, or as `read`. */
async function add(
  entry: ActiveBooking,
  {
    acceptance,
    session = {},
    read = stored(),
  }: { acceptance?: string; session?: Partial<SessionFacts>; read?: AccountDocument } = {},
) {
  const { sessionId, kind, startsAt, endsAt } = entry
  const of = { ...aSession(now), id: sessionId, kind, startsAt, endsAt, ...session }
  const party = membersOf(read).filter(({ id }) => entry.memberIds.includes(id))
  const facts = { now: context.now, session: of, party }
  return addToLedger(context, { account: read, facts, entry, ...(acceptance ? { acceptance } : {}) })
}

const codeOf = async (...input: Parameters<typeof add>) => (await add(...input))?.code ?? null

/** Three no-shows, of which the person was warned: booking is paused. */
const PAUSED = {
  missed: { guoguo: [now - 9 * DAY, now - 6 * DAY, now - 2 * DAY] },
  warned: { guoguo: [now - 4 * DAY] },
}

describe('an entry', () => {
  test('is added once, and again changes nothing', async () => {
    expect(await add(anEntry('one'))).toBeNull()
    const { revision, ledger } = stored()
    expect(ledger).toEqual({ one: anEntry('one') })
    expect(await add(anEntry('one'))).toBeNull()
    expect(stored()).toMatchObject({ revision, ledger })
  })

  test('of another session under the same request is refused, and changes nothing', async () => {
    await add(anEntry('one'))
    const { revision } = stored()
    expect(await codeOf(anEntry('one', { sessionId: 'another', startsAt: now + 3 * DAY }))).toBe('REQUEST_REUSED')
    expect(stored()).toMatchObject({ revision, ledger: { one: anEntry('one') } })
  })

  test('gets newer times of its session from a retry, but no older ones', async () => {
    await add(anEntry('one', { moves: 1 }))
    const later = { startsAt: now + 2 * DAY, endsAt: now + 2 * DAY + HOUR }
    expect(await add(anEntry('one', { ...later, moves: 2, title: '别的' }))).toBeNull()
    expect(stored().ledger.one).toEqual(anEntry('one', { ...later, moves: 2 }))
    for (const moves of [1, 2]) {
      expect(await add(anEntry('one', { startsAt: now + 5 * DAY, endsAt: now + 5 * DAY + HOUR, moves }))).toBeNull()
    }
    expect(stored().ledger.one).toEqual(anEntry('one', { ...later, moves: 2 }))
  })

  test('that waits becomes a booking, and a booking is not turned back into a wait', async () => {
    await add(anEntry('one', { waiting: true }))
    expect(stored().ledger.one).toHaveProperty('waiting', true)
    await add(anEntry('one'))
    expect(stored().ledger.one).not.toHaveProperty('waiting')
    await add(anEntry('one', { waiting: true }))
    expect(stored().ledger.one).not.toHaveProperty('waiting')
  })

  test('takes those that are over out of the ledger', async () => {
    await add(anEntry('over', { startsAt: now + HOUR, endsAt: now + 2 * HOUR }))
    context.now = now + 2 * HOUR
    await add(anEntry('one'))
    expect(Object.keys(stored().ledger)).toEqual(['one'])
  })

  test('notes that a warning was shown', async () => {
    room.insert('accounts', {
      ...stored(),
      _id: 'warned',
      missed: { guoguo: [now - 6 * DAY, now - 2 * DAY] },
    } as never)
    context.accountId = 'warned'
    await add(anEntry('one'))
    expect(stored().warned).toEqual({ guoguo: [now] })
  })
})

describe('the rules on the ledger as it is written', () => {
  test('refuse what overlaps what another call has entered since the account was read', async () => {
    const read = stored()
    await add(anEntry('first'))
    expect(await add(anEntry('second'), { read })).toMatchObject({
      code: 'TIME_OVERLAP',
      detail: { bookingId: 'first', memberId: 'guoguo' },
    })
    expect(Object.keys(stored().ledger)).toEqual(['first'])
  })

  test('refuse a session that is over by now, and not a moment before', async () => {
    expect(await codeOf(anEntry('one', { startsAt: now - 2 * HOUR, endsAt: now }))).toBe('BOOKING_CLOSED')
    expect(await codeOf(anEntry('two', { startsAt: now - 2 * HOUR, endsAt: now + 1 }))).toBeNull()
  })

  test('refuse who was paused meanwhile, except for a meal', async () => {
    const read = stored()
    const { revision } = read
    await context.store.accounts.update({ _id: read._id, revision }, { ...PAUSED, revision: revision + 1 })
    expect(await add(anEntry('class'), { read })).toMatchObject({ code: 'PAUSED', detail: { memberId: 'guoguo' } })
    expect(await codeOf(anEntry('meal', { kind: 'meal' }), { read })).toBeNull()
    expect(Object.keys(stored().ledger)).toEqual(['meal'])
  })

  test('refuse a second ticket of a household for one ballot, but no wait beside it', async () => {
    const ballot = { sessionId: 'ballot', waiting: true } as const
    await add(anEntry('one', { ...ballot, ticket: true }))
    expect(await add(anEntry('two', { ...ballot, ticket: true, memberIds: ['doudou'] }))).toMatchObject({
      code: 'ALREADY_REGISTERED',
      detail: { bookingId: 'one' },
    })
    expect(await codeOf(anEntry('three', { ...ballot, memberIds: ['doudou'] }))).toBeNull()
  })

  test('of waits let a person wait beside what is booked, but not twice for a session', async () => {
    await add(anEntry('booked'))
    expect(await codeOf(anEntry('wait', { waiting: true }))).toBeNull()
    expect(await codeOf(anEntry('again', { sessionId: 'session-of-wait', waiting: true }))).toBe('ALREADY_BOOKED')
    expect(await codeOf(anEntry('third'))).toBe('TIME_OVERLAP')
  })
})

describe('a refusal', () => {
  beforeEach(() => add(anEntry('first')))

  test('is that of every copy, also when nothing speaks against it any more', async () => {
    const refusal = await add(anEntry('second'))
    expect(stored().closed).toMatchObject({ second: { at: now, refusal } })
    await removeFromLedger(context, 'session-of-first', 'first')
    expect(await add(anEntry('second'))).toEqual(refusal)
    expect(stored().ledger).toEqual({})
    expect(await add(anEntry('third'))).toBeNull()
  })

  test('of an attempt to take an offer leaves other attempts free', async () => {
    const refusal = await add(anEntry('second'), { acceptance: 'tap-1' })
    expect(refusal).toMatchObject({ code: 'TIME_OVERLAP' })
    await removeFromLedger(context, 'session-of-first', 'first')
    expect(await add(anEntry('second'), { acceptance: 'tap-1' })).toEqual(refusal)
    expect(await add(anEntry('second'), { acceptance: 'tap-2' })).toBeNull()
  })

  test('is kept for an hour', async () => {
    const refusal = await add(anEntry('second'))
    const isKept = async (bookingId: string) => {
      await add(anEntry(bookingId, { startsAt: now + 3 * DAY, endsAt: now + 3 * DAY + HOUR }))
      await removeFromLedger(context, `session-of-${bookingId}`, bookingId)
      return Object.keys(stored().closed ?? {})
    }
    context.now = now + HOUR - 1
    expect(await isKept('just-before')).toEqual(['second', 'just-before'])
    expect(await add(anEntry('second'))).toEqual(refusal)
    context.now = now + HOUR
    expect(await isKept('at-the-hour')).toEqual(['just-before', 'at-the-hour'])
  })
})

describe('a booking that ends', () => {
  test('leaves the ledger, and a late copy of its request does not enter it again', async () => {
    await add(anEntry('one'))
    await add(anEntry('other', { startsAt: now + 2 * DAY, endsAt: now + 2 * DAY + HOUR }))
    await removeFromLedger(context, 'session-of-one', 'one')
    expect(Object.keys(stored().ledger)).toEqual(['other'])
    expect(stored().closed).toEqual({ one: { at: now, refusal: null } })
    expect(await add(anEntry('one'))).toBeNull()
    expect(Object.keys(stored().ledger)).toEqual(['other'])
    // Nor under an acceptance of its own.
    expect(await add(anEntry('one'), { acceptance: 'tap' })).toBeNull()
    expect(Object.keys(stored().ledger)).toEqual(['other'])
  })

  test('stays where it is booked for another session meanwhile, or is not there', async () => {
    await add(anEntry('one'))
    const { revision } = stored()
    await removeFromLedger(context, 'another-session', 'one')
    await removeFromLedger(context, 'session-of-two', 'two')
    expect(stored()).toMatchObject({ revision, ledger: { one: anEntry('one') } })
    expect(stored().closed).toBeUndefined()
  })

  test('is found although the account was read before it was entered', async () => {
    const read = stored()
    await add(anEntry('one'))
    await removeFromLedger(context, 'session-of-one', 'one', read)
    expect(stored().ledger).toEqual({})
  })

  test('costs no second reading where the account that was read has it', async () => {
    await add(anEntry('one'))
    const read = stored()
    const { get } = context.store.accounts
    context.store.accounts.get = (() => {
      throw new Error('read again')
    }) as typeof get
    await removeFromLedger(context, 'session-of-one', 'one', read)
    expect(stored().ledger).toEqual({})
  })

  test('takes what is over with it', async () => {
    await add(anEntry('over', { startsAt: now + HOUR, endsAt: now + 2 * HOUR }))
    await add(anEntry('one'))
    context.now = now + 3 * HOUR
    await removeFromLedger(context, 'session-of-one', 'one')
    expect(stored().ledger).toEqual({})
  })
})

describe('a session that is moved', () => {
  const times = { sessionId: 'session-of-one', startsAt: now + 4 * DAY, endsAt: now + 4 * DAY + HOUR }

  test('gives its entry the new times, once, and never older ones', async () => {
    await add(anEntry('one'))
    await moveLedgerEntry(context, 'one', { ...times, moves: 1 })
    expect(stored().ledger.one).toEqual(anEntry('one', { ...times, moves: 1 }))
    const { revision } = stored()
    await moveLedgerEntry(context, 'one', { ...times, startsAt: now + MINUTE, moves: 1 })
    await moveLedgerEntry(context, 'one', { ...times, startsAt: now + MINUTE, moves: 0 })
    expect(stored()).toMatchObject({ revision, ledger: { one: anEntry('one', { ...times, moves: 1 }) } })
  })

  test('changes nothing of what is not there, or is for another session', async () => {
    await add(anEntry('one'))
    const { revision } = stored()
    await moveLedgerEntry(context, 'two', { ...times, moves: 1 })
    await moveLedgerEntry(context, 'one', { ...times, sessionId: 'another', moves: 1 })
    expect(stored()).toMatchObject({ revision, ledger: { one: anEntry('one') } })
  })
})

test('other entries are all but those of a booking, or of an enrolment', () => {
  const ledger = {
    one: anEntry('one'),
    two: anEntry('two', { enrolment: 'course' }),
    three: anEntry('three', { enrolment: 'course' }),
  }
  const others = (id: string) => otherEntries({ ledger }, id).map(({ bookingId }) => bookingId)
  expect(others('one')).toEqual(['two', 'three'])
  expect(others('course')).toEqual(['one'])
  expect(others('unknown')).toEqual(['one', 'two', 'three'])
})
