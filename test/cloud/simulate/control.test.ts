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

const controls: { what: string; wrapStore: StoreWrapper }[] = [
  {
    what: 'nobody looks for entries whose call died',
    wrapStore: breaking(change => without(change, 'claimedAt', isLeast)),
  },
  { what: 'a promotion is never due', wrapStore: breaking(change => without(change, 'turnAt', () => true)) },
]

const options = { seed: 'control', days: 2, centres: 2, faults: { ...FAULTS, call: 0.1 } }

test.each(controls)('found when broken: $what', async ({ wrapStore }) => {
  expect((await simulate({ ...options, wrapStore })).violations).not.toEqual([])
})
