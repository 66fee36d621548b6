import { HOUR } from '@domain/time'
import { aSession } from '../../../../worlds/fixtures/index'
import { cloudNow } from '../../support/clock'
import { tickCrashSuite } from './suite'

/** An expired offer, a waiting person behind it who consented to a notice, and a session whose booking has closed. */
tickCrashSuite('the waitlist', {
  leastPoints: 40,
  scene: async ({ cloud, now }) => {
    const rules = { cancelBefore: 0, offerFor: HOUR }
    await cloud.seed({
      sessions: [
        aSession(now, { _id: 'open', capacity: 1, rules }),
        aSession(now, { _id: 'closing', capacity: 1, startsAt: now + HOUR, rules }),
      ],
    })
    const book = async (name: string, sessionId: string) =>
      (await cloud.ask(name, 'booking.create', { sessionId, memberIds: ['self'] })).booking.id
    const join = async (name: string, sessionId: string) =>
      (await cloud.ask(name, 'waitlist.join', { sessionId, memberIds: ['self'] })).booking.id
    const held = await book('holder', 'open')
    await book('other', 'closing')
    const first = await join('first', 'open')
    // Not within the same millisecond: the ids would decide the order then.
    cloud.later(10)
    const second = await join('second', 'open')
    const third = await join('third', 'closing')
    await cloud.ask('second', 'booking.notices', { bookingId: second, notices: ['offer'] })
    await cloud.ask('holder', 'booking.cancel', { bookingId: held })
    await cloud.tick()
    const past = cloudNow() - 1
    await cloud.change('sessions', 'open', { [`offers.${first}.until`]: past, turnAt: past })
    await cloud.change('bookings', first, { waitUntil: past })
    await cloud.change('sessions', 'closing', { 'rules.closesBefore': 2 * HOUR, turnAt: past })
    await cloud.change('bookings', third, { waitUntil: past })
    const check = async () => {
      const [ofFirst] = await cloud.stored('bookings', { _id: first })
      const [ofSecond] = await cloud.stored('bookings', { _id: second })
      const [ofThird] = await cloud.stored('bookings', { _id: third })
      expect([ofFirst?.status, ofSecond?.status, ofThird?.status]).toEqual(['lapsed', 'offered', 'lapsed'])
      expect(ofFirst?.waitEvents.lapsed).toMatchObject({ reason: 'not-taken' })
      expect(ofThird?.waitEvents.lapsed).toMatchObject({ reason: 'booking-closed' })
      expect((await cloud.outbox('second')).length).toBeGreaterThanOrEqual(1)
    }
    return { check }
  },
})
