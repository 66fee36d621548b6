/** Histories in which every party that joins takes stored waits from the list, which otherwise every sixteenth does. */
import type fc from 'fast-check'
import { Condition, type Store } from '../../../cloudfunctions/lib/kernel/store/port'
import type { StoreWrapper } from '../in-process/world'
import type { Act } from './acts'
import { type History, interleavingsOf } from './history'
import { firstViolation, historySuite } from './suite'
import { ballots } from './themes/ballot'
import { waitlist } from './themes/waitlist'

jest.mock('../../../cloudfunctions/lib/booking/core/stored-waits', () => ({
  ...jest.requireActual('../../../cloudfunctions/lib/booking/core/stored-waits'),
  isListKeeper: () => true,
}))

historySuite(waitlist, 500)
historySuite(ballots, 100)

type Fields = Record<string, unknown>

/** Breaks updates of sessions: changes their condition, or keeps them from taking place. */
function breaking(spoil: (where: Fields, change: Fields) => Fields | null): StoreWrapper {
  return store => {
    const sessions = store.sessions as unknown as { update: (where: Fields, change: Fields) => Promise<number> }
    const update = async (where: Fields, change: Fields) => {
      const spoilt = spoil(where, change)
      return spoilt ? sessions.update(spoilt, change) : 0
    }
    return { ...store, sessions: { ...sessions, update } } as unknown as Store
  }
}

const isAbsent = (value: unknown) => value instanceof Condition && value.operator === 'exists' && value.value === false
const withoutAbsent = (prefix: string) =>
  breaking(where =>
    Object.fromEntries(
      Object.entries(where).filter(([field, value]) => !(field.startsWith(prefix) && isAbsent(value))),
    ),
  )
const keys = (fields: Fields, prefix: string) => Object.keys(fields).filter(field => field.startsWith(prefix))

/** `which` counts bookings in the order of their ids: the first is MUM's wait, the second RIDER's booking. */
const NEAR = 0
const [MUM, DAD, , RIDER] = [0, 1, 2, 3]
const book = (who: number): Act => ({ does: 'book', who, session: NEAR, pair: false })
const join = (who: number): Act => ({ does: 'join', who, session: NEAR, pair: false })
/** The same, with every call of the last move sent twice. */
const twice = (histories: fc.Arbitrary<History>) =>
  histories.map(moves => moves.map((move, n) => ({ ...move, twice: n === moves.length - 1 })))

const controls: { what: string; wrapStore: StoreWrapper; histories: fc.Arbitrary<History> }[] = [
  {
    what: 'a party is taken out as often as its leaving arrives',
    wrapStore: withoutAbsent('left.'),
    histories: twice(interleavingsOf([book(RIDER), join(MUM), join(DAD)], [{ does: 'leave', which: 0 }])),
  },
  {
    what: 'a party that a copy of its call has listed again is counted twice',
    // Only dropping a duplicate takes a party from the list and notes nothing else.
    wrapStore: breaking((where, change) =>
      keys(change, 'waitlist.').length === 1 &&
      'waiting' in change &&
      keys(change, 'left.').length === 0 &&
      !('seatsLeft' in change) &&
      keys(where, 'shape').length === 1
        ? null
        : where,
    ),
    histories: twice(interleavingsOf([book(RIDER)], [join(MUM)])),
  },
]

test.each(controls)('found when broken: $what', async ({ wrapStore, histories }) => {
  expect(await firstViolation(waitlist, wrapStore, 150, histories)).not.toEqual([])
})

test.each(controls)('not found with the guard in place: $what', async ({ histories }) => {
  expect(await firstViolation(waitlist, store => store, 50, histories)).toEqual([])
})
