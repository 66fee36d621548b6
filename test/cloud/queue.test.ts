import { MAX_WAITING } from '@domain/bookings/rules/waiting'
import { DAY, HOUR } from '@domain/time'
import {
  addToWaitlist,
  claimOffer,
  readSessionWithParty,
  restoreOffer,
  stillWaits,
} from '../../cloudfunctions/lib/booking/core/queue'
import type { BookingDocument, WaitEntry } from '../../cloudfunctions/lib/kernel/store/documents'
import { aClaim, aClass, anEntry, anOffer, FIRST_SHAPE, ID, now, openQueue, SESSION } from './support/queue'

/** How a party comes into a session, and moves on in it. */

const { context, open, seed, session, parties, change, withdraw, clearCalls } = openQueue()
beforeEach(open)

const read = async () => {
  const place = await readSessionWithParty(context.store, SESSION, ID)
  if (!place) throw new Error('no session')
  clearCalls()
  return place
}

describe('a session is read with one party', () => {
  test('whatever the party has in it, and nothing of others', async () => {
    const others = { other: anEntry() }
    seed({ waitlist: { ...others, [ID]: anEntry() }, left: { other: now } })
    expect(await read()).toMatchObject({ _id: SESSION, entry: anEntry(), offer: null, claim: null, left: false })
    change({ waitlist: others, offers: { [ID]: anOffer() }, left: { [ID]: now } })
    expect(await read()).toMatchObject({ entry: null, offer: anOffer(), claim: null, left: true })
    change({ offers: {}, claims: { [ID]: aClaim() } })
    const place = await read()
    expect(place).toMatchObject({ entry: null, offer: null, claim: aClaim() })
    for (const field of ['waitlist', 'offers', 'claims']) expect(place).not.toHaveProperty(field)
  })

  test('where nobody ever waited or booked, or there is no session', async () => {
    expect(await readSessionWithParty(context.store, SESSION, ID)).toBeNull()
    seed()
    withdraw('waitlist', 'offers', 'claims')
    expect(await read()).toMatchObject({ entry: null, offer: null, claim: null, left: false })
  })
})

describe('a party still waits', () => {
  const waits = async (change: Parameters<typeof seed>[0], booking: Partial<BookingDocument> = {}) => {
    seed(change)
    return stillWaits(await read(), { status: 'waiting', rank: null, ...booking })
  }

  test('when it is listed, whatever its booking says', async () => {
    expect(await waits({ waitlist: { [ID]: anEntry() }, ...FIRST_SHAPE }, { status: 'registered' })).toBe(true)
  })

  test('when its booking says so and nothing speaks against it', async () => {
    expect(await waits({})).toBe(true)
    expect(await waits({}, { status: 'offered' })).toBe(false)
    expect(await waits({}, { rank: 1 })).toBe(false)
    expect(await waits({ offers: { [ID]: anOffer() } })).toBe(false)
    expect(await waits({ claims: { [ID]: aClaim() } })).toBe(false)
    expect(await waits({ left: { [ID]: now } })).toBe(false)
    expect(await waits(FIRST_SHAPE)).toBe(false)
  })
})

