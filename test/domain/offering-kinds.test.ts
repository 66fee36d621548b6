import {
  CATEGORY_IDS,
  type Category,
  CLASS_FILTERS,
  categoriesOfFilter,
  categoryLabel,
  fitsKind,
  KINDS,
} from '@domain/offerings/kinds'
import { spotCounts } from '@domain/offerings/layout'
import { HOUR } from '@domain/time'

test.each<[Category, string, string]>([
  ['children', 'class', '儿童特色课堂'],
  ['elders', 'class', '长者课堂'],
  ['canteen', 'meal', '爱心食堂'],
  ['study', 'seat', '自习室'],
  ['audio-library', 'seat', '有声图书馆'],
  ['dance', 'room', '舞蹈室'],
  ['nap', 'berth', '小憩床位'],
])('%s is a category of %s only: %s', (category, kind, label) => {
  expect(KINDS.filter(one => fitsKind(category, one))).toEqual([kind])
  expect(categoryLabel(category)).toBe(label)
})

test('a category that is gone is named by its id', () => {
  expect(categoryLabel('gone' as Category)).toBe('gone')
})

test('the filters of the class list show every class category once', () => {
  const shown = CLASS_FILTERS.flatMap(({ id }) => categoriesOfFilter(id))
  expect(shown.sort()).toEqual(CATEGORY_IDS.filter(id => fitsKind(id, 'class')).sort())
  expect(CLASS_FILTERS.map(({ id }) => id)).not.toContain('seniors')
})

test('a container has each unit once per slot, and what the app cannot book of them', () => {
  const units = [{ id: 'a', label: '' }, ...['r', 's'].map(id => ({ id, label: '', reserve: true }))]
  const layout = { units, choose: true, slot: HOUR, minSlots: 1, maxSlots: 1, gapSlots: 0 }
  const hours = { startsAt: 0, endsAt: 4.5 * HOUR }
  expect(spotCounts(layout, hours)).toEqual({ capacity: 12, reserve: 8 })
  expect(spotCounts({ ...layout, slot: null }, hours)).toEqual({ capacity: 3, reserve: 2 })
})
