import { DAY, HOUR, MINUTE } from '@domain/time'
import { aCentre, anOffering, aSession } from '../../worlds/fixtures/index'
import { openWorld } from './in-process/world'

/** A thousand due items of one kind keep no single one of another kind waiting, although a tick has time for few. */

const START = Date.parse('2026-07-01T02:00:00Z')
const MANY = 1000
/** Database calls for which the tick has time: some dozen of a thousand items need more. */
const CALLS = 250

const world = openWorld()

beforeEach(async () => {
  world.reset()
  world.setClock(START)
  await world.seed({
    centres: [aCentre()],
    offerings: [anOffering()],
    sessions: [aSession(START, { _id: 'class', startsAt: START + 3 * HOUR })],
  })
})

/** A kind of work: how many of its items are made due since one moment, epoch ms, and how many are not done yet. */
interface Kind {
  what: string
  prepare: (count: number, since: number) => Promise<void>
  left: () => Promise<number>
}

const unsettled = { _id: { $regex: '^over-' }, settleAt: { $ne: null } }
const settling: Kind = {
  what: 'a session that is over',
  prepare: (count, since) =>
    world.seed({
      sessions: Array.from({ length: count }, (_, n) =>
        aSession(START, { _id: `over-${n}`, startsAt: START - DAY, settleAt: since }),
      ),
    }),
  left: async () => (await world.stored('sessions', unsettled)).length,
}

const reminding: Kind = {
  what: 'a reminder',
  prepare: async (count, since) => {
    const input = { sessionId: 'class', memberIds: ['self'] }
    const reply = await (await world.start('person', 'booking.create', input, { requestId: 'request-book' })).finish()
    const bookingId = reply?.ok ? reply.data.booking.id : ''
    const consent = { bookingId, notices: ['reminder' as const] }
    await (await world.start('person', 'booking.notices', consent, { requestId: 'request-consent' })).finish()
    const [booking] = await world.stored('bookings')
    if (!booking) throw new Error('there is no booking')
    await world.change('bookings', bookingId, { remindAt: since })
    await world.seed({
      bookings: Array.from({ length: count - 1 }, (_, n) => ({ ...booking, _id: `copy-${n}`, remindAt: since })),
    })
  },
  left: async () => (await world.stored('bookings', { remindAt: { $ne: null } })).length,
}

const ending: Kind = {
  what: 'a wait that is over',
  prepare: async (count, since) => {
    const input = { sessionId: 'full', memberIds: ['self'] }
    await world.seed({ sessions: [aSession(START, { _id: 'full', capacity: 1, seatsLeft: 0 })] })
    await (await world.start('waiter', 'waitlist.join', input, { requestId: 'request-wait' })).finish()
    const [booking] = await world.stored('bookings', { sessionId: 'full' })
    if (!booking) throw new Error('nobody waits')
    // The same of a session that is not there any more.
    await world.seed({
      bookings: Array.from({ length: count }, (_, n) => ({
        ...booking,
        _id: `wait-${n}`,
        sessionId: 'gone',
        waitUntil: since,
      })),
    })
  },
  left: async () => (await world.stored('bookings', { _id: { $regex: '^wait-' }, status: 'waiting' })).length,
}

const kinds = [settling, reminding, ending]
const pairs = kinds.flatMap(many => kinds.filter(one => one !== many).map(one => ({ many, one })))

test.each(pairs.map(({ many, one }) => [one.what, many.what, { many, one }] as const))(
  '%s is done in the first rounds of a tick that has a thousand of this, and older, to do: %s',
  async (_, __, { many, one }) => {
    await many.prepare(MANY, START - 30 * MINUTE)
    await one.prepare(1, START - MINUTE)
    expect([await many.left(), await one.left()]).toEqual([MANY, 1])
    await (await world.startTick(null, calls => (calls > CALLS ? DAY : 0))).finish()
    const left = await many.left()
    expect(await one.left()).toBe(0)
    // The others have had their turns meanwhile, and no more than that.
    expect(left).toBeLessThan(MANY)
    expect(left).toBeGreaterThan(MANY / 2)
  },
)
