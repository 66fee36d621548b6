import { mondayOf } from '@domain/canteen/menu-plan'
import { atLocal, DAY, HOUR, localDate, MINUTE } from '@domain/time'
import { aCanteen, aCentre, aSitting, aStaff } from '../../../../worlds/fixtures/index'
import type { Scenes, Stage } from '../stage'

/** A centre of its own with a sitting and one order. */
async function counter({ cloud, now, nextNumber }: Stage, mode: 'pick-up' | 'delivery' = 'pick-up') {
  const n = nextNumber()
  const [centreId, sessionId, cashier, second] = [`centre-${n}`, `lunch-${n}`, `cashier-${n}`, `second-${n}`]
  const rules = { closesBefore: 0, cancelBefore: 0 }
  await cloud.seed({
    centres: [aCentre({ _id: centreId })],
    sessions: [aSitting(now, { _id: sessionId, centreId, startsAt: now + 10 * MINUTE, rules })],
    staff: [aStaff(cashier, { centreId, duties: ['till'] }), aStaff(second, { centreId, role: 'manager' })],
  })
  const meals = [{ memberId: 'self', dishes: ['pork'] }]
  const to = { building: '湖滨小区 1 栋', door: '2 单元 301', phone: '13800000000' }
  const way = mode === 'pick-up' ? { mode } : { mode, roundId: 'lake', to }
  const { booking } = await cloud.ask(`person-${n}`, 'order.create', { sessionId, ...way, meals })
  const bookingId = booking.id
  const handOver = (pay: { way: 'cash'; due: number } | null) =>
    cloud.ask(cashier, 'staff.mealHandOver', { centreId, bookingId, way: 'name', pay })
  const till = () => cloud.ask(second, 'staff.mealTill', { centreId })
  const paid = async () => (await till()).payments.filter(payment => payment.bookingId === bookingId)
  const owed = async () => (await cloud.stored('bookings', { _id: bookingId }))[0]?.owed
  return { centreId, cashier, second, sessionId, bookingId, handOver, till, paid, owed }
}

const DISH = { name: '青椒炒肉', course: 'meat', allergens: [], marks: [], cap: 10, surcharge: 0 } as const

