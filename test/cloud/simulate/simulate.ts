import type { StoreWrapper } from '../in-process/world'
import { AREAS } from './areas/all'
import type { Area } from './areas/area'
import { SimulatedCity } from './city/city'
import { BEGINNING } from './city/plan'
import { FAULTS, type FaultRates } from './core/faults'
import { Simulation, ViolationError } from './core/simulation'

export interface Options {
  seed: string
  days: number
  centres: number
  /** The share of the usual acts of people, 1 by default. Small shares suit many seeds: most time goes into acts. */
  acts?: number
  areas?: readonly Area[]
  faults?: FaultRates
  /** Breaks something between the functions and their database, to test whether the simulation finds it. */
  wrapStore?: StoreWrapper
  /** Called after every day. */
  onDay?: (day: number) => void
}

/** The result of a simulation. Equal options give equal writes in equal order. */
export interface Outcome {
  /** The violations, one line each; empty when there are none. */
  violations: readonly string[]
  /** Days without a violation. */
  days: number
  /** The last events before a violation: all of them, and those that concern it. */
  last: readonly string[]
  about: readonly string[]
  /** A hash of all writes. */
  fingerprint: string
  writes: number
  databaseCalls: number
}

/** Simulates a city for a number of days. */
export async function simulate(options: Options): Promise<Outcome> {
  const { seed, days, centres, acts = 1, areas = AREAS, faults = FAULTS, wrapStore, onDay } = options
  const simulation = new Simulation(seed, BEGINNING, faults, wrapStore)
  const city = new SimulatedCity(simulation, areas, centres, acts)
  let violations: readonly string[] = []
  let day = 0
  try {
    for (; day < days; day++) {
      await city.live(day)
      onDay?.(day + 1)
    }
  } catch (error) {
    if (!(error instanceof ViolationError)) throw error
    violations = error.lines
  }
  const { trace, fingerprint, databaseCalls } = simulation
  const named = violations.flatMap(line => line.match(/[a-z0-9][a-z0-9-]{7,}/g) ?? [])
  return {
    violations,
    days: day,
    last: violations.length > 0 ? trace.last(25) : [],
    about: violations.length > 0 ? trace.last(15, named) : [],
    writes: fingerprint.writes,
    databaseCalls,
    fingerprint: fingerprint.digest(),
  }
}
