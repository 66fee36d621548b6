import { HOUR, MINUTE } from '@domain/time'
import { aDay, units } from '../../../../worlds/fixtures/index'
import { tickCrashSuite } from './suite'

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
