import { MINUTE } from '@domain/time'
import { openTestCloud } from '../in-process/cloud'
import { cloudNow } from '../support/clock'
import { invariantViolations } from '../support/invariants'
import { crashPoints } from './points'
import { payer, paymentScenes } from './scenes/payments'
import { freshStage, startStage } from './stage'
import { crashSuite } from './suite'
import { tickCrashSuite } from './ticks/suite'

crashSuite(paymentScenes)

test('a callback that dies at any of its calls is made up for by the next one, or by the timer', async () => {
  const cloud = openTestCloud()
  const stage = await startStage(() => cloud)
  for (const comesAgain of [true, false]) {
    const points = await crashPoints(40, async fault => {
      await freshStage(stage)
      const { opened, pay, held, openid } = await payer(stage)
      const bookingId = await opened()
      await pay(bookingId)
      const died = (await cloud.paying.callback(`${bookingId}-1-0`, fault)) === null
      if (comesAgain) await cloud.paying.callback(`${bookingId}-1-0`)
      cloud.later(3 * MINUTE)
      await cloud.tick()
      expect(await held(bookingId)).toBe(1200)
      expect((await cloud.ask(openid, 'booking.get', { bookingId })).booking.prepaid).toBe(1200)
      expect(await invariantViolations(cloud, cloudNow() + 3 * MINUTE)).toEqual([])
      cloud.later(0)
      return died
    })
    expect(points).toBeGreaterThanOrEqual(16)
  }
})

tickCrashSuite('giving back what was paid for a cancelled order, and portions that were not paid', {
  leastPoints: 40,
  scene: async stage => {
    const { cloud } = stage
    const { opened, order, pay, held, openid, sessionId } = await payer(stage)
    const paid = await opened()
    await pay(paid)
    await cloud.ask(openid, 'order.paid', { bookingId: paid })
    await cloud.ask(openid, 'booking.cancel', { bookingId: paid })
    const unpaid = await order()
    const check = async () => {
      expect(await held(paid)).toBe(0)
      expect(await cloud.stored('bookings', { _id: unpaid })).toMatchObject([{ cancelledBy: 'unpaid' }])
      const [session] = await cloud.stored('sessions', { _id: sessionId })
      expect(session).toMatchObject({ claims: {}, seatsLeft: 20, counters: { 'dish-pork': 10 } })
    }
    return { after: 11 * MINUTE, check }
  },
})
