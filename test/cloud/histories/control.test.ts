import type { Store } from '../../../cloudfunctions/lib/store/port'
import { firstBreach } from './suite'

/** The histories must see what they are there to see: with the guard of the places broken on purpose they find it soon. */
const ENOUGH = 400

/** The store, where places are taken whether they are there or not. */
function overselling(store: Store): Store {
  const { sessions } = store
  const update: typeof sessions.update = (where, change) => {
    const { seatsLeft: _guard, ...unguarded } = where
    return sessions.update(unguarded, change)
  }
  return { ...store, sessions: { ...sessions, update } }
}

test('found when broken: places are taken whether they are there or not', async () => {
  expect(await firstBreach(overselling, ENOUGH)).not.toBeNull()
})
