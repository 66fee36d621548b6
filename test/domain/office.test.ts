import { type RouteName, routes } from '@domain/contracts'
import { functionOf } from '@domain/contracts/functions'
import { mayCall, placeOf } from '@domain/office/access'
import {
  decideAcceptance,
  EXPECTED_FOR,
  fitsPlace,
  INVITATION_LASTS,
  joinedGrant,
  sayGrant,
} from '@domain/office/grants'
import { ACT_LABELS, ACT_OF_ROUTE, JOURNAL_ACTS } from '@domain/office/journal'

test('every act of the journal has a name of its own', () => {
  expect(Object.keys(ACT_LABELS).sort()).toEqual([...JOURNAL_ACTS].sort())
  expect(new Set(Object.values(ACT_LABELS)).size).toBe(JOURNAL_ACTS.length)
  expect(new Set(Object.values(ACT_OF_ROUTE)).size).toBe(Object.keys(ACT_OF_ROUTE).length)
  for (const act of JOURNAL_ACTS)
    expect([act, ACT_LABELS[act]]).toEqual([act, expect.stringMatching(/^[\u4e00-\u9fff]{2,}$/)])
  expect(Object.values(ACT_OF_ROUTE).filter(act => !JOURNAL_ACTS.includes(act))).toEqual([])
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

test('a route is open to a role, to a member of staff with a duty, and to nobody else', () => {
  const staff = (...duties: ('door' | 'till' | 'menu')[]) => [{ role: 'staff' as const, duties }]
  const as = (role: 'manager' | 'partner' | 'county' | 'city') => [{ role, duties: [] }]
  expect(mayCall('staff.pack', staff('door'))).toBe(true)
  expect(mayCall('staff.pack', staff('till', 'menu'))).toBe(false)
  expect(mayCall('staff.pack', [...staff('till'), ...as('manager')])).toBe(true)
  expect(mayCall('staff.pack', [{ role: 'partner', duties: ['door'] }])).toBe(false)
  expect(mayCall('office.watch', as('county'))).toBe(false)
  expect(mayCall('office.watch', as('city'))).toBe(true)
  expect(mayCall('office.week', staff())).toBe(true)
  expect(mayCall('office.week', [])).toBe(false)
})

test.each([
  [
    { centreId: 'a', county: '江川区' },
    { centreId: 'a', county: null },
  ],
  [{ county: '江川区' }, { centreId: null, county: '江川区' }],
  [{}, { centreId: null, county: null }],
  [
    { centreId: 7, county: 8 },
    { centreId: null, county: null },
  ],
  [{ county: null }, { centreId: null, county: null }],
])('the input %j names the place %j', (input, place) => {
  expect(placeOf(input)).toEqual(place)
})

test('an invitation is accepted by another person, once, until it ends, and not after it was taken back', () => {
  const facts = { now: 9, until: 10, withdrawnAt: null, by: 'manager', usedBy: null, asker: 'me' }
  expect(decideAcceptance(facts)).toBeNull()
  expect(decideAcceptance({ ...facts, now: 10 })).toEqual({ code: 'INVITATION_EXPIRED', detail: { until: 10 } })
  expect(decideAcceptance({ ...facts, usedBy: 'other' })).toEqual({ code: 'INVITATION_USED', detail: null })
  expect(decideAcceptance({ ...facts, asker: 'manager', usedBy: 'other' })).toEqual({
    code: 'INVITATION_OWN',
    detail: null,
  })
  expect(decideAcceptance({ ...facts, withdrawnAt: 1, asker: 'manager' })).toEqual({
    code: 'INVITATION_NOT_FOUND',
    detail: null,
  })
  expect([INVITATION_LASTS, EXPECTED_FOR]).toEqual([600_000, 2_592_000_000])
})
