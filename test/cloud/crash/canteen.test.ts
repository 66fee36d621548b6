import { DAY, localDate, weekday } from '@domain/time'
import { aSitting } from '../../../worlds/fixtures/index'
import { wish } from '../support/orders'
import { canteenScenes, orderScenes } from './scenes/canteen'
import { counterScenes } from './scenes/counter'
import { guestMealScenes } from './scenes/guest-meals'
import { relationScenes } from './scenes/relations'
import { crashSuite } from './suite'
import { tickCrashSuite } from './ticks/suite'

/** Orders, the counter and the till. */

crashSuite(canteenScenes, orderScenes, guestMealScenes, relationScenes, counterScenes)

tickCrashSuite('ordering what is repeated', {
  leastPoints: 15,
  scene: async ({ cloud, now }) => {
    const days = [1, 2, 3]
    await cloud.seed({ sessions: days.map(n => aSitting(now, { _id: `day-${n}`, startsAt: now + n * DAY })) })
    const { booking } = await cloud.ask('elder', 'order.create', wish({ sessionId: 'day-1' }))
    const weekdays = days.map(n => weekday(now + n * DAY))
    await cloud.ask('elder', 'meal.repeat', { bookingId: booking.id, weekdays, until: localDate(now + 5 * DAY) })
    return {
      check: async () => {
        const orders = await cloud.stored('bookings', { status: 'confirmed' })
        expect(orders.map(({ sessionId }) => sessionId).sort()).toEqual(['day-1', 'day-2', 'day-3'])
      },
    }
  },
})
