import { DAY, HOUR, MINUTE } from '@domain/time'
import { aHousehold, aSession } from '../../../../worlds/fixtures/index'
import { aBallot, DRAW_BEFORE } from '../../support/ballot'
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
