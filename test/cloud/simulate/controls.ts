import type { Documents } from '../../../cloudfunctions/lib/kernel/store/documents'
import type { Store } from '../../../cloudfunctions/lib/kernel/store/port'
import { TEST_DEPTH } from '../../depth'
import type { StoreWrapper } from '../in-process/world'
import type { Act, Area, City } from './areas/area'
import type { CentrePlan, Resident } from './city/plan'
import { FAULTS, type FaultRates } from './core/faults'
import { simulate } from './simulate'

/** A guard that is broken on purpose, and the words in which the city reports it. */
export interface Control {
  what: string
  finds: RegExp
  areas: readonly Area[]
  wrapStore?: StoreWrapper
  /** Breaks a rule instead; the returned function mends it. */
  breakRule?: () => () => void
  /** In place of those of the suite. */
  seeds?: readonly string[]
  centres?: number
  faults?: Partial<FaultRates>
  /** One of those that also run at the usual depth. */
  isQuick?: true
}

/**
 * Runs the city with each guard broken, with one seed after the other: chance decides whether a broken guard is needed.
 * `onlyThen`: in depth, the same city with its guard in place reports nothing.
 */
export function controlSuite(
  controls: readonly Control[],
  { onlyThen = false, ...usual }: { seeds: readonly string[]; centres: number; onlyThen?: boolean },
): void {
  const chosen = controls.filter(({ isQuick }) => TEST_DEPTH === 'deep' || isQuick)
  test.each(chosen)('found when broken: $what', async control => {
    const { finds, areas, faults, wrapStore, breakRule, seeds, centres } = { ...usual, ...control }
    const found: string[] = []
    for (const seed of seeds) {
      const options = { seed, days: 2, centres, faults: { ...FAULTS, ...faults }, areas }
      const mend = breakRule?.()
      try {
        found.push(...(await simulate({ ...options, ...(wrapStore ? { wrapStore } : {}) })).violations)
      } finally {
        mend?.()
      }
      if (!found.some(line => finds.test(line))) continue
      if (onlyThen && TEST_DEPTH === 'deep') expect((await simulate(options)).violations).toEqual([])
      return
    }
    throw new Error(`not found, but ${found.join('\n')}`)
  })
}

/** Fields of a document, a condition or a change, whatever they are. */
export type Fields = Record<string, unknown>

/** Changes the updates of a collection, or what is inserted into it, before they are written. */
export function spoiling(
  name: keyof Documents,
  spoil: (where: Fields, change: Fields) => readonly [where: Fields, change: Fields],
  spoilNew: (document: Fields) => Fields = document => document,
): StoreWrapper {
  return (store: Store) => {
    const table = store[name] as unknown as {
      update: (where: Fields, change: Fields) => Promise<number>
      insert: (document: Fields) => Promise<boolean>
    }
    const spoilt = {
      ...table,
      update: (where: Fields, change: Fields) => table.update(...spoil(where, change)),
      insert: (document: Fields) => table.insert(spoilNew(document)),
    }
    return { ...store, [name]: spoilt } as unknown as Store
  }
}

/** Updates of a collection no longer ask for this field. */
export const withoutGuard = (name: keyof Documents, field: string): StoreWrapper =>
  spoiling(name, ({ [field]: _guard, ...where }, change) => [where, change])

/** Updates of a collection store this value whenever they store the field at all. */
export const always = (name: keyof Documents, field: string, value: unknown): StoreWrapper =>
  spoiling(name, (where, change) => [where, field in change ? { ...change, [field]: value } : change])

/** Everybody does the same at the same moment, so that guards of one document matter. */
export function crowd(perDay: number, run: (city: City, centre: CentrePlan, resident: Resident) => void): Area {
  const act: Act = {
    does: 'all at once',
    perDay,
    hours: [6, 21],
    run: (city, centre) => {
      for (const resident of centre.residents) run(city, centre, resident)
    },
  }
  return { name: 'crowd', acts: [act] }
}
