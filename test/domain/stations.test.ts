import { decideCount, decideSit, sortByAvailability } from '@domain/stations/decide'
import { decideSitAgain, mergedSits, recentSits } from '@domain/stations/limits'
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
  expect(stationOfScan('scene=hubin')).toBeNull()
  expect(stationOfScan(`?scene=${'a'.repeat(32)}&from=door`)).toEqual(scanned('a'.repeat(32)))
  expect(readScene('-hubin')).toBeNull()
  expect(readScene('x hubin')).toBeNull()
  expect(readScene('hubin.abcdefg2x')).toBeNull()
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

test('only a limit that is reached at its edges refuses, and says when the first of its seats no longer counts', () => {
  const now = at(12)
  const held = (...ago: number[]) => ago.map(each => ({ at: now - each, held: true }))
  // A seat exactly two hours ago no longer counts.
  expect(decideSitAgain(now, held(2 * HOUR, 1, 2), true)).toBeNull()
  expect(decideSitAgain(now, held(5, 2 * HOUR - 1, 7), true)).toMatchObject({ detail: { from: now + 1 } })
  // Of more than three, the third last decides, in whatever order they are stored.
  expect(decideSitAgain(now, held(1000, 3000, 2000, 4000), true)).toEqual({
    code: 'SEAT_LIMIT',
    detail: { from: now - 3000 + 2 * HOUR, held: true },
  })
  // Seats at the door do not count as kept ones, and kept ones count among all.
  const door = (count: number) => Array.from({ length: count }, (_, n) => ({ at: now - n, held: false }))
  expect(decideSitAgain(now, door(11), true)).toBeNull()
  expect(decideSitAgain(now, [...door(11), ...held(1)], false)).toMatchObject({ detail: { held: false } })
})

test('sits up to a moment get one time for all, the end of its hour; later ones keep theirs, old ones go', () => {
  const now = at(12)
  const [old, early, late] = [now - 2 * HOUR, now - HOUR - 60_000, now - 60_000].map(when => ({ at: when, held: true }))
  if (!old || !early || !late) throw new Error('three sits')
  expect(mergedSits([old, early, { ...late, held: false }], early.at, now)).toEqual({
    sits: [
      { at: at(11), held: true },
      { at: late.at, held: false },
    ],
    mergedAt: at(11),
  })
})

describe('staff and people at a station', () => {
  const station = (change: { free?: number; counted?: number; closed?: boolean } = {}) => ({
    hours,
    closure: change.closed ? { from: at(9), until: at(12), reason: '停电' } : null,
    free: change.free ?? 3,
    counted: change.counted ?? 2,
  })
  const STATION_CLOSED = { code: 'STATION_CLOSED', detail: { opensAt: at(12), reason: '停电' } }

  test('a person sits down while it is open and a seat is free', () => {
    expect(decideSit(at(10), station({ free: 1 }))).toBeNull()
    expect(decideSit(at(10), station({ free: 0 }))).toEqual({ code: 'STATION_FULL', detail: { nearest: null } })
    expect(decideSit(at(10), station({ closed: true }))).toEqual(STATION_CLOSED)
  })

  test.each<[what: string, people: number, change: Parameters<typeof station>[0], refused: unknown]>([
    ['as many in as seats are free', 3, {}, null],
    ['one more in', 4, {}, { code: 'COUNT_NOT_POSSIBLE', detail: { free: 3, counted: 2 } }],
    ['as many out as were counted', -2, {}, null],
    ['one more out', -3, {}, { code: 'COUNT_NOT_POSSIBLE', detail: { free: 3, counted: 2 } }],
    ['one in while it is closed', 1, { closed: true }, STATION_CLOSED],
    ['one out while it is closed', -1, { closed: true }, null],
    ['nobody while it is closed', 0, { closed: true }, null],
  ])('staff count %s', (_what, people, change, refused) => {
    expect(decideCount(at(10), station(change), people)).toEqual(refused)
  })

  test('stations with free seats come first, then full ones, then closed ones; each group keeps its order', () => {
    const list = [
      { id: 'closed', ...station({ closed: true }) },
      { id: 'full', ...station({ free: 0 }) },
      { id: 'free', ...station({ free: 1 }) },
      { id: 'closed too', ...station({ closed: true, free: 0 }) },
      { id: 'also free', ...station({ free: 2 }) },
    ]
    expect(sortByAvailability(list, at(10)).map(({ id }) => id)).toEqual([
      'free',
      'also free',
      'full',
      'closed',
      'closed too',
    ])
    expect(list[0]?.id).toBe('closed')
  })
})

test('a station that is closed beyond its closure says when it opens after it', () => {
  const closure = { from: at(7), until: at(9), reason: '停电' }
  expect(stationState({ hours, closure }, at(7))).toMatchObject({ opensAt: at(9) })
  expect(stationState({ hours, closure: { ...closure, until: at(7) + 60_000 } }, at(7))).toMatchObject({
    opensAt: at(8),
  })
})