/** A centre of its own with a canteen, whose next week is planned. */
async function planner({ cloud, now, nextNumber }: Stage) {
  const n = nextNumber()
  const [centreId, second] = [`centre-${n}`, `second-${n}`]
  await cloud.seed({
    centres: [aCentre({ _id: centreId })],
    canteens: [aCanteen({ _id: centreId })],
    staff: [aStaff(second, { centreId, role: 'manager' })],
  })
  const date = mondayOf(now + 7 * DAY)
  const week = (monday = date) => cloud.ask(second, 'staff.mealMenus', { centreId, monday })
  return { centreId, second, date, week }
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
  'staff.mealOpenRound': {
    leastPoints: 4,
    heals: true,
    scene: async stage => {
      const { centreId, second, sessionId } = await counter(stage)
      return {
        openid: second,
        input: { centreId, sessionId, roundId: 'lake' },
        check: async () => {
          const acts = await stage.cloud.stored('journal', { act: 'open-round', place: `centre-${centreId}` })
          expect(acts).toMatchObject([{ state: 'done' }])
        },
      }
    },
  },
  'staff.mealReportStops': {
    leastPoints: 8,
    heals: true,
    scene: async stage => {
      const { centreId, second, bookingId } = await counter(stage, 'delivery')
      const at = stage.now
      return {
        openid: second,
        input: {
          centreId,
          reports: [
            { reportId: 'failed-1', bookingId, failed: 'not-opened', at },
            { reportId: 'handed-1', bookingId, failed: null, at },
          ],
        },
        check: async () => {
          const [booking] = await stage.cloud.stored('bookings', { _id: bookingId })
          expect(booking).toMatchObject({ checkIn: { at, requestId: 'handed-1' } })
          expect(Object.values(booking?.stops ?? {})).toMatchObject([{ why: 'not-opened', at }])
          expect(booking?.welfareAt ?? 0).toBe(0)
        },
      }
    },
  },
  'staff.mealCloseAlert': {
    leastPoints: 6,
    heals: true,
    scene: async stage => {
      const { centreId, second, bookingId } = await counter(stage, 'delivery')
      const report = { reportId: 'failed-1', bookingId, failed: 'not-opened', at: stage.now } as const
      await stage.cloud.ask(second, 'staff.mealReportStops', { centreId, reports: [report] })
      return {
        openid: second,
        input: { centreId, bookingId, note: '在女儿家' },
        check: async () => {
          const [booking] = await stage.cloud.stored('bookings', { _id: bookingId })
          expect(booking).toMatchObject({ welfareAt: 0, welfare: { note: '在女儿家' } })
        },
      }
    },
  },
  'staff.mealSaveMenu': {
    leastPoints: 8,
    heals: true,
    scene: async stage => {
      const { centreId, second, date, week } = await planner(stage)
      return {
        openid: second,
        input: { centreId, date, revision: 0, dishes: [{ ...DISH, allergens: [], marks: [] }] },
        check: async () => expect((await week()).days[0]).toMatchObject({ revision: 1, dishes: [{ name: DISH.name }] }),
      }
    },
  },
  'staff.mealCopyMenus': {
    leastPoints: 8,
    heals: true,
    scene: async stage => {
      const { centreId, second, date, week } = await planner(stage)
      await stage.cloud.ask(second, 'staff.mealSaveMenu', {
        centreId,
        date,
        revision: 0,
        dishes: [{ ...DISH, allergens: [], marks: [] }],
      })
      const monday = localDate(atLocal(date) + 7 * DAY)
      return {
        openid: second,
        input: { centreId, from: date, monday },
        check: async () =>
          expect((await week(monday)).days[0]).toMatchObject({ revision: 1, dishes: [{ name: DISH.name }] }),
      }
    },
  },
  'staff.mealSaveSettings': {
    leastPoints: 6,
    heals: false,
    scene: async stage => {
      const { centreId, second } = await planner(stage)
      const seatings = [{ after: 60, seats: 6 }]
      const times = { from: 660, until: 780, closesBefore: 20 * HOUR, capacity: 33 }
      return {
        openid: second,
        input: { centreId, revision: 0, ...times, seatings, delivers: true, online: false },
        check: async () =>
          expect(await stage.cloud.ask(second, 'staff.mealSettings', { centreId })).toMatchObject({
            revision: 1,
            settings: { capacity: 33 },
          }),
      }
    },
  },
  'staff.mealNewPrices': {
    leastPoints: 6,
    heals: false,
    scene: async stage => {
      const { centreId, second } = await planner(stage)
      const from = localDate(stage.now + 2 * DAY)
      return {
        openid: second,
        input: { centreId, revision: 0, from, list: 1300, charity: 400, selfs: [], fee: 100 },
        check: async () => {
          const { revision, prices } = await stage.cloud.ask(second, 'staff.mealSettings', { centreId })
          expect([revision, prices.length, prices[0]?.list]).toEqual([1, 2, 1300])
        },
      }
    },
  },
  'staff.mealPublishMenus': {
    leastPoints: 8,
    heals: true,
    scene: async stage => {
      const { centreId, second, date, week } = await planner(stage)
      await stage.cloud.ask(second, 'staff.mealSaveMenu', {
        centreId,
        date,
        revision: 0,
        dishes: [{ ...DISH, allergens: [], marks: [] }],
      })
      return {
        openid: second,
        input: { centreId, monday: date, days: [{ date, revision: 1 }] },
        check: async () => {
          const [{ sessionId } = { sessionId: null }] = (await week()).days
          expect(sessionId).not.toBe(null)
          expect(await stage.cloud.stored('sessions', { centreId, kind: 'meal' })).toMatchObject([{ _id: sessionId }])
        },
      }
    },
  },
} satisfies Scenes
