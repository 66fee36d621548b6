import { DAY, HOUR, MINUTE } from '@domain/time'
import fc from 'fast-check'
import type { Fault } from '../in-process/flight'
import type { Act } from './acts'

/** What happens at one time. */
export interface Move {
  /** How far the clock has gone on since the move before, ms. */
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

const fault = fc.record({
  whom: fc.nat(3),
  how: fc.record({
    kind: fc.constantFrom('before' as const, 'after' as const, 'error' as const),
    call: fc.integer({ min: 1, max: 12 }),
  }),
})

/** Step by step somebody else, or in bursts, where one call stalls while another goes all its way. */
const order = fc.oneof(
  fc.array(fc.nat(7), { minLength: 1, maxLength: 24 }),
  fc
    .array(fc.tuple(fc.nat(7), fc.integer({ min: 2, max: 9 })), { minLength: 2, maxLength: 8 })
    .map(bursts => bursts.flatMap(([whose, steps]) => Array<number>(steps).fill(whose))),
)

/** How often the clock goes on by minutes, hours, a day, for once that it goes on by next to nothing sixteen times. */
export interface Pace {
  minutes: number
  hours: number
  days: number
}

function moveOf(act: fc.Arbitrary<Act>, { minutes, hours, days }: Pace): fc.Arbitrary<Move> {
  return fc.record({
    // Never back: who came first on a waitlist is told by the clock of the cloud, which is slewed, not set back.
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

/** Random histories, eight to twenty moves of such acts. */
export function historiesOf({ act, pace }: { act: fc.Arbitrary<Act>; pace: Pace }): fc.Arbitrary<History> {
  return fc.array(moveOf(act, pace), { minLength: 8, maxLength: 20 })
}

/** One act after the other, and at last several at once, in any order of their steps. */
export function interleavingsOf(before: readonly (Act | Move)[], acts: Act[]): fc.Arbitrary<History> {
  const alone = before.map(one => ('does' in one ? { ...QUIET, acts: [one] } : one))
  return order.map(steps => [...alone, { ...QUIET, acts, order: steps }])
}

/** A moment later, undisturbed. */
export const QUIET: Move = { after: 1000, acts: [], twice: false, order: [0], fault: null, heals: false }
