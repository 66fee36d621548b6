import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RouteInput, RouteName, RouteOutput } from '@domain/contracts'
import type { Reply } from '@domain/contracts/reply'
import { accountIdOf } from '../../../cloudfunctions/lib/ids'
import type { Message } from '../../../cloudfunctions/lib/notices/messenger'
import { runTick } from '../../../cloudfunctions/lib/reconcile/tick'
import type { LogLine } from '../../../cloudfunctions/lib/router/log'
import type { Documents } from '../../../cloudfunctions/lib/store/documents'
import type { Store } from '../../../cloudfunctions/lib/store/port'
import { openEngine } from '../../../local-cloud/engine/open'
import type { Collections } from '../../worlds/world'
import { engineStore, type Gate } from './engine-store'
import { type Fault, Flight } from './flight'
import { mainOf } from './functions'

const SCHEMA = join(__dirname, '..', '..', '..', 'config', 'database.json')
const MEMORY = '/dev/shm'

/** Stands between the use-cases and the store, to break something on purpose. */
export type Meddler = (store: Store) => Store

export type World = Awaited<ReturnType<typeof openWorld>>

/**
 * The functions on the real engine in this very process: no HTTP, no workers, and the order of database calls is up to
 * the test. `reset` empties it, so that thousands of small worlds cost one start.
 */
export async function openWorld() {
  const dir = mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'world-'))
  let now = 0
  let secrets = 0
  let meddler: Meddler = store => store
  const errors: string[] = []
  const messages: Message[] = []
  const engine = await openEngine({ dir, schema: JSON.parse(readFileSync(SCHEMA, 'utf8')), now: () => now })
  const log = (line: LogLine) => {
    if (line.error !== undefined) errors.push(`${line.route}: ${line.error}`)
  }
  const newSecret = () => createHash('sha256').update(`secret ${secrets++}`).digest('hex').slice(0, 32)

  /** A call that has been sent and waits for leave to reach the database. */
  function start<Name extends RouteName>(
    openid: string,
    route: Name,
    input: RouteInput<Name>,
    { requestId, fault = null }: { requestId: string; fault?: Fault | null },
  ): Promise<Flight<Reply<RouteOutput<Name>>>> {
    const run = (gate: Gate) => {
      const store = meddler(engineStore(engine, gate))
      return mainOf(route)({ event: { route, input, requestId }, openid, now, store, newSecret, accountIdOf }, log)
    }
    return Flight.take(run as (gate: Gate) => Promise<Reply<RouteOutput<Name>>>, fault)
  }

  function startTick(fault: Fault | null = null): Promise<Flight<Reply<null>>> {
    const send = async (message: Message) => {
      messages.push(message)
      return 'sent' as const
    }
    const run = (gate: Gate) => runTick({ now, store: meddler(engineStore(engine, gate)), newSecret }, send, log)
    return Flight.take(run, fault)
  }

  return {
    start,
    startTick,
    /** Failures of which nobody was told more than INTERNAL. */
    errors,
    messages,
    now: () => now,
    setClock(to: number) {
      now = to
    },
    meddle(next: Meddler) {
      meddler = next
    },
    async seed(collections: Collections) {
      for (const [name, documents] of Object.entries(collections)) {
        await engine.insert(name, structuredClone(documents) as unknown as Record<string, unknown>[])
      }
    },
    /** Stored documents, read past all code under test. */
    async stored<Name extends keyof Documents>(
      collection: Name,
      filter: Record<string, unknown> = {},
    ): Promise<Documents[Name][]> {
      const { documents } = await engine.find(collection, { filter, limit: 100_000 })
      return documents as unknown as Documents[Name][]
    },
    async change(collection: keyof Documents, id: string, set: Record<string, unknown>) {
      await engine.update(collection, { filter: { _id: id }, update: { $set: set }, multi: false, upsert: false })
    },
    async reset() {
      await Promise.all(engine.collections().map(name => engine.remove(name, { filter: {}, multi: true })))
      errors.length = 0
      messages.length = 0
      secrets = 0
    },
    async close() {
      await engine.close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
