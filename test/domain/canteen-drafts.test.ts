import { spareMeals } from '@domain/canteen/guest-order'
import { rebased } from '@domain/rebased'

test.each([
  ['nothing was cancelled', { reserve: 2, seatsLeft: 7 }, { reserve: 2, returned: 0, uncooked: 7 }],
  ['an order was cancelled since', { reserve: 2, seatsLeft: 8 }, { reserve: 2, returned: 1, uncooked: 7 }],
  [
    'some of the reserve were given away',
    { reserve: 0, reserveTaken: 2, seatsLeft: 7 },
    { reserve: 0, returned: 0, uncooked: 7 },
  ],
  [
    'a call that was in time was completed later',
    { reserve: 2, seatsLeft: 6 },
    { reserve: 2, returned: 0, uncooked: 7 },
  ],
])('the spare meals of 20 when 11 were counted: %s', (_what, places, spare) => {
  expect(spareMeals({ capacity: 20, ...places }, 11)).toEqual(spare)
})

test.each([
  ['nothing was typed', { from: '11:00', seats: [6] }, { from: '10:30', seats: [8] }],
  ['one was typed', { from: '11:15', seats: [6] }, { from: '11:15', seats: [8] }],
  ['all were typed', { from: '11:15', seats: [7] }, { from: '11:15', seats: [7] }],
])('what was typed stays when others have changed the rest: %s', (_what, draft, after) => {
  const base = { from: '11:00', seats: [6] }
  expect(rebased({ base, draft }, { from: '10:30', seats: [8] })).toEqual(after)
})
