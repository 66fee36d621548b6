import { DAY, HOUR, MINUTE } from '@domain/time'
import fc from 'fast-check'
import type { Fault } from '../in-process/flight'

/** Somebody does something. Numbers choose among what there is at that moment, so that every history makes sense. */
export type Act =
  | { does: 'book' | 'join'; who: number; session: number; pair: boolean }
  | { does: 'cancel' | 'accept' | 'leave' | 'check-in' | 'appeal'; which: number }
  /** Sends a former call again, under its request id. */
  | { does: 'retry'; which: number }
  | { does: 'capacity'; session: number; places: number }
  | { does: 'call-off'; session: number }
  | { does: 'move'; session: number; by: number }
  | { does: 'decide'; which: number; granted: boolean }
  | { does: 'tick' }

/** What happens at one time. */
export interface Move {
  /** How far the clock has gone on since the move before, ms; a clock that is put right goes back. */
  after: number
  acts: Act[]
  /** Every act is sent twice, under one request id. */
  twice: boolean
  /** Whose database call is next, step by step, over and over. */
  order: number[]
  /** What befalls one of the calls. */
  fault: { whom: number; how: Fault } | null
  /** What died is given time to heal. */
  heals: boolean
}

export type History = Move[]

const number = fc.nat(11)
const session = fc.nat(2)

const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 8, arbitrary: entering('book') },
  { weight: 6, arbitrary: entering('join') },
  { weight: 12, arbitrary: acting() },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('retry' as const), which: number }) },
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constant('capacity' as const), session, places: fc.integer({ min: 1, max: 4 }) }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('call-off' as const), session }) },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant('move' as const),
      session,
      by: fc.constantFrom(-HOUR, HOUR, 2 * HOUR, DAY),
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('decide' as const), which: number, granted: fc.boolean() }) },
  { weight: 3, arbitrary: fc.constant({ does: 'tick' as const }) },
)

function entering(does: 'book' | 'join'): fc.Arbitrary<Act> {
  return fc.record({ does: fc.constant(does), who: fc.nat(3), session, pair: fc.boolean() })
}

function acting(): fc.Arbitrary<Act> {
  const does = fc.constantFrom('cancel', 'cancel', 'accept', 'accept', 'leave', 'check-in', 'appeal')
  return fc.record({ does, which: number }) as fc.Arbitrary<Act>
}

const fault = fc.record({
  whom: fc.nat(3),
  how: fc.record({
    kind: fc.constantFrom('before' as const, 'after' as const, 'error' as const),
    call: fc.integer({ min: 1, max: 12 }),
  }),
})

const move: fc.Arbitrary<Move> = fc.record({
  after: fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(1, 1000, MINUTE) },
    { weight: 4, arbitrary: fc.constantFrom(20 * MINUTE, 31 * MINUTE, HOUR, 3 * HOUR) },
    // Never back: who came first on a waitlist is told by the clock of the cloud, which is slewed, not set back.
    { weight: 1, arbitrary: fc.constant(DAY) },
  ),
  acts: fc.oneof(
    { weight: 3, arbitrary: fc.tuple(act) },
    { weight: 2, arbitrary: fc.array(act, { minLength: 2, maxLength: 3 }) },
  ),
  twice: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  order: fc.array(fc.nat(7), { minLength: 1, maxLength: 24 }),
  fault: fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fault }),
  heals: fc.boolean(),
})

/** Random histories of one small centre. */
export const histories: fc.Arbitrary<History> = fc.array(move, { minLength: 8, maxLength: 20 })
