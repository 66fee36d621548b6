import { Operation, type Store } from '../../../cloudfunctions/lib/kernel/store/port'
import type { StoreWrapper } from '../in-process/world'
import { FAULTS } from './core/faults'
import { simulate } from './simulate'

/**
 * The simulated city must find real faults: with one thing broken on purpose it reports a violation. That a busy session
 * heals is tested by itself (`busy-session.test.ts`).
 */

type Fields = Record<string, unknown>

/** Changes the updates of sessions before they are written. */
function breaking(spoil: (change: Fields) => Fields): StoreWrapper {
  return (store: Store) => {
    const { sessions } = store
    const update: typeof sessions.update = (where, change) => sessions.update(where, spoil(change) as typeof change)
    return { ...store, sessions: { ...sessions, update } }
  }
}

function without(change: Fields, field: string, fits: (value: unknown) => boolean): Fields {
  return Object.fromEntries(Object.entries(change).filter(([name, value]) => name !== field || !fits(value)))
}

const isLeast = (value: unknown) => value instanceof Operation && value.operator === 'min'

const controls: { what: string; seed: string; call: number; wrapStore: StoreWrapper }[] = [
  {
    what: 'nobody looks for entries whose call died',
    seed: 'dead calls',
    // Most dead calls are repeated by their phones: it takes many.
    call: 0.3,
    wrapStore: breaking(change => without(change, 'claimedAt', isLeast)),
  },
  {
    what: 'a promotion is never due',
    seed: 'control',
    call: 0.1,
    wrapStore: breaking(change => without(change, 'turnAt', () => true)),
  },
]

test.each(controls)('found when broken: $what', async ({ seed, call, wrapStore }) => {
  const faults = { ...FAULTS, call }
  expect((await simulate({ seed, days: 2, centres: 2, faults, wrapStore })).violations).not.toEqual([])
})
