import type { Documents } from '../kernel/store/documents'
import { type Collection, oneOf, type Where } from '../kernel/store/port'
import { lotsOf, type Task, type TaskItems } from '../kernel/work/task'

/** Documents that one call of such a task removes. */
const LOT = 100

/** A task that removes documents at the end of their period. One that is not due any more, because it has changed, stays. */
export function removalOf<Name extends keyof Documents>(what: TaskItems<Name>): Task {
  return lotsOf({ ...what, lot: LOT }, async ({ store, now }, ids) => {
    const collection = store[what.collection] as unknown as Collection<Documents[Name]>
    await collection.remove({ ...what.due(now), _id: oneOf(ids) } as Where<Documents[Name]>)
    return {}
  })
}
