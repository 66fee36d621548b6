import { DAY, HOUR, MINUTE } from '@domain/time'
import { aDay, aHousehold, aSession, units } from '../../../../worlds/fixtures/index'
import { aBallot, DRAW_BEFORE } from '../../support/ballot'
import { cloudNow } from '../../support/clock'
import { tickCrashSuite } from './suite'

/** Three places and six tickets, one of them of a family; one of the parties has another booking at that time. */
tickCrashSuite('the draw', {
  leastPoints: 80,
  scene: async ({ cloud, now }) => {
    const startsAt = now + 3 * DAY
    await cloud.seed({
      sessions: [
        aBallot(now, { _id: 'popular', startsAt, capacity: 3 }),
        aSession(now, { _id: 'clash', startsAt: startsAt + 30 * MINUTE }),
      ],
      accounts: [aHousehold('family', now)],
    })
    const people = ['family', 'busy', 'one', 'two', 'three', 'four']
    const tickets = new Map<string, string>()
    for (const openid of people) {
      const memberIds = openid === 'family' ? ['guoguo', 'doudou'] : ['self']
      const { booking } = await cloud.ask(openid, 'ballot.register', { sessionId: 'popular', memberIds })
      await cloud.ask(openid, 'booking.notices', { bookingId: booking.id, notices: ['ballot'] })
      tickets.set(booking.id, openid)
    }
    await cloud.ask('busy', 'booking.create', { sessionId: 'clash', memberIds: ['self'] })
    const check = async () => {
      const { drawn } = (await cloud.ask('one', 'ballot.get', { sessionId: 'popular' })).ballot
      expect(drawn?.order).toHaveLength(people.length)
      const bookings = await cloud.stored('bookings', { sessionId: 'popular' })
      for (const { _id, status } of bookings) {
        const openid = tickets.get(_id) ?? ''
        const won = drawn?.winners.includes(_id)
        // The place that the busy party cannot take is offered, so the draw alone no longer determines the status.
        const right = won ? (openid === 'busy' ? ['lapsed'] : ['confirmed']) : ['waiting', 'offered']
        expect([openid, right]).toEqual([openid, expect.arrayContaining([status])])
        // A message that had begun when the tick died may be sent again.
        expect((await cloud.outbox(openid)).length).toBeGreaterThanOrEqual(1)
      }
    }
    return { after: 3 * DAY - DRAW_BEFORE + HOUR, check }
  },
})

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

const GRACE = 10 * MINUTE

/** A berth whose holder has not come within the grace time. */
tickCrashSuite('auto-release', {
  leastPoints: 40,
  scene: async ({ cloud, now }) => {
    const startsAt = now + HOUR
    const layout = { units: units('b', 1), choose: false, maxSlots: 2 }
    const rules = { graceMs: GRACE, cancelBefore: 0, checkInBefore: 10 * MINUTE }
    await cloud.seed({
      sessions: [aDay(now, { _id: 'naps', kind: 'berth', category: 'nap', startsAt, layout, rules })],
    })
    const span = { startsAt, endsAt: startsAt + 30 * MINUTE }
    const { booking } = await cloud.ask('rider', 'booking.create', { sessionId: 'naps', memberIds: ['self'], span })
    const check = async () => {
      const seen = await cloud.ask('rider', 'booking.get', { bookingId: booking.id })
      expect(seen.booking).toMatchObject({ cancelledBy: 'grace', missed: true })
      expect(await cloud.stored('sessions')).toMatchObject([{ spots: {} }])
      expect(await cloud.stored('noshows')).toHaveLength(1)
    }
    return { after: HOUR + GRACE + MINUTE, check }
  },
})
