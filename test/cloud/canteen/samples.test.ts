import { atLocal, DAY, HOUR, localDate } from '@domain/time'
import { aSitting, aStaff, CENTRE } from '../../../worlds/fixtures/index'
import { openTestCloud } from '../in-process/cloud'
import { cloudNow } from '../support/clock'
import { openCanteen } from './support'

const now = cloudNow()
const NOON = atLocal(localDate(now + DAY), 11 * 60)
const cloud = openTestCloud()
const sample = (change: object = {}) => ({
  centreId: CENTRE,
  sessionId: 'lunch-1',
  dishId: 'pork',
  grams: 130,
  ...change,
})
const codeOf = (change: object = {}, by = 'cook') => cloud.codeOf(by, 'staff.mealSample', sample(change))
const kitchen = () => cloud.ask('cook', 'staff.mealKitchen', { centreId: CENTRE, sessionId: 'lunch-1' })

test('the cook notes once a day what was put aside of each dish, and the sitting stays in sight for two days', async () => {
  await openCanteen(cloud, {
    sessions: [aSitting(now, { startsAt: NOON })],
    staff: [aStaff('cook', { duties: ['kitchen'] }), aStaff('cashier', { duties: ['till'] })],
  })
  expect((await kitchen()).sitting?.samples).toEqual([])
  expect(await codeOf()).toBe('WRONG_DAY')
  cloud.at(NOON - HOUR)
  expect(await codeOf({}, 'cashier')).toBe('FORBIDDEN')
  expect(await codeOf({ grams: 124 })).toBe('INVALID_INPUT')
  expect(await codeOf({ dishId: 'cake' })).toBe('DISH_NOT_FOUND')
  expect(await Promise.all([codeOf(), codeOf({ grams: 200 })])).toEqual(['OK', 'OK'])
  const samples = async () => (await kitchen()).sitting?.samples
  const [pork, eel] = (await samples()) ?? []
  const { at = 0 } = pork?.kept ?? {}
  expect(pork).toMatchObject({ name: '青椒炒肉', kept: { until: at + 48 * HOUR } })
  expect([130, 200]).toContain(pork?.kept?.grams)
  expect(eel).toMatchObject({ kept: null })
  // The first note stays.
  await codeOf({ grams: 500 })
  expect((await samples())?.[0]).toEqual(pork)
  cloud.at(NOON + 40 * HOUR)
  expect((await kitchen()).sittings.map(({ id }) => id)).toEqual(['lunch-1'])
  expect(await codeOf({ dishId: 'eel' })).toBe('WRONG_DAY')
  expect((await cloud.stored('journal', { act: 'meal-sample', state: 'done' })).length).toBeGreaterThan(0)
})
