import { DAY, HOUR, localDate, weekday } from '@domain/time'
import { aHousehold, aSitting, aStaff, CENTRE } from '../../../worlds/fixtures/index'
import { openTestCloud } from '../in-process/cloud'
import { cloudNow } from '../support/clock'
import { invariantViolations } from '../support/invariants'
import { wish } from '../support/orders'
import { openCanteen } from './support'

const now = cloudNow()
const cloud = openTestCloud()

beforeEach(async () => {
  await openCanteen(cloud, {
    sessions: [aSitting(now)],
    accounts: [aHousehold('mum', now)],
    staff: [aStaff('cook', { duties: ['kitchen'] })],
  })
})

const say = (allergens: ('fish' | 'soy')[], memberId = 'self', requestId?: string) =>
  cloud.ask('mum', 'meal.saveAllergies', { memberId, allergens, agreed: true }, requestId ? { requestId } : {})
const eel = (memberId = 'self') => wish({ meals: [{ memberId, dishes: ['eel'] }] })
const orders = async () => (await cloud.stored('bookings')).map(({ order }) => order?.meals[0]?.allergens)

test('who is allergic to a dish is asked once, by the server; whoever orders all the same, the kitchen knows', async () => {
  await say(['fish'])
  const refused = await cloud.send('mum', 'order.create', eel())
  expect(refused.reply).toMatchObject({
    code: 'ALLERGY_WARNING',
    detail: { memberId: 'self', dish: '鳝鱼米线', allergens: ['fish'] },
  })
  const { booking } = await cloud.ask('mum', 'order.create', { ...eel(), despiteAllergies: true })
  expect(await cloud.codeOf('mum', 'order.create', wish({ meals: [{ memberId: 'guoguo', dishes: ['eel'] }] }))).toBe(
    'OK',
  )
  const { sitting } = await cloud.ask('cook', 'staff.mealKitchen', { centreId: CENTRE })
  expect(sitting?.allergies).toEqual([
    {
      allergen: 'fish',
      meals: 1,
      dishes: [
        { name: '鳝鱼米线', meals: 1, has: true },
        { name: '素炒青菜', meals: 1, has: false },
      ],
    },
  ])
  expect(sitting?.labels.map(({ allergens }) => allergens).sort()).toEqual([[], ['fish']])
  const pork = { bookingId: booking.id, revision: 1, mode: 'pick-up' as const }
  const meals = [{ memberId: 'self', dishes: ['pork'] }]
  expect(await cloud.codeOf('mum', 'order.change', { ...pork, meals })).toBe('OK')
  expect(await cloud.codeOf('mum', 'order.change', { ...pork, ...{ revision: 2, meals: eel().meals } })).toBe(
    'ALLERGY_WARNING',
  )
  expect(await invariantViolations(cloud)).toEqual([])
})

test('a dish that every meal includes counts too', async () => {
  const { sitting } = aSitting(now)
  const dishes = sitting.menu.dishes.map(dish =>
    dish.id === 'greens' ? { ...dish, allergens: ['soy' as const] } : dish,
  )
  await cloud.change('sessions', 'lunch-1', { 'sitting.menu.dishes': dishes })
  await say(['soy'])
  expect(await cloud.codeOf('mum', 'order.create', eel())).toBe('ALLERGY_WARNING')
})

test('it needs consent, is for the own household only, and a late copy brings nothing back', async () => {
  const input = { memberId: 'self', allergens: ['fish' as const], agreed: false }
  expect(await cloud.codeOf('mum', 'meal.saveAllergies', input)).toBe('CONSENT_REQUIRED')
  expect(await cloud.codeOf('mum', 'meal.saveAllergies', { ...input, memberId: 'nobody', agreed: true })).toBe(
    'MEMBER_NOT_FOUND',
  )
  await say(['fish'], 'self', 'first-request')
  await say([])
  expect((await say(['fish'], 'self', 'first-request')).allergies).toEqual({})
  expect((await cloud.ask('mum', 'meal.list', {})).allergies).toEqual({})
  expect(await cloud.codeOf('mum', 'order.create', eel())).toBe('OK')
})

test('whoever orders for somebody sees what that person is allergic to, and nothing of the household', async () => {
  await say(['fish'])
  await say(['soy'], 'guoguo')
  const { code } = await cloud.ask('mum', 'meal.relationCode', { name: '陈奶奶' })
  const { elders } = await cloud.ask('daughter', 'meal.relate', { code: code?.digits ?? '', name: '小琴' })
  const relationId = elders[0]?.id ?? ''
  expect((await cloud.ask('daughter', 'meal.list', { relationId })).allergies).toEqual({ self: ['fish'] })
  expect((await cloud.ask('daughter', 'meal.list', {})).allergies).toEqual({})
  expect(await cloud.codeOf('daughter', 'order.create', { ...eel(), relationId })).toBe('ALLERGY_WARNING')
})

test('an order that is repeated takes another dish, and is not made where there is none', async () => {
  await cloud.seed({ sessions: [aSitting(now, { _id: 'lunch-2', startsAt: now + 2 * DAY })] })
  const { booking } = await cloud.ask('mum', 'order.create', eel())
  await say(['fish'])
  const days = [1, 2].map(n => weekday(now + n * DAY))
  await cloud.ask('mum', 'meal.repeat', { bookingId: booking.id, weekdays: days, until: localDate(now + 5 * DAY) })
  await cloud.tick()
  const made = (await cloud.stored('bookings')).filter(({ sessionId }) => sessionId === 'lunch-2')
  expect(made.map(({ order }) => order?.meals[0]?.names)).toEqual([['青椒炒肉']])
  await cloud.seed({ sessions: [aSitting(now, { _id: 'lunch-3', startsAt: now + 2 * DAY + HOUR })] })
  await say(['fish', 'soy'])
  cloud.later(HOUR)
  await cloud.tick()
  const { repeated } = await cloud.ask('mum', 'meal.repeated', {})
  expect(repeated[0]?.missed.map(({ why }) => why)).toEqual(['ALLERGY_WARNING'])
})

test('it is exported, goes with a member who is removed, and with the account; past orders do not keep it', async () => {
  await say(['fish'])
  await say(['soy'], 'guoguo')
  await cloud.ask('mum', 'order.create', { ...eel(), despiteAllergies: true })
  expect(await orders()).toEqual([['fish']])
  expect(JSON.stringify((await cloud.ask('mum', 'me.export', {})).kept)).toContain('fish')
  await cloud.ask('mum', 'member.remove', { memberId: 'guoguo' })
  expect(JSON.stringify(await cloud.stored('accounts'))).not.toContain('soy')
  cloud.later(2 * DAY)
  await cloud.tick()
  await cloud.ask('mum', 'me.erase', {})
  cloud.later(2 * DAY + HOUR)
  await cloud.tick()
  for (const name of ['accounts', 'bookings'] as const)
    expect(JSON.stringify(await cloud.stored(name))).not.toContain('"fish"')
  const [session] = await cloud.stored('sessions')
  expect(JSON.stringify(session?.claims)).not.toContain('"fish"')
})
