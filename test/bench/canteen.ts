import type { RouteInput } from '@domain/contracts'
import { HOUR, MINUTE } from '@domain/time'
import { aCanteen, aCentre, anOffering, aSitting, aStaff, CENTRE } from '../../worlds/fixtures/index'
import { cloudNow } from '../cloud/support/clock'
import { startWholeCloud, type WholeCloud } from '../cloud/support/whole-cloud'
import type { Bench } from './report'
import { tripsOf } from './round-trips'
import { asked, type Write } from './round-trips/writes'

/** Portions of the dish that everybody wants, and how many want it. */
const PORTIONS = 60
const PEOPLE = 500

/**
 * The canteen: sequential round trips of an order, its change, a refusal, a hand-over with payment and the screens of the staff;
 * and how long it takes until 500 people are answered who want the last 60 portions.
 */
export const canteen: Bench = async () => {
  const cloud = await startWholeCloud({ maxInstances: 8 })
  try {
    const now = cloudNow()
    const rules = { closesBefore: 0, cancelBefore: 0, checkInBefore: HOUR }
    const lunch = (_id: string, caps: { pork: number }, startsAt = now + 30 * MINUTE) => {
      const session = aSitting(now, { _id, startsAt, capacity: 2000, rules })
      return { ...session, counters: { 'dish-pork': caps.pork, 'seat-noon': 2000, 'round-lake': 2000 } }
    }
    await cloud.seed({
      centres: [aCentre()],
      offerings: [anOffering({ _id: 'lunch', kind: 'meal', category: 'canteen', title: '午餐' })],
      sessions: [lunch('open', { pork: 2000 }), lunch('gone', { pork: 0 }), lunch('rush', { pork: PORTIONS })],
      canteens: [aCanteen({ online: true })],
      staff: [aStaff('cashier', { role: 'manager' })],
    })
    const figures = await tripsOf(cloud, calls())
    const started = performance.now()
    const codes = await Promise.all(
      Array.from({ length: PEOPLE }, (_, n) => cloud.codeOf(`rush-${n}`, 'order.create', order('rush'))),
    )
    figures.push(
      { what: `${PEOPLE} people order the last ${PORTIONS} portions`, value: performance.now() - started, unit: 'ms' },
      {
        what: 'of them got one',
        value: codes.filter(code => code === 'OK').length,
        unit: 'orders',
        min: PORTIONS,
        max: PORTIONS,
      },
    )
    return figures
  } finally {
    await cloud.close()
  }
}

function order(sessionId: string): RouteInput<'order.create'> {
  return { sessionId, mode: 'pick-up', meals: [{ memberId: 'self', dishes: ['pork'] }] }
}

async function ordered(cloud: WholeCloud, openid: string): Promise<string> {
  return (await cloud.ask(openid, 'order.create', order('open'))).booking.id
}

/** What people wait for. */
function calls(): Write[] {
  const eel = [{ memberId: 'self', dishes: ['eel'] }]
  const here = { centreId: CENTRE, sessionId: 'open' }
  return [
    asked('an order', 'order.create', async (_, n) => ({ openid: `a-${n}`, input: order('open') }), 4),
    {
      ...asked('a refused order', 'order.create', async (_, n) => ({ openid: `b-${n}`, input: order('gone') }), 2),
      refusal: 'ORDER_SOLD_OUT',
    },
    asked(
      'an order that is paid at once',
      'order.create',
      async (_, n) => ({ openid: `f-${n}`, input: { ...order('open'), payOnlineAt: CENTRE } }),
      4,
    ),
    asked(
      'opening its payment',
      'order.pay',
      async (cloud, n) => ({ openid: `g-${n}`, input: { bookingId: await ordered(cloud, `g-${n}`) } }),
      4,
    ),
    asked(
      'a changed order',
      'order.change',
      async (cloud, n) => {
        const bookingId = await ordered(cloud, `c-${n}`)
        return { openid: `c-${n}`, input: { bookingId, revision: 1, mode: 'pick-up', meals: eel } }
      },
      5,
    ),
    asked(
      'a hand-over with payment',
      'staff.mealHandOver',
      async (cloud, n) => ({
        openid: 'cashier',
        input: {
          centreId: CENTRE,
          bookingId: await ordered(cloud, `d-${n}`),
          way: 'name',
          pay: { way: 'cash', due: 1200 },
        },
      }),
      10,
    ),
    asked('the menu', 'meal.list', async (_, n) => ({ openid: `e-${n}`, input: {} }), 3),
    asked('the kitchen', 'staff.mealKitchen', async () => ({ openid: 'cashier', input: here }), 3),
    asked('the counter', 'staff.mealCounter', async () => ({ openid: 'cashier', input: here }), 3),
  ]
}
