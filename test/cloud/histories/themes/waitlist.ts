import { DAY, HOUR, MINUTE } from '@domain/time'
import { aSession } from '../../../../worlds/fixtures/index'
import { weighted } from '../acts'
import { RULES, START } from './stage'
import { PACE, themeOf } from './theme'

/** Small classes that fill at once, two at the same time, one sooner: places, waiting, offers, changes, no-shows. */
export const waitlist = themeOf(
  'waitlist',
  [
    aSession(START, { _id: 'near', startsAt: START + DAY, capacity: 1, rules: RULES }),
    aSession(START, { _id: 'wide', startsAt: START + DAY + 30 * MINUTE, capacity: 3, reserve: 1, rules: RULES }),
    aSession(START, {
      _id: 'soon',
      startsAt: START + 2 * HOUR,
      capacity: 2,
      rules: { ...RULES, closesBefore: 30 * MINUTE },
    }),
  ],
  weighted({
    book: 8,
    join: 6,
    cancel: 4,
    release: 2,
    accept: 4,
    leave: 2,
    checkIn: 2,
    consent: 4,
    removeMember: 3,
    addMember: 3,
    appeal: 1,
    retry: 3,
    capacity: 2,
    callOff: 1,
    move: 2,
    decide: 1,
    tick: 3,
  }),
  PACE.week,
)
