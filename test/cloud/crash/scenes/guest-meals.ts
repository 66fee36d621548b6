import { HOUR, MINUTE } from '@domain/time'
import { aSitting, CENTRE } from '../../../../worlds/fixtures/index'
import type { Scenes, Stage } from '../stage'

/** A sitting of its own whose orders are frozen: one meal was counted, two are spare. */
async function served({ cloud, now, nextNumber }: Stage) {
  const sessionId = `lunch-${nextNumber()}`
  const rules = { closesBefore: 2 * HOUR, cancelBefore: 2 * HOUR }
  const sitting = aSitting(now, { _id: sessionId, startsAt: now + HOUR, reserve: 2, rules })
  const none = { 'dine-in': 0, 'pick-up': 0, delivery: 0 }
  const count = { orders: 0, meals: 0, byMode: none, dishes: [], seatings: [], rounds: [] }
  const { freezeAt: _done, ...frozen } = sitting
  await cloud.seed({ sessions: [{ ...frozen, frozenAt: now - MINUTE, kitchen: { orders: [], count } }] })
  const input = {
    ...{ centreId: CENTRE, sessionId, name: '李大爷', lastFour: '0138' },
    ...{ mode: 'pick-up' as const, meals: [['pork']] },
  }
  const stored = async () => (await cloud.stored('sessions', { _id: sessionId }))[0]
  const ordered = () => cloud.stored('bookings', { sessionId, status: 'confirmed' })
  return { input, stored, ordered }
}

export const guestMealScenes = {
  'staff.mealSample': {
    leastPoints: 2,
    heals: false,
    scene: async stage => {
      const { input, stored } = await served(stage)
      const { centreId, sessionId } = input
      return {
        openid: 'manager',
        input: { centreId, sessionId, dishId: 'pork', grams: 150 },
        check: async () => expect((await stored())?.samples).toMatchObject({ pork: { grams: 150 } }),
      }
    },
  },
  'staff.mealOrderFor': {
    leastPoints: 10,
    heals: true,
    scene: async stage => {
      const { input, stored, ordered } = await served(stage)
      return {
        openid: 'manager',
        input,
        check: async () => {
          expect(await ordered()).toMatchObject([{ fromReserve: 1, order: { price: { due: 1200 } } }])
          expect(await stored()).toMatchObject({
            reserve: 1,
            reserveTaken: 1,
            seatsLeft: 18,
            counters: { 'dish-pork': 9 },
          })
        },
      }
    },
  },
  'staff.mealCancelFor': {
    leastPoints: 8,
    heals: true,
    scene: async stage => {
      const { input, stored, ordered } = await served(stage)
      const { order } = await stage.cloud.ask('manager', 'staff.mealOrderFor', input)
      return {
        openid: 'manager',
        input: { centreId: CENTRE, bookingId: order.bookingId },
        check: async () => {
          expect(await ordered()).toEqual([])
          expect(await stored()).toMatchObject({
            ...{ claims: {}, reserve: 2, reserveTaken: 0, seatsLeft: 18 },
            counters: { 'dish-pork': 10 },
          })
        },
      }
    },
  },
} satisfies Scenes
