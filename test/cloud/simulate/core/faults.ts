import { MINUTE } from '@domain/time'
import type { Random } from '../../../../worlds/random'

/**
 * The fault of one function call. `before`, `after`: the instance dies before or after its k-th database call. `refused`: that
 * database call fails. `unheard`: it is carried out, but the function gets an error.
 */
export interface CallFault {
  kind: 'before' | 'after' | 'refused' | 'unheard'
  call: number
}

/** The rates of faults, as shares of calls or as numbers per day. */
export interface FaultRates {
  /** Share of the calls of people. */
  call: number
  /** Share of the timer's ticks. */
  tick: number
  /** Share of the messages that WeChat fails to send. */
  message: number
  /** Share of the database calls that take seconds. */
  slow: number
  /** Share of the answers that no phone receives. */
  lost: number
  /** Share of the writes that arrive twice. */
  twice: number
  /** How often a day the timer stays away for a while. */
  timerAway: number
  /** How often a day the clock of the cloud is changed, forwards or backwards. */
  clockSteps: number
  /** How often a day a document begins to refuse every write, permanently. */
  poison: number
}

export const FAULTS: FaultRates = {
  call: 0.015,
  tick: 0.02,
  message: 0.005,
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
  message: 0,
  slow: 0,
  lost: 0,
  twice: 0,
  timerAway: 0,
  clockSteps: 0,
  poison: 0,
}

const KINDS = ['before', 'after', 'refused', 'unheard'] as const

/** Draws the fault of the next call; null, in most cases: none. */
export function drawFault(random: Random, rate: number, calls: number): CallFault | null {
  return random.chance(rate) ? { kind: random.pick(KINDS), call: random.whole(1, calls) } : null
}

/** Draws the latency of one database call, ms: short, or sometimes so long that the platform ends the caller. */
export function drawLatency(random: Random, slow: number): number {
  return random.chance(slow) ? random.whole(200, random.chance(0.2) ? 25_000 : 3000) : random.whole(2, 18)
}

/** The largest change of the clock: the time that a function reads is wrong by at most this. */
export const LARGEST_STEP = MINUTE

/** The clocks of function instances differ by at most this, ms. */
export const SKEW = 500
