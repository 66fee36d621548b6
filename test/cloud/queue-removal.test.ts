import { HOUR, MINUTE } from '@domain/time'
import { newBooking } from '../../cloudfunctions/lib/booking/core/new-booking'
import { removeEntry, removeParty } from '../../cloudfunctions/lib/booking/core/queue'
import type { BookingDocument } from '../../cloudfunctions/lib/kernel/store/documents'
import { STALE_CALL_AFTER } from '../../cloudfunctions/lib/kernel/work/stale'
import {
  aClaim,
  aClass,
  aKeylessEntry,
  anEntry,
  anOffer,
  FIRST_SHAPE,
  ID,
  now,
  openQueue,
  SESSION,
} from './support/queue'

/** How a party comes out of a session, wherever it is, and however it moves meanwhile. */

const { context, open, calls, clearCalls, seed, session, parties, change, withdraw, meanwhile } = openQueue()
beforeEach(open)

/** A party that is out, with its trace; `seatsLeft` are those that it gave back. */
const out = (waiting: number, seatsLeft = 0) => ({
  listed: [],
  offered: [],
  claimed: [],
  waiting,
  seatsLeft,
  left: { [ID]: now },
  claimedAt: now + STALE_CALL_AFTER,
})

describe('the party of a booking that has ended', () => {
  function aBooking(status: 'waiting' | 'offered' | 'accepted' | 'won', waitKey: string | undefined = 'key') {
    const told = { at: now, what: 'joined', reason: null } as const
    const events = { waiting: {}, offered: { offered: told }, accepted: { offered: told, accepted: told } }
    const waitEvents = { joined: told, ...(status === 'won' ? { won: told } : events[status]) }
    const target = { session: { ...aClass }, bookingId: ID, entry: anEntry({ key: waitKey }) }
    return newBooking({ ...context, newSecret: () => 'secret' } as never, target, { status: 'lapsed', waitEvents })
  }
  const removing = async (booking: BookingDocument) => {
    clearCalls()
    await removeParty(context, booking)
    return calls.length
  }

  test('that waits is taken out in one call, listed or not', async () => {
    for (const waitlist of [{}, { [ID]: anEntry() }, { [ID]: aKeylessEntry() }]) {
      seed({ waiting: 2, waitlist })
      expect(await removing(aBooking('waiting'))).toBe(1)
      expect(parties()).toMatchObject({ ...out(1), turns: 8, arrivals: 1 })
    }
  })

  test('without a key is taken out likewise', async () => {
    seed({ waiting: 1, waitlist: { [ID]: aKeylessEntry() } })
    const { waitKey: _none, ...keyless } = aBooking('waiting')
    expect(await removing(keyless)).toBe(1)
    expect(parties()).toMatchObject(out(0))
  })

  test('is taken out once; again only makes its trace younger', async () => {
    seed({ waiting: 2 })
    await removing(aBooking('waiting'))
    context.now = now + MINUTE
    expect(await removing(aBooking('waiting'))).toBe(3)
    expect(session()).toMatchObject({ waiting: 1, turns: 8, left: { [ID]: now + MINUTE }, arrivals: 2 })
  })

  test('whose trace is removed at this moment gets no new one', async () => {
    seed({ waiting: 1, left: { [ID]: now - HOUR } })
    meanwhile((_call, number) => number === 3 && withdraw(`left.${ID}`))
    expect(await removing(aBooking('waiting'))).toBe(3)
    expect(session().left).toEqual({})
  })

  test.each([
    ['has an offer', 'offered', { offers: { [ID]: anOffer() } }],
    ['has accepted', 'accepted', { claims: { [ID]: aClaim() } }],
    ['was drawn', 'won', { claims: { [ID]: aClaim({ wonAt: now }) } }],
  ] as const)(
    'and that %s gives its place back, first where its booking says that it is',
    async (_has, status, held) => {
      seed(held)
      expect(await removing(aBooking(status))).toBe(1)
      expect(parties()).toMatchObject(out(0, 1))
      expect(session().turnAt).toBeUndefined()
    },
  )

  test.each([
    ['is offered a place of which its booking knows nothing', 'waiting', { offers: { [ID]: anOffer() } }, 3],
    ['has accepted though its booking only says offered', 'offered', { claims: { [ID]: aClaim() } }, 4],
    ['has its offer back though its booking says accepted', 'accepted', { offers: { [ID]: anOffer() } }, 5],
  ] as const)('and that %s is found', async (_what, status, held, most) => {
    seed(held)
    expect(await removing(aBooking(status))).toBeLessThanOrEqual(most)
    expect(parties()).toMatchObject(out(0, 1))
  })

  test('that still waits though its booking says offered is found', async () => {
    for (const waitlist of [{}, { [ID]: anEntry() }]) {
      seed({ waiting: 1, waitlist })
      expect(await removing(aBooking('offered'))).toBe(4)
      expect(parties()).toMatchObject(out(0))
    }
  })

  test('that was listed a second time leaves both', async () => {
    seed({ waiting: 3, waitlist: { [ID]: anEntry({ key: 'copy' }) } })
    expect(await removing(aBooking('waiting'))).toBe(5)
    expect(parties()).toMatchObject(out(1))
  })

  test('in a session of the first shape is taken out only where it is listed', async () => {
    seed({ ...FIRST_SHAPE, waiting: 2, waitlist: { [ID]: anEntry({ key: 'copy' }) } })
    expect(await removing(aBooking('waiting'))).toBe(3)
    expect(parties()).toMatchObject(out(1))
    seed({ ...FIRST_SHAPE, waiting: 2 })
    const before = session()
    expect(await removing(aBooking('waiting'))).toBe(2)
    expect(session()).toEqual(before)
  })

  test('of a session that is gone is nowhere', async () => {
    expect(await removing(aBooking('waiting'))).toBe(2)
  })

  test.each([
    ['accepts its offer', { offers: { [ID]: anOffer() } }, { offers: {}, claims: { [ID]: aClaim() } }, 1],
    ['has its acceptance refused', { claims: { [ID]: aClaim() } }, { offers: { [ID]: anOffer() }, claims: {} }, 1],
    ['is offered a place', FIRST_SHAPE, { offers: { [ID]: anOffer() }, waitlist: {}, waiting: 0 }, 1],
  ])('that %s at this moment is looked for again', async (_what, before, after, seatsLeft) => {
    seed({ ...('shape' in before ? { ...before, waiting: 1, waitlist: { [ID]: anEntry() } } : before) })
    meanwhile((_call, number) => number === 3 && change(after))
    await removing(aBooking('waiting'))
    expect(parties()).toMatchObject(out(0, seatsLeft))
  })

  test('that waits unlisted and is offered a place at this moment is looked for again', async () => {
    seed({ waiting: 1 })
    meanwhile((_call, number) => number === 4 && change({ offers: { [ID]: anOffer() }, waiting: 0 }))
    await removing(aBooking('offered'))
    expect(parties()).toMatchObject(out(0, 1))
  })

  test('that a slow copy lists again at this moment leaves both', async () => {
    seed({ waiting: 2 })
    meanwhile((_call, number) => number === 4 && change({ waitlist: { [ID]: anEntry({ key: 'copy' }) }, waiting: 3 }))
    expect(await removing(aBooking('offered'))).toBe(8)
    expect(parties()).toMatchObject(out(1))
  })
})

