import { MINUTE } from '@domain/time'
import { aSitting, CENTRE } from '../../../../worlds/fixtures/index'
import type { Scenes, Stage } from '../stage'

/** A sitting of its own, whose cut-off is near, and a person who orders. */
async function table({ cloud, now, nextNumber }: Stage) {
  const n = nextNumber()
  const [sessionId, openid] = [`lunch-${n}`, `person-${n}`]
  await cloud.seed({
    sessions: [
      aSitting(now, { _id: sessionId, startsAt: now + 20 * MINUTE, rules: { closesBefore: 0, cancelBefore: 0 } }),
    ],
  })
  const meals = [{ memberId: 'self', dishes: ['pork'] }]
  const order = () => cloud.ask(openid, 'order.create', { sessionId, mode: 'dine-in', seatingId: 'noon', meals })
  const stored = async () => (await cloud.stored('sessions', { _id: sessionId }))[0]
  const seen = async (bookingId: string) => (await cloud.ask(openid, 'booking.get', { bookingId })).booking
  return { openid, sessionId, meals, order, stored, seen }
}

export const canteenScenes = {
  'order.create': {
    leastPoints: 14,
    heals: true,
    scene: async stage => {
      const { openid, sessionId, meals, stored } = await table(stage)
      return {
        openid,
        input: { sessionId, mode: 'dine-in', seatingId: 'noon', meals },
        check: async () => {
          const { items } = await stage.cloud.ask(openid, 'booking.list', { scope: 'coming' })
          expect(items).toMatchObject([{ status: 'confirmed', sessionId, order: { mode: 'dine-in', revision: 1 } }])
          expect(await stored()).toMatchObject({ seatsLeft: 19, counters: { 'dish-pork': 9, 'seat-noon': 5 } })
        },
      }
    },
  },
  'order.change': {
    leastPoints: 8,
    heals: true,
    scene: async stage => {
      const { openid, order, stored, seen } = await table(stage)
      const { booking } = await order()
      return {
        openid,
        input: { bookingId: booking.id, revision: 1, mode: 'pick-up', meals: [{ memberId: 'self', dishes: ['eel'] }] },
        check: async () => {
          expect((await seen(booking.id)).order).toMatchObject({ mode: 'pick-up', revision: 2 })
          expect(await stored()).toMatchObject({ seatsLeft: 19, counters: { 'dish-pork': 10, 'seat-noon': 6 } })
        },
      }
    },
  },
  'order.nameCollector': {
    leastPoints: 4,
    heals: true,
    scene: async stage => {
      const { openid, order } = await table(stage)
      const { booking } = await order()
      const bookingId = booking.id
      return {
        openid,
        input: { bookingId, name: '王女士' },
        check: async () => {
          const { collector } = await stage.cloud.ask(openid, 'order.collector', { bookingId })
          expect(collector).toMatchObject({ name: '王女士', code: expect.stringMatching(/^\d{6}$/) })
        },
      }
    },
  },
  'staff.mealProof': {
    leastPoints: 10,
    heals: false,
    scene: async stage => {
      const { order, stored, seen } = await table(stage)
      const { booking } = await order()
      const paper = { name: '陈桂英', birthMonth: '1953-06', lastFour: '123X', proofs: [] }
      return {
        openid: 'manager',
        input: { centreId: CENTRE, bookingId: booking.id, memberId: 'self', ...paper },
        check: async () => {
          expect((await seen(booking.id)).order).toMatchObject({ revision: 2, price: { due: 400 } })
          expect(Object.values((await stored())?.eaters ?? {})).toEqual([booking.id])
        },
      }
    },
  },
} satisfies Scenes

/** The routes that have scenes of classes, repeated with an order. */
export const orderScenes = {
  'booking.cancel': {
    leastPoints: 12,
    heals: true,
    scene: async stage => {
      const { openid, order, stored } = await table(stage)
      const { booking } = await order()
      const check = async () =>
        expect(await stored()).toMatchObject({
          claims: {},
          seatsLeft: 20,
          counters: { 'dish-pork': 10, 'seat-noon': 6 },
        })
      return { openid, input: { bookingId: booking.id }, check }
    },
  },
} satisfies Scenes
