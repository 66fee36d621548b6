import { AGE_GROUPS, ageGroupOf, countPeople, sayAgeGroup } from '@domain/office/people'
import { DUTIES, dutiesOf } from '@domain/office/roles'
import { atLocal } from '@domain/time'

describe('people by age', () => {
  test.each([
    [null, 'unknown', '没说年龄'],
    [0, '0', '5 岁以下'],
    [5, '0', '5 岁以下'],
    [6, '6', '6–12 岁'],
    [17, '13', '13–17 岁'],
    [18, '18', '18–29 岁'],
    [79, '70', '70–79 岁'],
    [80, '80', '80 岁以上'],
    [104, '80', '80 岁以上'],
  ])('age %j is in the group %s, in words %s', (age, group, words) => {
    expect(ageGroupOf(age)).toBe(group)
    expect(sayAgeGroup(group)).toBe(words)
    expect(AGE_GROUPS).toContain(group)
  })

  test('each visit counts on its day and in the month, and each person once as new', () => {
    const visit = (person: string | null, day: string, age: number | null) => ({
      person,
      age,
      startsAt: atLocal(`2026-07-${day}`, 600),
    })
    const attended = [
      visit('a', '09', 7),
      visit('a', '08', 7),
      visit('b', '08', 7),
      visit(null, '08', null),
      visit('c', '08', 30),
    ]
    expect(countPeople(attended, new Set(['b']))).toEqual({
      days: {
        '08': { '6': [2, 1], unknown: [1, 0], '30': [1, 1] },
        '09': { '6': [1, 0] },
      },
      total: { '6': [3, 1], unknown: [1, 0], '30': [1, 1] },
    })
  })
})

test('a manager holds every duty, staff those given, offices and partners none', () => {
  expect(dutiesOf('manager', [])).toEqual(DUTIES)
  expect(dutiesOf('staff', ['till'])).toEqual(['till'])
  expect(dutiesOf('staff')).toEqual(['door'])
  for (const role of ['partner', 'county', 'city'] as const) expect(dutiesOf(role)).toEqual([])
})
