import { HOUR, MINUTE } from '@domain/time'
import { aSession } from '../../../../worlds/fixtures/index'
import { weighted } from '../acts'
import { RULES, START } from './stage'
import { PACE, themeOf } from './theme'

const ballot = { drawBefore: 2 * HOUR }

/**
 * Two ballots that are drawn soon and take place at the same time, so that a winner of both can take only one, and an ordinary
 * class at that time, which some people book before the draw.
 */
export const ballots = themeOf(
  'ballot',
  [
    aSession(START, {
      _id: 'early',
      startsAt: START + 3 * HOUR,
      drawAt: START + HOUR,
      capacity: 2,
      rules: { ...RULES, ballot },
    }),
    aSession(START, {
      _id: 'late',
      startsAt: START + 3 * HOUR + 30 * MINUTE,
      drawAt: START + 90 * MINUTE,
      capacity: 1,
      rules: { ...RULES, ballot, closesBefore: 20 * MINUTE },
    }),
    aSession(START, { _id: 'plain', startsAt: START + 3 * HOUR, capacity: 2, rules: RULES }),
  ],
  weighted({
    register: 14,
    book: 3,
    join: 3,
    cancel: 3,
    accept: 3,
    leave: 4,
    consent: 2,
    checkIn: 1,
    retry: 3,
    capacity: 2,
    callOff: 1,
    move: 2,
    tick: 6,
  }),
  PACE.today,
)
