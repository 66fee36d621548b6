import type { StoreWrapper } from '../in-process/world'
import { AREAS } from './areas/all'
import type { Area } from './areas/area'
import { LivingCity } from './city/city'
import { BEGINNING } from './city/plan'
import { FAULTS, type FaultRates } from './core/faults'
import { Breach, Simulation } from './core/simulation'

export interface Options {
  seed: string
  days: number
  centres: number
  areas?: readonly Area[]
  faults?: FaultRates
  /** Breaks something between the functions and their database, to see whether it is found. */
  meddler?: StoreWrapper
  /** Told of every day that is over. */
  onDay?: (day: number) => void
}

/** What a simulation came to. The same options give the same, to the last write. */
export interface Outcome {
  /** What was breached, one line each; empty when all went well. */
  breaches: readonly string[]
  /** Days that went well. */
  days: number
  /** What happened last, before a breach: all of it, and what the breach is about. */
  last: readonly string[]
  about: readonly string[]
  /** One figure for all writes. */
  fingerprint: string
  writes: number
  databaseCalls: number
}

/** Lets a city live so many days. */
export async function simulate(options: Options): Promise<Outcome> {
  const { seed, days, centres, areas = AREAS, faults = FAULTS, meddler, onDay } = options
  const simulation = new Simulation(seed, BEGINNING, faults, meddler)
  const city = new LivingCity(simulation, areas, centres)
  let breaches: readonly string[] = []
  let day = 0
  try {
    for (; day < days; day++) {
      await city.live(day)
      onDay?.(day + 1)
    }
  } catch (error) {
    if (!(error instanceof Breach)) throw error
    breaches = error.lines
  }
  const { trace, fingerprint, databaseCalls } = simulation
  const named = breaches.flatMap(line => line.match(/[a-z0-9][a-z0-9-]{7,}/g) ?? [])
  return {
    breaches,
    days: day,
    last: breaches.length > 0 ? trace.last(25) : [],
    about: breaches.length > 0 ? trace.last(15, named) : [],
    writes: fingerprint.writes,
    databaseCalls,
    fingerprint: fingerprint.digest(),
  }
}
