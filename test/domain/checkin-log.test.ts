import {
  type CheckInEntry,
  type CheckInMark,
  type CheckInStep,
  checkInStep,
  duplicateStep,
  markOf,
  undoStep,
} from '@domain/checkin/log'
import fc from '../random'

const scan = fc.record({
  what: fc.constantFrom('in', 'twice', 'undo'),
  at: fc.integer({ min: 1, max: 50 }),
  by: fc.constantFrom('door-1', 'door-2'),
  way: fc.constantFrom<CheckInMark['way'][]>('qr', 'name', 'offline'),
})

test('the booking’s check-in mark always follows from its log', () => {
  fc.assert(
    fc.property(fc.array(scan, { maxLength: 30 }), scans => {
      let checkIn: CheckInMark | null = null
      const log: CheckInEntry[] = []
      for (const [n, { what, ...rest }] of scans.entries()) {
        const mark: CheckInMark = { ...rest, requestId: `request-${n}` }
        const step: CheckInStep | false | null =
          what === 'undo'
            ? checkIn && undoStep(checkIn, { ...mark, reason: '点错了' })
            : checkIn
              ? what === 'twice' && duplicateStep(checkIn, mark, 100)
              : checkInStep(mark, 100)
        if (!step) continue
        checkIn = step.checkIn
        log.push(...step.entries)
      }
      expect(markOf(log)).toEqual(checkIn)
    }),
  )
})

test('the earliest use of a booking counts, whatever the order of the reports', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 8 }), moments => {
      const marks = moments.map((at, n): CheckInMark => ({ at, by: 'door', way: 'offline', requestId: `request-${n}` }))
      let checkIn: CheckInMark | null = null
      const log: CheckInEntry[] = []
      for (const mark of marks) {
        const step: CheckInStep = checkIn ? duplicateStep(checkIn, mark, 100) : checkInStep(mark, 100)
        checkIn = step.checkIn
        log.push(...step.entries)
      }
      expect(checkIn?.at).toBe(Math.min(...moments))
      // Every other use is logged once.
      const duplicates = log.filter(({ what }) => what === 'duplicate').map(({ at }) => at)
      expect([...duplicates, checkIn?.at].sort()).toEqual([...moments].sort())
    }),
  )
})

test('each row of the log says what happened, when it was heard of, and by whom', () => {
  const mark: CheckInMark = { at: 5, by: 'door-1', way: 'offline', requestId: 'first' }
  const later: CheckInMark = { at: 7, by: 'door-2', way: 'qr', requestId: 'second' }
  expect(checkInStep(mark, 9)).toEqual({ checkIn: mark, entries: [{ ...mark, what: 'in', loggedAt: 9, reason: null }] })
  expect(duplicateStep(mark, later, 9)).toEqual({
    checkIn: mark,
    entries: [{ ...later, what: 'duplicate', loggedAt: 9, reason: null }],
  })
  // Of two uses at one moment the one that is known stays.
  expect(duplicateStep(mark, { ...later, at: 5 }, 9).checkIn).toEqual(mark)
  expect(undoStep(mark, { at: 8, by: 'desk', requestId: 'third', reason: '点错了' })).toEqual({
    checkIn: null,
    entries: [{ what: 'undo', at: 8, by: 'desk', way: 'offline', requestId: 'third', loggedAt: 8, reason: '点错了' }],
  })
})

test('whether a phone was near is kept, also when it was not or did not say', () => {
  for (const near of [true, false, null]) {
    const mark: CheckInMark = { at: 5, by: 'me', way: 'door', requestId: 'first', near }
    expect(markOf(checkInStep(mark, 9).entries)).toEqual(mark)
  }
  const silent: CheckInMark = { at: 5, by: 'me', way: 'door', requestId: 'first' }
  expect(Object.keys(markOf(checkInStep(silent, 9).entries) ?? {})).not.toContain('near')
})
