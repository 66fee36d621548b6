import { DAY, HOUR, MINUTE } from '@domain/time'
import { aSitting } from '../../../../worlds/fixtures/index'
import { weighted } from '../acts'
import { START } from './stage'
import { PACE, themeOf } from './theme'

const rules = { closesBefore: 20 * MINUTE, cancelBefore: 20 * MINUTE, checkInBefore: HOUR, maxActive: null }

/** What is scarce: two portions of a dish, two seats, one place on the round. */
function sitting(id: string, startsAt: number, capacity: number) {
  const whole = aSitting(START, { _id: id, startsAt, capacity, rules })
  const { menu, seatings, rounds } = whole.sitting
  return aSitting(START, {
    _id: id,
    startsAt,
    capacity,
    rules,
    sitting: {
      menu: { ...menu, dishes: menu.dishes.map(dish => (dish.id === 'pork' ? { ...dish, cap: 2 } : dish)) },
      seatings: seatings.map(seating => ({ ...seating, seats: 2 })),
      rounds: rounds.map(round => ({ ...round, places: 1 })),
    },
  })
}

/** Three sittings: one whose cut-off is near, one later on the same day, and one of the next day. */
export const canteen = themeOf(
  'canteen',
  [sitting('soon', START + 50 * MINUTE, 4), sitting('later', START + 3 * HOUR, 3), sitting('tomorrow', START + DAY, 3)],
  weighted({
    order: 12,
    changeOrder: 5,
    cancel: 3,
    proof: 4,
    handOver: 7,
    pay: 3,
    reverse: 3,
    undo: 2,
    reportStop: 3,
    closeTill: 3,
    confirmClose: 2,
    release: 1,
    callOff: 1,
    retry: 3,
    tick: 4,
  }),
  PACE.today,
)
