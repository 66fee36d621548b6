import { DAY, HOUR, MINUTE } from '@domain/time'
import { aSession } from '../../../../worlds/fixtures/index'
import { aSeries } from '../../support/series'
import { weighted } from '../acts'
import { RULES, START } from './stage'
import { PACE, themeOf } from './theme'

const [first, second, third] = aSeries(START, {
  id: 'summer',
  count: 3,
  startsAt: START + 3 * HOUR,
  capacity: 2,
  rules: RULES,
})
const whole = aSeries(START, {
  id: 'choir',
  mode: 'whole',
  count: 2,
  startsAt: START + 3 * HOUR + 30 * MINUTE,
  capacity: 1,
  rules: RULES,
})

/** A series whose sessions can also be booked singly, one that is only booked whole, and a class at the same time. */
export const courses = themeOf(
  'course',
  [
    ...[first, second, third].flatMap(session => session ?? []),
    ...whole,
    aSession(START, { _id: 'clash', startsAt: START + DAY + 3 * HOUR, capacity: 1, rules: RULES }),
  ],
  weighted({
    bookSeries: 12,
    book: 5,
    join: 3,
    cancel: 5,
    release: 1,
    cancelSeries: 5,
    accept: 3,
    leave: 1,
    checkIn: 2,
    walkIn: 1,
    bookFor: 2,
    retry: 3,
    capacity: 2,
    callOff: 1,
    move: 2,
    tick: 3,
  }),
  PACE.week,
  { ids: ['summer-1', 'summer-2', 'clash', 'choir-1'], series: ['summer', 'choir'] },
)
