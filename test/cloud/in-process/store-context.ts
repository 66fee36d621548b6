import { accountIdOf } from '../../../cloudfunctions/lib/kernel/ids'
import type { PersonContext } from '../../../cloudfunctions/lib/kernel/router/context'
import { collections as schema } from '../../../config/database.json'
import { TEST_ID_SECRET } from '../support/id-secret'
import { NO_PAYMENTS } from '../support/no-payments'
import { type DatabaseCall, memoryStore } from './memory-store'
import { Tables } from './tables'

/** Documents in memory, and the context of a call of `mum` on them: for tests of what a module exports, without its routes. */
export function openStoreContext(now: number) {
  const tables = new Tables(schema)
  const calls: string[] = []
  let secrets = 0
  let meanwhile: { before: string; run: () => unknown } | null = null
  const gate = async (call: DatabaseCall) => {
    const name = `${call.method} ${call.collection}`
    if (meanwhile?.before === name) {
      const { run } = meanwhile
      meanwhile = null
      await run()
    }
    calls.push(name)
    return call.make()
  }
  const context: PersonContext = {
    now,
    store: memoryStore(tables, gate),
    newSecret: () => `secret-${secrets++}`,
    idSecret: TEST_ID_SECRET,
    payments: NO_PAYMENTS,
    openid: 'mum',
    accountId: accountIdOf('mum'),
    requestId: 'request-of-mum',
  }
  return {
    context,
    /** All database calls, as `get sessions`, in their order. */
    calls,
    insert<Stored extends readonly { _id: string }[]>(name: string, ...documents: Stored) {
      for (const document of documents) tables.insert(name, structuredClone(document) as never)
    },
    remove: (name: string, id: string) => tables.remove(name, id),
    clear: () => tables.clear(),
    change: (name: string, id: string, set: Record<string, unknown>) => tables.update(name, { _id: id }, { $set: set }),
    /** A document as it is stored. */
    stored: (name: string, id: string) => tables.one(name, id) as Record<string, unknown> | undefined,
    /** Runs something once, before the next database call of this name. */
    before(name: string, run: () => unknown) {
      meanwhile = { before: name, run }
    },
  }
}
