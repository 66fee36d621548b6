import { HOUR, MINUTE } from '@domain/time'
import { startTestCloud, type TestCloud } from './support/cloud'
import { aCentre, anOffering, aSession } from './support/fixtures'
import { breaches } from './support/invariants'

/** The timer itself is killed before and after each of its database calls, in a tick that has every kind of work to do. */
let cloud: TestCloud

beforeAll(async () => {
  cloud = await startTestCloud({ maxInstances: 2 })
  await cloud.seed({ centres: [aCentre()], offerings: [anOffering()] })
})
afterAll(() => cloud.close())

/** More calls than any tick of this test makes. */
const MANY = 80

/** An offer that is over, somebody behind it who asked to be told, and a session whose booking has closed. */
async function world(n: number) {
  const now = Date.now()
  const [open, closing] = [`open-${n}`, `closing-${n}`]
  const rules = { cancelBefore: 0, offerFor: HOUR }
  await cloud.seed({
    sessions: [
      aSession(now, { _id: open, capacity: 1, rules }),
      aSession(now, { _id: closing, capacity: 1, startsAt: now + HOUR, rules }),
    ],
  })
  const as = (name: string) => `${name}-${n}`
  const book = async (name: string, sessionId: string) =>
    (await cloud.ask(as(name), 'booking.create', { sessionId, memberIds: ['self'] })).booking.id
  const join = async (name: string, sessionId: string) =>
    (await cloud.ask(as(name), 'waitlist.join', { sessionId, memberIds: ['self'] })).booking.id
  const held = await book('holder', open)
  await book('other', closing)
  const [first, second, third] = [await join('first', open), await join('second', open), await join('third', closing)]
  await cloud.ask(as('second'), 'booking.notices', { bookingId: second, notices: ['offer'] })
  await cloud.ask(as('holder'), 'booking.cancel', { bookingId: held })
  const past = Date.now() - 1
  await cloud.change('sessions', open, { [`offers.${first}.until`]: past, turnAt: past })
  await cloud.change('bookings', first, { waitUntil: past })
  await cloud.change('sessions', closing, { 'rules.closesBefore': 2 * HOUR, turnAt: past })
  await cloud.change('bookings', third, { waitUntil: past })
  const check = async () => {
    const [ofFirst] = await cloud.stored('bookings', { _id: first })
    const [ofSecond] = await cloud.stored('bookings', { _id: second })
    const [ofThird] = await cloud.stored('bookings', { _id: third })
    expect([ofFirst?.status, ofSecond?.status, ofThird?.status]).toEqual(['lapsed', 'offered', 'lapsed'])
    expect(ofFirst?.waitEvents.lapsed).toMatchObject({ reason: 'not-taken' })
    expect(ofThird?.waitEvents.lapsed).toMatchObject({ reason: 'booking-closed' })
    expect((await cloud.outbox(as('second'))).length).toBeGreaterThanOrEqual(1)
    expect(await breaches(cloud)).toEqual([])
  }
  return { check }
}

test.each(['before', 'after'] as const)(
  'a tick that dies %s any of its calls is made up for by the next',
  async kind => {
    let points = 0
    let whole = 0
    for (let call = 1; call < MANY; call++) {
      const { check } = await world(kind === 'before' ? call : call + MANY)
      const died = await cloud.tickWithFault({ kind, call })
      // Twice at once, and once more after everything that could still be running has long been ended by the platform.
      await Promise.all([cloud.tick(), cloud.tick()])
      cloud.control({ clockOffsetMs: 3 * MINUTE })
      await cloud.tick()
      cloud.control({ clockOffsetMs: 0 })
      await check()
      if (died) points++
      // The cloud's own clock may tick at the same second and leave less to do: one tick that lives proves no end.
      whole = died ? 0 : whole + 1
      if (whole === 3) break
    }
    expect(points).toBeGreaterThanOrEqual(20)
    expect(points).toBeLessThan(MANY - 1)
  },
)
