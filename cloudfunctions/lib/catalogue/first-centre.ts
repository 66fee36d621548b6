import { requireFound } from '../kernel/router/errors'
import type { Store } from '../kernel/store/port'

/** The centre that is shown to somebody who has not chosen one. Throws CENTRE_NOT_FOUND. */
export async function firstCentre(store: Store): Promise<string> {
  const [centre] = await store.centres.find({ where: {}, sort: [['order', 'asc']], limit: 1, fields: ['order'] })
  return requireFound(centre, 'CENTRE_NOT_FOUND')._id
}
