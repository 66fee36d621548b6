import { DAY, HOUR, MINUTE } from '@domain/time'
import { aSession } from '../../../../worlds/fixtures/index'
import { weighted } from '../acts'
import { RULES, START } from './stage'
import { PACE, themeOf } from './theme'

const rules = { ...RULES, checkInBefore: 2 * HOUR }

/** Classes that begin soon and reserve places for people without the app; in one of them every place is reserved. */
export const desk = themeOf(
  'desk',
  [
    aSession(START, {
      _id: 'today',
      startsAt: START + HOUR,
      capacity: 3,
      reserve: 1,
      rules: { ...rules, closesBefore: 15 * MINUTE },
    }),
    aSession(START, { _id: 'beside', startsAt: START + 90 * MINUTE, capacity: 2, reserve: 1, rules }),
    aSession(START, { _id: 'kept', startsAt: START + DAY, capacity: 2, reserve: 2, rules }),
  ],
  weighted({
    walkIn: 6,
    bookFor: 6,
    cancelFor: 4,
    release: 2,
    book: 5,
    join: 3,
    cancel: 2,
    accept: 2,
    checkIn: 3,
    checkInByName: 3,
    undo: 4,
    appeal: 1,
    retry: 3,
    capacity: 2,
    callOff: 1,
    move: 1,
    tick: 3,
  }),
  PACE.today,
)
