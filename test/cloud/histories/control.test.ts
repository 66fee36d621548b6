import { DAY, HOUR, MINUTE } from '@domain/time'
import type fc from 'fast-check'
import { Condition, type Store } from '../../../cloudfunctions/lib/kernel/store/port'
import { runs } from '../../depth'
import type { StoreWrapper } from '../in-process/world'
import type { Act } from './acts'
import { type History, interleavingsOf, QUIET } from './history'
import { firstViolation } from './suite'
import { ballots } from './themes/ballot'
import { canteen } from './themes/canteen'
import { spaces } from './themes/spaces'
import type { Theme } from './themes/theme'
import { waitlist } from './themes/waitlist'

/**
 * The histories must find real faults: with one guard broken on purpose they find a violation within this many. Their seed
 * is fixed, so that the result is repeatable.
 */
const ENOUGH = 150

type Fields = Record<string, unknown>

type Guarded = 'sessions' | 'accounts' | 'bookings'

/** Breaks the updates of a collection: changes their condition or their content. */
function breaking(
  collection: Guarded,
  spoil: (where: Fields, change: Fields) => { where?: Fields; change?: Fields },
): StoreWrapper {
  return store => {
    const table = store[collection] as unknown as { update: (where: Fields, change: Fields) => Promise<number> }
    const update = (where: Fields, change: Fields) => {
      const spoilt = spoil(where, change)
      return table.update(spoilt.where ?? where, spoilt.change ?? change)
    }
    return { ...store, [collection]: { ...table, update } } as Store
  }
}

/** Returns the fields without those that match. */
function without(fields: Fields, fits: (field: string, value: unknown) => boolean): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([field, value]) => !fits(field, value)))
}

const isAbsent = (value: unknown) => value instanceof Condition && value.operator === 'exists' && value.value === false
const drops = (collection: Guarded, fits: (field: string, value: unknown) => boolean) =>
  breaking(collection, where => ({ where: without(where, fits) }))

/** Disables the joined reading, as before the first tick has prepared it: the timer queries each task by itself. */
function withoutClaims(sessions: Store['sessions']): Store['sessions'] {
  const find: typeof sessions.find = async (query: Parameters<typeof sessions.find>[0]) =>
    'claimedAt' in query.where && !('settleAt' in query.where) ? [] : sessions.find(query)
  return { ...sessions, find }
}

/** Reservations of rooms and teachers are made, but no other call sees them. */
function withoutReservations(store: Store): Store {
  const get: Store['timetables']['get'] = async (id: string) => {
    const timetable = await store.timetables.get(id)
    return timetable && { ...timetable, pending: {} }
  }
  return { ...store, timetables: { ...store.timetables, get } }
}

/** A session of one place, one of three places with one reserved, one that starts soon; below, the people. */
const [NEAR, WIDE, SOON] = [0, 1, 2]
const [MUM, DAD, , RIDER] = [0, 1, 2, 3]
const book = (who: number, session: number, pair = false): Act => ({ does: 'book', who, session, pair })
/** The ballot that is drawn after an hour. */
const EARLY = 0
const register = (who: number, session: number): Act => ({ does: 'register', who, session, pair: false })

/** Every row of the ledger and every close that a call inserts gets an id of its own. */
function withIdsOfTheirOwn(collection: 'tillrows' | 'tillcloses', prefix: string): StoreWrapper {
  let inserted = 0
  return store => {
    const table = store[collection] as unknown as { insert: (row: { _id: string }) => Promise<boolean> }
    const insert = (row: { _id: string }) =>
      table.insert(row._id.startsWith(prefix) ? { ...row, _id: `${row._id}-${++inserted}` } : row)
    return { ...store, [collection]: { ...table, insert } } as Store
  }
}

/** The sitting of today whose cut-off is near, and the two others. */
const [LUNCH, SUPPER, NEXT] = [0, 1, 2]
const [PORK, EEL] = [0, 1]
const [PICK_UP, DELIVERY] = [1, 2]
const order = (who: number, session: number, dish = EEL, mode = PICK_UP): Act => {
  return { does: 'order', who, session, dish, mode, pair: false }
}
const handOver = (pay: number | null): Act => ({ does: 'hand-over', which: 0, pay })