describe('the entry of a call that does not go on', () => {
  const entry = anEntry()
  const removing = async (isOver: boolean) => {
    clearCalls()
    await removeEntry(context, SESSION, ID, entry, { isOver })
    return calls.length
  }
  const left = () => Object.keys(session().left ?? {})

  test.each([
    ['waits', { waiting: 1, waitlist: { [ID]: entry } }, 1, 0],
    ['has become an offer', { offers: { [ID]: anOffer() } }, 2, 1],
  ] as const)(
    'and %s is removed; a trace stays only where its booking is over',
    async (_what, held, most, seatsLeft) => {
      for (const isOver of [false, true]) {
        seed(held)
        expect(await removing(isOver)).toBe(most)
        expect(parties()).toMatchObject({ listed: [], offered: [], waiting: 0, seatsLeft })
        expect(left()).toEqual(isOver ? [ID] : [])
      }
    },
  )

  test('and has become a claim gives its place back', async () => {
    seed({ claims: { [ID]: { ...entry, at: now } } })
    await removing(true)
    expect(parties()).toMatchObject({ claimed: [], seatsLeft: 1 })
    expect(calls.at(-1)).toMatchObject({ fields: expect.arrayContaining([`claims.${ID}`]) })
  })

  test('and is turned from a claim into an offer at this moment gives its place back once', async () => {
    seed({ claims: { [ID]: aClaim() } })
    meanwhile(
      ({ fields = [] }) => fields.includes(`claims.${ID}`) && change({ claims: {}, offers: { [ID]: anOffer() } }),
    )
    await removing(true)
    expect(parties()).toMatchObject({ claimed: [], offered: [], seatsLeft: 1 })
  })

  test('is not that of a copy with a key of its own', async () => {
    seed({ waiting: 1, waitlist: { [ID]: anEntry({ key: 'copy' }) } })
    await removing(true)
    expect(session()).toMatchObject({ waiting: 1, waitlist: { [ID]: anEntry({ key: 'copy' }) } })
    expect(left()).toEqual([])
  })
})
