import { KEEP } from '@domain/privacy/keep'
import { DAY, MINUTE } from '@domain/time'
import { aHousehold, aSitting, aStaff, CENTRE } from '../../../worlds/fixtures/index'
import { openTestCloud } from '../in-process/cloud'
import { cloudNow } from '../support/clock'
import { invariantViolations } from '../support/invariants'
import { delivery, wish } from '../support/orders'
import { openCanteen, PAPER } from './support'

const now = cloudNow()
const cloud = openTestCloud()

beforeEach(() =>
  openCanteen(cloud, {
    sessions: [aSitting(now)],
    accounts: [aHousehold('elder', now)],
    staff: [aStaff('cook', { duties: ['kitchen'] }), aStaff('manager', { role: 'manager' })],
  }),
)

const show = async (openid: string, name: string) =>
  (await cloud.ask(openid, 'meal.relationCode', { name })).code?.digits ?? ''
/** The daughter far away enters the code that her mother's phone shows; returns the relation. */
const relate = async (helper = 'daughter', elder = 'elder') => {
  const { elders } = await cloud.ask(helper, 'meal.relate', { code: await show(elder, '陈奶奶'), name: '小琴' })
  return elders.find(({ name }) => name === '陈奶奶')?.id ?? ''
}
const bookings = () => cloud.stored('bookings')

test('a later code replaces an earlier one, and a late replay does not bring that back', async () => {
  const make = async (name: string, requestId: string) =>
    (await cloud.ask('elder', 'meal.relationCode', { name }, { requestId })).code?.digits ?? ''
  const former = await make('陈奶奶', 'made-first')
  const current = await make('老陈', 'made-second')
  expect(await make('陈奶奶', 'made-first')).toBe(current)
  expect(await cloud.codeOf('daughter', 'meal.relate', { code: former, name: '小琴' })).toBe('RELATION_CODE_NOT_FOUND')
  expect((await cloud.ask('daughter', 'meal.relate', { code: current, name: '小琴' })).elders).toMatchObject([
    { name: '老陈' },
  ])
})

test('a daughter orders for her mother, both see the order, and she changes and cancels it', async () => {
  const relationId = await relate()
  const { booking } = await cloud.ask('daughter', 'order.create', { ...wish(), relationId })
  expect((await cloud.ask('elder', 'booking.list', { scope: 'coming' })).items).toMatchObject([{ id: booking.id }])
  expect((await cloud.ask('daughter', 'booking.list', { scope: 'coming' })).items).toEqual([])
  const seen = await cloud.ask('daughter', 'meal.list', { relationId })
  expect(seen.sittings[0]?.orders).toMatchObject([{ bookingId: booking.id }])
  expect(seen.members).toMatchObject([{ id: 'self' }])
  const { sessionId: _same, ...change } = delivery({ meals: [{ memberId: 'self', dishes: ['eel'] }] })
  await cloud.ask('daughter', 'order.change', { bookingId: booking.id, relationId, revision: 1, ...change })
  await cloud.ask('daughter', 'order.cancelFor', { bookingId: booking.id, relationId })
  expect(await bookings()).toMatchObject([{ status: 'cancelled', order: { mode: 'delivery' } }])
  expect(await invariantViolations(cloud, now)).toEqual([])
})

test('nobody else can order for an elder or see an order, and a helper has nothing to do with the rest of the household', async () => {
  const relationId = await relate()
  const children = { meals: [{ memberId: 'guoguo', dishes: ['pork'] }] }
  const { booking } = await cloud.ask('elder', 'order.create', wish(children))
  const input = { bookingId: booking.id, relationId }
  const { sessionId: _same, ...change } = wish(children)
  const asked = [
    ['stranger', 'meal.list', { relationId }, 'RELATION_NOT_FOUND'],
    ['stranger', 'order.create', { ...wish(), relationId }, 'RELATION_NOT_FOUND'],
    ['stranger', 'order.change', { ...input, revision: 1, ...change }, 'RELATION_NOT_FOUND'],
    ['stranger', 'order.cancelFor', input, 'RELATION_NOT_FOUND'],
    ['stranger', 'meal.unrelate', { relationId }, 'RELATION_NOT_FOUND'],
    // The elder does not order for the daughter.
    ['elder', 'order.create', { ...wish(), relationId }, 'RELATION_NOT_FOUND'],
    ['daughter', 'order.create', { ...wish(children), relationId }, 'MEMBER_NOT_FOUND'],
    ['daughter', 'order.change', { ...input, revision: 1, ...change }, 'BOOKING_NOT_FOUND'],
    ['daughter', 'order.cancelFor', input, 'BOOKING_NOT_FOUND'],
    ['daughter', 'booking.get', { bookingId: booking.id }, 'BOOKING_NOT_FOUND'],
  ] as const
  for (const [openid, route, given, code] of asked)
    expect([openid, route, await cloud.codeOf(openid, route, given as never)]).toEqual([openid, route, code])
  const { sittings, last } = await cloud.ask('daughter', 'meal.list', { relationId })
  expect([sittings[0]?.orders, last]).toEqual([[], null])
})

