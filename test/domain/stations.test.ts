import { stationOfScan } from '@domain/stations/scene'
import { stationState, stayUntil } from '@domain/stations/state'
import { atLocal, HOUR } from '@domain/time'

const DATE = '2026-07-08'
const at = (hour: number) => atLocal(DATE, hour * 60)
const week = [0, 1, 2, 3, 4, 5, 6].map(weekday => ({ weekday, opens: 8 * 60, closes: 20 * 60 }))
const hours = { week, closures: [{ from: '2026-07-10', to: '2026-07-10', reason: '过节' }] }

test('a temporary closure applies while it lasts, and says when the station opens next', () => {
  const closure = { from: at(10), until: at(12), reason: '停电' }
  expect(stationState({ hours, closure }, at(9))).toEqual({ open: true, closesAt: at(20) })
  expect(stationState({ hours, closure }, at(10))).toEqual({ open: false, opensAt: at(12), reason: '停电' })
  expect(stationState({ hours, closure }, at(12))).toMatchObject({ open: true })
  const long = { from: at(10), until: at(21), reason: '停电' }
  expect(stationState({ hours, closure: long }, at(11))).toMatchObject({
    open: false,
    opensAt: atLocal('2026-07-09', 480),
  })
  expect(stationState({ hours, closure: null }, atLocal('2026-07-10', 600))).toMatchObject({
    open: false,
    reason: '过节',
  })
})

test('a visit ends at closing time at the latest', () => {
  const doors = { hours, closure: null }
  expect(stayUntil(doors, 2 * HOUR, at(9))).toBe(at(11))
  expect(stayUntil(doors, 2 * HOUR, at(19))).toBe(at(20))
  expect(stayUntil(doors, 2 * HOUR, at(21))).toBeNull()
})

test('the station of a printed code is found in every form of scanned text', () => {
  expect(stationOfScan('pages/station/index?scene=hubin')).toBe('hubin')
  expect(stationOfScan('http://127.0.0.1:3210/app/index.html#/pages/station/index?scene=bixi-yizhan')).toBe(
    'bixi-yizhan',
  )
  expect(stationOfScan(encodeURIComponent('https://example.org/door?scene=hubin'))).toBe('hubin')
  expect(stationOfScan('https://example.org/?scenery=x')).toBeNull()
  expect(stationOfScan(`?scene=${'a'.repeat(33)}`)).toBeNull()
  expect(stationOfScan('?scene=../../me')).toBeNull()
})
