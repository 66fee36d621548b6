import {
  type CheckInEntry,
  type CheckInMark,
  type CheckInStep,
  checkInStep,
  duplicateStep,
  markOf,
  undoStep,
} from '@domain/checkin/log'
import fc from 'fast-check'

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