describe('a party that joins', () => {
  const join = async (entry: WaitEntry = anEntry(), between = () => {}) => {
    const seen = await read()
    between()
    return addToWaitlist(context.store, seen, ID, entry)
  }

  test('is listed and counted, once, and is looked at when its wait ends', async () => {
    seed()
    expect(await join()).toBe(true)
    expect(session()).toMatchObject({ waitlist: { [ID]: anEntry() }, waiting: 1, claimedAt: now - HOUR, arrivals: 1 })
    expect(session()).toMatchObject({ turnAt: aClass.startsAt - HOUR, turns: 8 })
    const before = session()
    expect(await join(anEntry({ key: 'another' }))).toBe(false)
    expect(session()).toEqual(before)
  })

  test.each([
    ['fits into the last place', 1, 1, now - HOUR],
    ['is larger than what is free', 1, 2, aClass.startsAt - HOUR],
    ['fits exactly', 2, 2, now - HOUR],
  ])('and %s is promoted in time', async (_which, seatsLeft, size, turnAt) => {
    seed({ seatsLeft })
    const attendees = ['guoguo', 'doudou'].slice(0, size).map(memberId => ({ memberId, nickname: '' }))
    expect(await join(anEntry({ attendees }))).toBe(true)
    expect(session()).toMatchObject({ waiting: 1, turnAt })
  })

  test.each([
    ['is cancelled', { status: 'cancelled' }],
    ['is moved', { moves: 1 }],
    ['gets another capacity', { capacity: 3 }],
    ['is drawn', { drawnAt: now }],
    ['gets a free place', { seatsLeft: 1 }],
    ['has a full list', { waiting: MAX_WAITING }],
    ['has an offer for the party', { [`offers.${ID}`]: anOffer() }],
    ['has a claim of the party', { [`claims.${ID}`]: aClaim() }],
    ['has seen the party leave', { [`left.${ID}`]: now }],
  ])('does not enter a session that meanwhile %s', async (_what, set) => {
    seed()
    expect(await join(anEntry(), () => change(set))).toBe(false)
    expect(parties()).toMatchObject({ listed: [], turns: 7 })
  })

  test('does not enter where its place is taken meanwhile, but does where another is', async () => {
    seed({ seatsLeft: 1 })
    expect(await join(anEntry(), () => change({ seatsLeft: 0 }))).toBe(false)
    change({ seatsLeft: 2 })
    expect(await join(anEntry(), () => change({ seatsLeft: 1 }))).toBe(true)
  })

  test('is the last on a list that is all but full', async () => {
    seed({ waiting: MAX_WAITING - 1 })
    expect(await join()).toBe(true)
    expect(session().waiting).toBe(MAX_WAITING)
  })

  test('waits after a draw as before, while tickets are taken no more', async () => {
    seed({ drawnAt: now - DAY, ticketsClosedAt: now - DAY })
    expect(await join(anEntry({ ticket: true }))).toBe(false)
    expect(await join()).toBe(true)
  })

  test('with a ticket needs no room, and waits until the start', async () => {
    seed({ seatsLeft: 1, waiting: MAX_WAITING })
    expect(await join(anEntry({ ticket: true }), () => change({ seatsLeft: 0 }))).toBe(true)
    expect(session()).toMatchObject({ waiting: MAX_WAITING + 1, turnAt: aClass.startsAt })
  })
})

describe('an offer', () => {
  const claim = aClaim({ acceptance: 'tap' })
  const accept = () => claimOffer(context.store, SESSION, ID, claim)

  test('becomes a claim, once', async () => {
    seed({ offers: { [ID]: anOffer({ until: now + 1 }) } })
    expect(await accept()).toBe(true)
    expect(parties()).toMatchObject({ offered: [], claimedAt: now, arrivals: 1, seatsLeft: 0 })
    expect(session().claims).toEqual({ [ID]: claim })
    expect(await accept()).toBe(false)
    expect(session().arrivals).toBe(1)
  })

  test.each([
    ['has expired', { offers: { [ID]: anOffer({ until: now }) } }],
    ['is of a cancelled session', { offers: { [ID]: anOffer() }, status: 'cancelled' as const }],
    ['is not there', {}],
  ])('that %s becomes none', async (_what, change) => {
    seed(change)
    expect(await accept()).toBe(false)
    expect(session().claims).toEqual({})
  })

  test('is restored from the claim of a refused acceptance, and not from that of another', async () => {
    seed({ claims: { [ID]: { ...claim, acceptance: 'later' } } })
    const before = session()
    const refused = { ...claim, offer: anOffer() }
    await restoreOffer(context.store, SESSION, ID, refused)
    expect(session()).toEqual(before)
    change({ [`claims.${ID}`]: claim })
    await restoreOffer(context.store, SESSION, ID, refused)
    expect(parties()).toMatchObject({ claimed: [], turnAt: anOffer().until, turns: 8 })
    expect(session().offers).toEqual({ [ID]: anOffer() })
  })
})
