import type { Collection, Store } from '../../../cloudfunctions/lib/store/port'
import { firstBreach } from './suite'

/** The histories must see what they are there to see: with one guard broken on purpose they find a breach soon. */
const ENOUGH = 2000

type Fields = Record<string, unknown>

/** The store with conditions, or parts of changes, left out of every update of one collection. */
function without(collection: 'sessions' | 'accounts', conditions: string[], changes: string[] = []) {
  return (store: Store): Store => {
    const guarded = store[collection] as Collection<{ _id: string }>
    const left = (fields: object, names: string[]): Fields =>
      Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)))
    const update: typeof guarded.update = (where, change) =>
      guarded.update(left(where, conditions) as typeof where, left(change, changes) as typeof change)
    return { ...store, [collection]: { ...guarded, update } }
  }
}

test.each([
  ['places are taken whether they are there or not', without('sessions', ['seatsLeft'])],
  ['whoever comes may pass those who wait', without('sessions', ['waiting'])],
  ['the ledger is written over what another call wrote', without('accounts', ['revision'])],
  ['what a copy of a request was told is forgotten', without('accounts', [], ['closed'])],
  ['a claim is not remembered for the reconciler', without('sessions', [], ['claimedAt'])],
  ['nobody looks at the waitlist when a place is free', without('sessions', [], ['turnAt'])],
])('found when broken: %s', async (_what, meddler) => {
  expect(await firstBreach(meddler, ENOUGH)).not.toBeNull()
})