interface Control {
  what: string
  theme: Theme
  wrapStore: StoreWrapper
  /** For faults that random histories find too seldom: the calls that must meet, in any order of steps. */
  histories?: fc.Arbitrary<History>
}

const controls: Control[] = [
  {
    what: 'places are taken whether they are there or not',
    theme: waitlist,
    wrapStore: drops('sessions', field => field === 'seatsLeft'),
    histories: interleavingsOf([], [book(MUM, NEAR), book(DAD, NEAR), book(RIDER, NEAR)]),
  },
  {
    what: 'places are taken while others wait for them',
    theme: waitlist,
    wrapStore: drops('sessions', field => field === 'waiting'),
    histories: interleavingsOf(
      [book(RIDER, SOON)],
      [{ does: 'join', who: MUM, session: SOON, pair: true }, book(DAD, SOON)],
    ),
  },
  {
    what: 'one request claims as often as it comes',
    theme: waitlist,
    wrapStore: drops('sessions', (field, value) => field.startsWith('claims.') && isAbsent(value)),
  },
  {
    what: 'the ledger is written over what another call has entered',
    theme: waitlist,
    wrapStore: drops('accounts', field => field === 'revision'),
    histories: interleavingsOf([book(MUM, SOON)], [book(MUM, NEAR), book(MUM, WIDE)]),
  },
  {
    what: 'copies of a request are not told that one was refused',
    theme: waitlist,
    wrapStore: breaking('accounts', (_where, change) => ({ change: without(change, field => field === 'closed') })),
    histories: interleavingsOf(
      [{ ...QUIET, acts: [book(MUM, NEAR)], fault: { whom: 0, how: { kind: 'after', call: 3 } } }, book(MUM, WIDE)],
      [
        { does: 'retry', which: 0 },
        { does: 'retry', which: 0 },
        { does: 'cancel', which: 0 },
      ],
    ),
  },
  {
    what: 'a party gives back places that one of it has given back',
    theme: waitlist,
    wrapStore: drops('sessions', field => field.endsWith('.partyChanges')),
    histories: interleavingsOf(
      [book(MUM, WIDE, true)],
      [
        { does: 'remove-member', which: 0, member: 0 },
        { does: 'cancel', which: 0 },
      ],
    ),
  },
  {
    what: 'a place is given back twice for a member who may not join',
    theme: waitlist,
    wrapStore: drops('sessions', field => field.endsWith('.joined')),
    histories: interleavingsOf(
      [book(MUM, WIDE)],
      [
        { does: 'add-member', which: 0, member: 1 },
        { does: 'cancel', which: 0 },
        { does: 'add-member', which: 0, member: 1 },
      ],
    ),
  },
  {
    what: 'a session is booked while it is called off',
    theme: waitlist,
    wrapStore: drops('sessions', field => field === 'status'),
    histories: interleavingsOf([], [book(MUM, WIDE), { does: 'call-off', session: WIDE }]),
  },
  {
    what: 'a session is booked for the time before it is moved',
    theme: waitlist,
    wrapStore: drops('sessions', field => field === 'moves'),
    histories: interleavingsOf(
      [book(MUM, NEAR)],
      [book(MUM, SOON), { does: 'move', session: SOON, by: DAY - 2 * HOUR }],
    ),
  },
  {
    what: 'a booking that two moves reach late keeps the first',
    theme: waitlist,
    // A second move also waits for the reservation of the first.
    wrapStore: store => drops('bookings', field => field === 'moves')(withoutReservations(store)),
    histories: interleavingsOf(
      [book(MUM, WIDE)],
      [
        { does: 'move', session: WIDE, by: HOUR },
        { does: 'move', session: WIDE, by: DAY },
      ],
    ),
  },
  {
    what: 'a booking is cancelled while its party is let in',
    theme: waitlist,
    wrapStore: drops('bookings', field => field === 'checkIn'),
    histories: interleavingsOf(
      [book(MUM, SOON), { ...QUIET, after: 100 * MINUTE }],
      [
        { does: 'check-in', which: 0 },
        { does: 'cancel', which: 0 },
      ],
    ),
  },
  {
    what: 'a party is let in while its booking is cancelled',
    theme: waitlist,
    wrapStore: drops('bookings', field => field === 'status'),
    histories: interleavingsOf(
      [book(MUM, SOON), { ...QUIET, after: 100 * MINUTE }],
      [
        { does: 'check-in', which: 0 },
        { does: 'cancel', which: 0 },
      ],
    ),
  },
  {
    what: 'the reconciler looks at no session',
    theme: waitlist,
    wrapStore: store => ({
      ...store,
      due: async questions => store.due(questions.filter(({ name }) => name !== 'claims')),
      sessions: withoutClaims(store.sessions),
    }),
  },
  {
    what: 'a spot is taken whether somebody holds it or not',
    theme: spaces,
    wrapStore: drops('sessions', (field, value) => field.startsWith('spots.') && isAbsent(value)),
  },
  {
    what: 'a ballot is drawn on a list that has changed',
    theme: ballots,
    // Every other condition of the draw changes together with this one.
    wrapStore: breaking('sessions', (where, change) =>
      'drawn' in change ? { where: without(where, field => field === 'turns') } : {},
    ),
    histories: interleavingsOf(
      [register(MUM, EARLY), register(DAD, EARLY), { ...QUIET, after: 61 * MINUTE }],
      [{ does: 'tick' }, { does: 'leave', which: 0 }],
    ),
  },
  {
    what: 'portions and places are ordered whether they are left or not',
    theme: canteen,
    wrapStore: drops('sessions', field => field.startsWith('counters.')),
    histories: interleavingsOf([], [order(MUM, SUPPER, EEL, DELIVERY), order(DAD, SUPPER, EEL, DELIVERY)]),
  },
  {
    what: 'an order is changed whatever version of it was read',
    theme: canteen,
    wrapStore: drops('sessions', field => field.endsWith('.order.revision')),
    histories: interleavingsOf(
      [order(MUM, SUPPER, EEL)],
      [
        { does: 'change-order', which: 0, dish: PORK, mode: PICK_UP },
        { does: 'change-order', which: 0, dish: PORK, mode: DELIVERY },
      ],
    ),
  },
  {
    what: 'a person has two subsidised meals of a sitting',
    theme: canteen,
    wrapStore: drops('sessions', field => field.startsWith('eaters.')),
    histories: interleavingsOf(
      [
        order(MUM, SUPPER),
        { does: 'proof', which: 0, paper: 0 },
        { ...QUIET, acts: [{ does: 'cancel', which: 0 }] },
        order(DAD, SUPPER),
        { does: 'proof', which: 0, paper: 0 },
      ],
      [order(MUM, NEXT), order(DAD, NEXT)],
    ),
  },
  {
    what: 'the kitchen counts orders that were given back meanwhile',
    theme: canteen,
    wrapStore: drops('sessions', field => field === 'orderTurns'),
    histories: interleavingsOf(
      [order(MUM, LUNCH), { ...QUIET, after: 31 * MINUTE + 1000 }],
      [{ does: 'tick' }, { does: 'release', which: 0 }],
    ),
  },
  {
    what: 'every cashier who takes the sum of an order writes a row',
    theme: canteen,
    wrapStore: withIdsOfTheirOwn('tillrows', 'paid-'),
    histories: interleavingsOf([order(MUM, LUNCH), handOver(null)], [handOver(0), { does: 'pay', which: 0, pay: 1 }]),
  },
  {
    what: 'two closes of the till count the same rows',
    theme: canteen,
    wrapStore: withIdsOfTheirOwn('tillcloses', ''),
    histories: interleavingsOf(
      [order(MUM, LUNCH), handOver(0)],
      [
        { does: 'close-till', isShort: false },
        { does: 'close-till', isShort: true },
      ],
    ),
  },
]

test.each(controls)('found when broken: $what', async ({ theme, wrapStore, histories }) => {
  expect(await firstViolation(theme, wrapStore, ENOUGH, histories)).not.toEqual([])
})

const MEETINGS = runs({ deep: 50, byDefault: 15 })
const meeting = controls.flatMap(({ what, theme, histories }) => (histories ? [{ what, theme, histories }] : []))

test.each(meeting)('not found with the guard in place: $what', async ({ theme, histories }) => {
  expect(await firstViolation(theme, store => store, MEETINGS, histories)).toEqual([])
})
