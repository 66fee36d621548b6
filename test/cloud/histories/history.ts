import { DAY, HOUR, MINUTE } from '@domain/time'
import fc from '../../random'
import type { Fault } from '../in-process/flight'
import type { Act } from './acts'

/** What happens at one time. */
export interface Move {
  /** How far the clock advances after the previous move, ms. */
  after: number
  acts: Act[]
  /** Sends every act twice under one request id. */
  twice: boolean
  /** Which flight makes the next database call, step by step; repeated cyclically. */
  order: number[]
  /** The fault of one of the calls. */
  fault: { whom: number; how: Fault } | null
  /** Whether the timer heals what died before the next move. */
  heals: boolean
}

export type History = Move[]

const fault = fc.record({
  whom: fc.nat(3),
  how: fc.record({
    kind: fc.constantFrom('before' as const, 'after' as const, 'error' as const),
    call: fc.integer({ min: 1, max: 12 }),
  }),
})

/** Either alternating step by step, or in bursts: one call stalls while another runs to its end. */
const order = fc.oneof(
  fc.array(fc.nat(7), { minLength: 1, maxLength: 24 }),
  fc
    .array(fc.tuple(fc.nat(7), fc.integer({ min: 2, max: 9 })), { minLength: 2, maxLength: 8 })
    .map(bursts => bursts.flatMap(([whose, steps]) => Array<number>(steps).fill(whose))),
)

/** How often the clock advances by minutes, hours or a day, for sixteen times by a minute or less. */
export interface Pace {
  minutes: number
  hours: number
  days: number
}

function moveOf(act: fc.Arbitrary<Act>, { minutes, hours, days }: Pace): fc.Arbitrary<Move> {
  return fc.record({
    // Never backwards: the order of a waitlist follows the clock of the cloud, which is slewed, not set back.
    after: fc.oneof(
      { weight: 16, arbitrary: fc.constantFrom(1, 1000, MINUTE) },
      { weight: minutes, arbitrary: fc.constantFrom(12 * MINUTE, 20 * MINUTE, 31 * MINUTE) },
      { weight: hours, arbitrary: fc.constantFrom(HOUR, 3 * HOUR) },
      { weight: days, arbitrary: fc.constant(DAY) },
    ),
    acts: fc.oneof(
      { weight: 3, arbitrary: fc.tuple(act) },
      { weight: 2, arbitrary: fc.array(act, { minLength: 2, maxLength: 3 }) },
    ),
    twice: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
    order,
    fault: fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fault }),
    heals: fc.boolean(),
  })
}

/** Random histories of eight to twenty moves. */
export function historiesOf({ act, pace }: { act: fc.Arbitrary<Act>; pace: Pace }): fc.Arbitrary<History> {
  return fc.array(moveOf(act, pace), { minLength: 8, maxLength: 20 })
}

/** Acts one after the other, then several at once in any order of their steps. */
export function interleavingsOf(before: readonly (Act | Move)[], acts: Act[]): fc.Arbitrary<History> {
  const alone = before.map(one => ('does' in one ? { ...QUIET, acts: [one] } : one))
  return order.map(steps => [...alone, { ...QUIET, acts, order: steps }])
}

/** A move one second later, without acts and faults. */
export const QUIET: Move = { after: 1000, acts: [], twice: false, order: [0], fault: null, heals: false }