test('mother and daughter order at once: the elder has one meal of the sitting, and one subsidy', async () => {
  const relationId = await relate()
  const first = await cloud.ask('elder', 'order.create', wish())
  await cloud.ask('cook', 'staff.mealProof', { centreId: CENTRE, bookingId: first.booking.id, ...PAPER })
  await cloud.ask('elder', 'booking.cancel', { bookingId: first.booking.id })
  const codes = await Promise.all([
    cloud.codeOf('elder', 'order.create', wish()),
    cloud.codeOf('daughter', 'order.create', { ...wish(), relationId }),
  ])
  expect(codes.filter(code => code === 'OK')).toHaveLength(1)
  const [session] = await cloud.stored('sessions')
  expect(Object.values(session?.claims ?? {})).toMatchObject([{ order: { price: { subsidy: 400 } } }])
  expect(await invariantViolations(cloud, now)).toEqual([])
})

test('a code counts for ten minutes, not for oneself, and only the latest', async () => {
  const code = await show('elder', '陈奶奶')
  expect(await cloud.codeOf('elder', 'meal.relate', { code, name: '我' })).toBe('RELATION_OWN')
  const later = await show('elder', '陈奶奶')
  expect(await cloud.codeOf('daughter', 'meal.relate', { code, name: '小琴' })).toBe('RELATION_CODE_NOT_FOUND')
  cloud.later(11 * MINUTE)
  expect(await cloud.codeOf('daughter', 'meal.relate', { code: later, name: '小琴' })).toBe('RELATION_CODE_NOT_FOUND')
})

test('staff let a helper order for the person of an order, and the journal says so', async () => {
  const { booking } = await cloud.ask('elder', 'order.create', wish())
  const input = { centreId: CENTRE, bookingId: booking.id, code: await show('son', '小刚') }
  expect(await cloud.codeOf('daughter', 'staff.mealRelate', input)).toBe('FORBIDDEN')
  expect(await cloud.ask('cook', 'staff.mealRelate', input)).toEqual({ name: '小刚' })
  expect((await cloud.ask('elder', 'meal.relations', {})).helpers).toMatchObject([{ name: '小刚' }])
  expect(await cloud.stored('journal', { act: 'meal-relate' })).toHaveLength(1)
})

test('either side ends a relation; a late copy of its making brings nothing back, a new code does', async () => {
  const requestId = 'request-relate-1'
  const input = { code: await show('elder', '陈奶奶'), name: '小琴' }
  const { elders } = await cloud.ask('daughter', 'meal.relate', input, { requestId })
  const relationId = elders[0]?.id ?? ''
  await cloud.ask('elder', 'meal.unrelate', { relationId })
  await cloud.ask('daughter', 'meal.relate', input, { requestId })
  expect(await cloud.codeOf('daughter', 'order.create', { ...wish(), relationId })).toBe('RELATION_NOT_FOUND')
  expect(await relate()).toBe(relationId)
  await cloud.ask('daughter', 'meal.unrelate', { relationId })
  expect((await cloud.ask('elder', 'meal.relations', {})).helpers).toEqual([])
  cloud.later(KEEP.relation + DAY)
  await cloud.tick()
  expect(await cloud.stored('relations')).toEqual([])
})

test.each(['elder', 'daughter'])(
  'nothing of a relation is left when the %s is erased, also between any two steps',
  async who => {
    const relationId = await relate()
    const { kept } = await cloud.ask(who, 'me.export', {})
    expect(kept.relations).toMatchObject([{ elderName: '陈奶奶', helperName: '小琴', way: 'code' }])
    await cloud.ask(who, 'me.erase', {})
    expect(await cloud.stored('relations')).toEqual([])
    expect(await cloud.codeOf('daughter', 'order.create', { ...wish(), relationId })).toBe('RELATION_NOT_FOUND')
    // A call that read the code before the erasure stores the relation after it, and dies.
    const old = { elderId: 'x', helperId: 'y', elderName: '陈奶奶', helperName: '小琴', way: 'code' as const }
    const [account] = await cloud.stored('accounts', { openid: '' })
    const side = who === 'elder' ? { elderId: account?._id ?? '' } : { helperId: account?._id ?? '' }
    await cloud.seed({
      relations: [{ _id: 'late', ...old, ...side, at: now - 1, endedAt: null, requests: [], dueAt: now + 1 }],
    })
    cloud.later(5 * MINUTE)
    await cloud.tick()
    expect(await cloud.stored('relations')).toEqual([])
  },
)
