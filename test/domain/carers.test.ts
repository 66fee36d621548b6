import { canShareCare, isSameChild } from '@domain/people/cares'
import { atLocal } from '@domain/time'
import { GIRL } from './support/bookings'

const NOW = atLocal('2026-07-08', 600)

test('a child can be cared for by two accounts as long as a guardian speaks for it', () => {
  expect(canShareCare(GIRL, NOW)).toBe(true)
  expect(canShareCare({ ...GIRL, birthMonth: '2010-01' }, NOW)).toBe(false)
  expect(canShareCare({ ...GIRL, relation: 'other' }, NOW)).toBe(false)
})

test('two entries are the same child with one birth month and one name, however it is written', () => {
  const child = { ...GIRL, nickname: 'Amy 果', birthMonth: '2019-03' }
  expect(isSameChild(child, { ...child, id: 'x', nickname: ' amy 果 ' })).toBe(true)
  expect(isSameChild(child, { ...child, nickname: '豆豆' })).toBe(false)
  expect(isSameChild(child, { ...child, birthMonth: '2019-04' })).toBe(false)
  expect(isSameChild({ ...child, relation: 'other' }, child)).toBe(false)
})
