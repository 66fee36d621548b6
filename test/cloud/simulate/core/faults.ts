import { MINUTE } from '@domain/time'
import type { Random } from '../../../../worlds/random'

/**
 * What befalls one function call. `before` and `after`: its instance dies at its k-th database call, which has not taken
 * place or has. `refused`: that call fails. `unheard`: it takes place, and fails all the same as far as the function knows.
 */
export interface CallFault {
  kind: 'before' | 'after' | 'refused' | 'unheard'
  call: number
}

/** How often what goes wrong, as shares of calls or of days. */
export interface FaultRates {
  /** Of the calls of people. */
  call: number
  /** Of the timer's ticks. */
  tick: number
  /** Of the database calls: those that take seconds. */
  slow: number
  /** Of the answers: those that no phone hears. */
  lost: number
  /** Of the writes: those that arrive twice. */
  twice: number
  /** How often a day the timer stays away for a while. */
  timerAway: number
  /** How often a day the clock of the cloud is set, forward or back. */
  clockSteps: number
  /** How often a day a document begins to refuse every write, for ever. */
  poison: number
}

export const FAULTS: FaultRates = {
  call: 0.015,
  tick: 0.02,
  slow: 0.002,
  lost: 0.01,
  twice: 0.01,
  timerAway: 0.3,
  clockSteps: 0.5,
  poison: 0.3,
}

export const NO_FAULTS: FaultRates = {
  call: 0,
  tick: 0,
  slow: 0,
  lost: 0,
  twice: 0,
  timerAway: 0,
  clockSteps: 0,
  poison: 0,
}

const KINDS = ['before', 'after', 'refused', 'unheard'] as const

/** What befalls the next call; null, mostly: nothing. */
export function drawFault(random: Random, rate: number, calls: number): CallFault | null {
  return random.chance(rate) ? { kind: random.pick(KINDS), call: random.whole(1, calls) } : null
}

/** How long one database call takes, ms: next to nothing, or now and then long enough for its caller to be ended. */
export function drawLatency(random: Random, slow: number): number {
  return random.chance(slow) ? random.whole(200, random.chance(0.2) ? 25_000 : 3000) : random.whole(2, 18)
}

/** The clock is set by so much at most: what a function took for its time is wrong by no more than this. */
export const LARGEST_STEP = MINUTE

/** Instances of functions do not agree about the time by so much, ms. */
export const SKEW = 500
