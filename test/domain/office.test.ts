import { type RouteName, routes } from '@domain/contracts'
import { functionOf } from '@domain/contracts/functions'
import { fitsPlace, joinedGrant, sayGrant } from '@domain/office/grants'
import { ACT_LABELS, ACT_OF_ROUTE, JOURNAL_ACTS } from '@domain/office/journal'

test('every act of the journal has a name of its own', () => {
  expect(Object.keys(ACT_LABELS).sort()).toEqual([...JOURNAL_ACTS].sort())
  expect(new Set(Object.values(ACT_LABELS)).size).toBe(JOURNAL_ACTS.length)
  expect(new Set(Object.values(ACT_OF_ROUTE)).size).toBe(Object.keys(ACT_OF_ROUTE).length)
})

/**
 * Writes whose record is elsewhere: the check-in log, which the journal shows, and the log of the stations, which knows no
 * people.
 */
const RECORDED_ELSEWHERE = [
  'staff.checkIn',
  'staff.checkInByName',
  'staff.undoCheckIn',
  'staff.uploadScans',
  'staff.adjustOccupancy',
  // The ledger is the record of what was served and paid.
  'staff.mealHandOver',
  'staff.mealPay',
  // Check-ins of their moment; failed attempts stand in the booking.
  'staff.mealReportStops',
  // Makes the key of a door; nothing of people.
  'staff.doorKey',
]

test('the journal records every write of staff', () => {
  const writes = (Object.keys(routes) as RouteName[]).filter(
    name => functionOf(name) !== 'resident' && routes[name].effect === 'write',
  )
  expect(writes.filter(name => !ACT_OF_ROUTE[name]).sort()).toEqual([...RECORDED_ELSEWHERE].sort())
})

test('there are staff and managers at centres, county offices at counties, and one office at the city', () => {
  const at = (centreId: string | null, county: string | null) =>
    (['staff', 'manager', 'county', 'city'] as const).filter(role => fitsPlace(role, { centreId, county }))
  expect(at('jiangchuan', null)).toEqual(['staff', 'manager'])
  expect(at(null, '江川区')).toEqual(['county'])
  expect(at(null, null)).toEqual(['city'])
})

test('a second grant adds duties and never lowers a role', () => {
  expect(joinedGrant(null, { role: 'staff', duties: ['till'] })).toEqual({ role: 'staff', duties: ['till'] })
  // Grants that are older than the duties are for the door.
  expect(joinedGrant({ role: 'staff' }, { role: 'staff', duties: ['till'] })).toEqual({
    role: 'staff',
    duties: ['door', 'till'],
  })
  expect(joinedGrant({ role: 'manager' }, { role: 'staff', duties: ['till'] })).toEqual({ role: 'manager', duties: [] })
  expect(joinedGrant({ role: 'staff', duties: ['till'] }, { role: 'manager' })).toEqual({ role: 'manager', duties: [] })
})

test.each([
  [{ role: 'staff' } as const, '工作人员（签到和前台）'],
  [{ role: 'staff', duties: ['reversal', 'till'] } as const, '工作人员（收银、退款审批）'],
  [{ role: 'staff', duties: [] } as const, '工作人员（没有职责）'],
  [{ role: 'manager' } as const, '中心负责人'],
])('a grant in words: %j', (grant, words) => {
  expect(sayGrant(grant)).toBe(words)
})
