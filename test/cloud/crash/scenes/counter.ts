import { MINUTE } from '@domain/time'
import { aCentre, aSitting, aStaff } from '../../../../worlds/fixtures/index'
import type { Scenes, Stage } from '../stage'

/** A centre of its own with a sitting and one order. */
async function counter({ cloud, now, nextNumber }: Stage) {
  const n = nextNumber()
  const [centreId, sessionId, cashier, second] = [`centre-${n}`, `lunch-${n}`, `cashier-${n}`, `second-${n}`]
  const rules = { closesBefore: 0, cancelBefore: 0 }
  await cloud.seed({
    centres: [aCentre({ _id: centreId })],
    sessions: [aSitting(now, { _id: sessionId, centreId, startsAt: now + 10 * MINUTE, rules })],
    staff: [aStaff(cashier, { centreId, duties: ['till'] }), aStaff(second, { centreId, role: 'manager' })],
  })
  const meals = [{ memberId: 'self', dishes: ['pork'] }]
  const { booking } = await cloud.ask(`person-${n}`, 'order.create', { sessionId, mode: 'pick-up', meals })
  const bookingId = booking.id
  const handOver = (pay: { way: 'cash'; due: number } | null) =>
    cloud.ask(cashier, 'staff.mealHandOver', { centreId, bookingId, way: 'name', pay })
  const till = () => cloud.ask(second, 'staff.mealTill', { centreId })
  const paid = async () => (await till()).payments.filter(payment => payment.bookingId === bookingId)
  const owed = async () => (await cloud.stored('bookings', { _id: bookingId }))[0]?.owed
  return { centreId, cashier, second, bookingId, handOver, till, paid, owed }
}

const CASH = { way: 'cash', due: 1200 } as const

export const counterScenes = {
  'staff.mealHandOver': {
    leastPoints: 14,
    heals: true,
    scene: async stage => {
      const { centreId, cashier, bookingId, paid, owed } = await counter(stage)
      return {
        openid: cashier,
        input: { centreId, bookingId, way: 'name', pay: CASH },
        check: async () => {
          expect(await paid()).toMatchObject([{ amount: 1200 }])
          expect(await owed()).toBe(0)
          expect(await stage.cloud.stored('checkins', { bookingId })).toMatchObject([{ what: 'in', way: 'name' }])
        },
      }
    },
  },
  'staff.mealPay': {
    leastPoints: 8,
    heals: true,
    scene: async stage => {
      const { centreId, cashier, bookingId, handOver, paid, owed } = await counter(stage)
      await handOver(null)
      return {
        openid: cashier,
        input: { centreId, bookingId, ...CASH },
        check: async () => {
          expect(await paid()).toMatchObject([{ amount: 1200 }])
          expect(await owed()).toBe(0)
        },
      }
    },
  },
  'staff.mealReverse': {
    leastPoints: 8,
    heals: true,
    scene: async stage => {
      const { centreId, second, handOver, paid, owed } = await counter(stage)
      await handOver(CASH)
      const [payment] = await paid()
      return {
        openid: second,
        input: { centreId, rowId: payment?.rowId ?? '', reason: '收错了人' },
        check: async () => {
          expect(await paid()).toMatchObject([{ reversedAt: expect.any(Number) }])
          expect(await owed()).toBe(1200)
        },
      }
    },
  },
  'staff.mealClose': {
    leastPoints: 6,
    heals: true,
    scene: async stage => {
      const { centreId, cashier, handOver, till } = await counter(stage)
      await handOver(CASH)
      return {
        openid: cashier,
        input: { centreId, expected: 1200, counted: 1200 },
        check: async () => {
          expect(await till()).toMatchObject({ sums: {}, closes: [{ counted: 1200, sums: { cash: 1200 } }] })
        },
      }
    },
  },
  'staff.mealConfirmClose': {
    leastPoints: 6,
    heals: true,
    scene: async stage => {
      const { centreId, cashier, second, handOver, till } = await counter(stage)
      await handOver(CASH)
      const input = { centreId, expected: 1200, counted: 1100, reason: '找错一元' }
      const { close } = await stage.cloud.ask(cashier, 'staff.mealClose', input)
      return {
        openid: second,
        input: { centreId, closeId: close.id, counted: 1100 },
        check: async () => {
          expect((await till()).closes).toMatchObject([{ difference: -100, confirmedAt: expect.any(Number) }])
          expect(await stage.cloud.stored('tillrows', { what: 'difference' })).toHaveLength(1)
        },
      }
    },
  },
} satisfies Scenes
