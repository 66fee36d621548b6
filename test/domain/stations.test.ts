import { decideSitAgain, recentSits } from '@domain/stations/limits'
import { readScene, sceneOf, stationOfScan } from '@domain/stations/scene'
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

const scanned = (stationId: string, proof: string | null = null) => ({ stationId, proof })

test('the station and the proof of a printed code are found in every form of scanned text', () => {
  expect(stationOfScan('pages/station/index?scene=hubin')).toEqual(scanned('hubin'))
  expect(stationOfScan('pages/station/index?scene=hubin.abcdefg2')).toEqual(scanned('hubin', 'abcdefg2'))
  expect(stationOfScan('http://127.0.0.1:3210/app/index.html#/pages/station/index?scene=bixi-yizhan.abcdefg2')).toEqual(
    scanned('bixi-yizhan', 'abcdefg2'),
  )
  const link = encodeURIComponent('https://example.org/door?scene=hubin.abcdefg2')
  expect(stationOfScan(link)).toEqual(scanned('hubin', 'abcdefg2'))
  expect(readScene(sceneOf('hubin', 'abcdefg2'))).toEqual(scanned('hubin', 'abcdefg2'))
  expect(stationOfScan('https://example.org/?scenery=x')).toBeNull()
  expect(stationOfScan(`?scene=${'a'.repeat(33)}`)).toBeNull()
  expect(stationOfScan('?scene=../../me')).toBeNull()
  expect(stationOfScan('?scene=hubin.abc')).toBeNull()
})

test('a person keeps three seats from afar in two hours, and sits twelve times in one; older ones do not count', () => {
  const now = at(12)
  const sits = (count: number, held: boolean, ago: number) =>
    Array.from({ length: count }, (_, n) => ({ at: now - ago + n, held }))
  expect(decideSitAgain(now, sits(2, true, HOUR), true)).toBeNull()
  expect(decideSitAgain(now, sits(3, true, HOUR), true)).toEqual({
    code: 'SEAT_LIMIT',
    detail: { from: now + HOUR, held: true },
  })
  // Who scans at the door sits down all the same.
  expect(decideSitAgain(now, sits(3, true, HOUR - 1), false)).toBeNull()
  expect(decideSitAgain(now, sits(11, false, HOUR - 60_000), false)).toBeNull()
  expect(decideSitAgain(now, sits(12, false, HOUR - 60_000), false)).toMatchObject({ detail: { held: false } })
  expect(decideSitAgain(now, sits(12, false, HOUR + 1), false)).toBeNull()
  expect(recentSits([...sits(1, true, 2 * HOUR), ...sits(1, true, HOUR)], now)).toHaveLength(1)
})
