import { HOUR, MINUTE } from '@domain/time'
import { aDay, units } from '../../../../worlds/fixtures/index'
import { weighted } from '../acts'
import { RULES, START } from './stage'
import { PACE, themeOf } from './theme'

/** The slots of a session follow from its start and end, so both are set. */
const open = (from: number, hours: number) => ({ startsAt: START + from, endsAt: START + from + hours * HOUR })

/** Two numbered seats, a room with cleaning after each booking, and berths that are released when nobody comes. */
export const spaces = themeOf(
  'spaces',
  [
    aDay(START, { _id: 'study', ...open(30 * MINUTE, 4), layout: { units: units('s', 2) }, rules: RULES }),
    aDay(START, {
      _id: 'room',
      kind: 'room',
      category: 'dance',
      ...open(HOUR, 4),
      layout: { units: units('r', 1), gapSlots: 1 },
      rules: RULES,
    }),
    aDay(START, {
      _id: 'naps',
      kind: 'berth',
      category: 'nap',
      ...open(10 * MINUTE, 3),
      layout: { units: units('b', 2), choose: false, maxSlots: 2 },
      rules: { ...RULES, graceMs: 10 * MINUTE },
    }),
  ],
  weighted({
    bookSpan: 16,
    cancel: 5,
    release: 1,
    checkIn: 3,
    undo: 1,
    appeal: 1,
    retry: 3,
    closeSpots: 3,
    openSpots: 3,
    callOff: 1,
    decide: 1,
    tick: 4,
  }),
  PACE.today,
)
