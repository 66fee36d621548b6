import type { RouteInput, RouteName } from '@domain/contracts'
import { DAY, HOUR, localDate, MINUTE } from '@domain/time'
import { newBooking } from '../../../cloudfunctions/lib/booking/core/new-booking'
import { aCanteen, aCentre, anOffering, aSitting, aStaff, CENTRE } from '../../../worlds/fixtures/index'
import { cloudNow } from '../support/clock'
import { wish } from '../support/orders'
import { startWholeCloud, type WholeCloud } from '../support/whole-cloud'

/** A year of meals makes no screen of the canteen and no order read more documents. */
const now = cloudNow()
const DAYS = 365
/** Orders of each day; those of one day are as many as those of another. */
const ORDERS = 8
let cloud: WholeCloud
/** What the bookings of the past are made with; nobody derives anything of them. */
const unsaid = { now, newSecret: () => 'secret' } as Parameters<typeof newBooking>[0]

const lunch = (day: number) =>
  aSitting(now, {
    _id: `lunch-${day}`,
    startsAt: now + day * DAY + 10 * MINUTE,
    rules: { closesBefore: 0, cancelBefore: 0, checkInBefore: HOUR },
  })

beforeAll(async () => {
  cloud = await startWholeCloud({ maxInstances: 1 })
  await cloud.seed({
    centres: [aCentre()],
    canteens: [aCanteen({ online: true })],
    offerings: [anOffering({ _id: 'lunch', kind: 'meal', category: 'canteen', title: '午餐' })],
    sessions: [lunch(0), lunch(1), lunch(2)],
    staff: [aStaff('manager', { role: 'manager' })],
  })
})
afterAll(() => cloud.close())

/** Documents that each call examines. The same person orders each time at another sitting. */
async function examined(sessionId: string): Promise<Record<string, number>> {
  const read: Record<string, number> = {}
  const count = async <Name extends RouteName>(openid: string, route: Name, input: RouteInput<Name>) => {
    const call = await cloud.send(openid, route, input)
    if (!call.reply.ok) throw new Error(`${route}: ${call.reply.code}`)
    read[route] = call.documentsExamined
    return call
  }
  await count('elder', 'meal.list', { centreId: CENTRE })
  await count('elder', 'order.create', wish({ sessionId }))
  await count('manager', 'staff.mealKitchen', { centreId: CENTRE, sessionId: 'lunch-0' })
  await count('manager', 'staff.mealCounter', { centreId: CENTRE, sessionId: 'lunch-0' })
  await count('manager', 'staff.mealTill', { centreId: CENTRE })
  await count('manager', 'staff.mealMenus', { centreId: CENTRE, monday: localDate(now) })
  return read
}

test('the screens of the canteen and an order read as much after a year of meals as on the first day', async () => {
  // The till was closed yesterday, as on every day.
  const close = { date: localDate(now - DAY), at: now - DAY, by: '', rows: [], earlier: [], sums: {}, expected: 0 }
  const rest = { counted: 0, reason: null, confirmed: null, requestId: '', forgottenAt: null }
  await cloud.seed({ tillcloses: [{ _id: `${CENTRE}-1`, centreId: CENTRE, n: 1, ...close, ...rest }] })
  const first = await examined('lunch-1')
  const past = Array.from({ length: DAYS }, (_, n) => lunch(-n - 2))
  await cloud.seed({
    sessions: past,
    bookings: past.flatMap((session, day) =>
      Array.from({ length: ORDERS }, (_, n) => ({
        ...newBooking(unsaid, {
          session,
          bookingId: `meal-${day}-${n}`,
          entry: { accountId: `eater-${n}`, requestId: '', attendees: [], at: session.startsAt - DAY },
        }),
        owed: 0,
      })),
    ),
    tillrows: past.flatMap(({ _id, startsAt: at }) =>
      Array.from({ length: 2 * ORDERS }, (_, n) => ({
        _id: `row-${_id}-${n}`,
        what: 'served' as const,
        entries: {},
        reverses: null,
        centreId: CENTRE,
        bookingId: `${_id}-${n}`,
        sessionId: _id,
        way: null,
        served: null,
        reason: null,
        at,
        by: '',
        requestId: '',
        forgottenAt: null,
      })),
    ),
  })
  const later = await examined('lunch-2')
  // The person's own earlier order is one more, and a month of uncollected meals is looked at.
  for (const [route, documents] of Object.entries(later))
    expect([route, documents <= (first[route] ?? 0) + 31 * ORDERS + 2]).toEqual([route, true])
})
