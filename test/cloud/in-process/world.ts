import { createHash } from 'node:crypto'
import type { RouteInput, RouteName, RouteOutput } from '@domain/contracts'
import { functionOf } from '@domain/contracts/functions'
import type { Reply } from '@domain/contracts/reply'
import { type CallbackAnswer, payBack } from '../../../cloudfunctions/lib/canteen/pay-back'
import { accountIdOf } from '../../../cloudfunctions/lib/kernel/ids'
import type { DrawCode } from '../../../cloudfunctions/lib/kernel/page-codes'
import type { Fullness } from '../../../cloudfunctions/lib/kernel/router/context'
import type { LogLine } from '../../../cloudfunctions/lib/kernel/router/log'
import type { Documents } from '../../../cloudfunctions/lib/kernel/store/documents'
import type { Store } from '../../../cloudfunctions/lib/kernel/store/port'
import type { Shapes } from '../../../cloudfunctions/lib/kernel/store/shapes'
import type { CheckText } from '../../../cloudfunctions/lib/kernel/texts/check'
import { runTasks } from '../../../cloudfunctions/lib/kernel/work/run'
import type { Task } from '../../../cloudfunctions/lib/kernel/work/task'
import type { Message, SendMessage } from '../../../cloudfunctions/lib/notices/messenger'
import { runTick } from '../../../cloudfunctions/lib/timer/tick'
import { collections } from '../../../config/database.json'
import type { Document } from '../../../local-cloud/engine/engine'
import { compileFilter } from '../../../local-cloud/engine/match/match'
import { CENTRE } from '../../../worlds/fixtures/index'
import { type Collections, storedForm } from '../../../worlds/world'
import { TEST_ID_SECRET } from '../support/id-secret'
import { type Fault, Flight } from './flight'
import { functions } from './functions'
import { type Gate, memoryStore } from './memory-store'
import { MERCHANT, openPlatform } from './platform'
import { Tables } from './tables'

/** Wraps the store of the use-cases, to break something on purpose. */
export type StoreWrapper = (store: Store) => Store

/** A document before and after one write. */
export type Write = {
  [Name in keyof Documents]: { collection: Name; before: Documents[Name] | null; after: Documents[Name] }
}[keyof Documents]

export type World = ReturnType<typeof openWorld>

/**
 * Runs the functions in this process: no HTTP, no workers, no disk, and the test decides the order of database calls. `reset`
 * empties it, so that thousands of small worlds need one start.
 */
export function openWorld({ newSecret, shapes }: { newSecret?: () => string; shapes?: Shapes } = {}) {
  let now = 0
  let secrets = 0
  let wrapper: StoreWrapper = store => store
  let checkText: CheckText = async () => 'pass'
  /** The text in place of a picture. */
  let drawCode: DrawCode = async (page, scene) => ({
    contentType: 'text/plain',
    bytes: Buffer.from(`${page}?scene=${scene}`),
  })
  let deliver: SendMessage = async () => 'sent'
  const errors: string[] = []
  const messages: (Message & { at: number })[] = []
  const tables = new Tables(collections)
  const platform = openPlatform(
    () => now,
    centreId => (centreId === CENTRE ? MERCHANT : null),
  )
  const lines: string[] = []
  const log = (line: LogLine) => {
    lines.push(JSON.stringify(line))
    if (line.error !== undefined) errors.push(`${line.route}: ${line.error}`)
  }
  const secretInTurn = () => createHash('sha256').update(`secret ${secrets++}`).digest('hex').slice(0, 32)

  const outside = (gate: Gate) => ({ idSecret: TEST_ID_SECRET, payments: platform.port(gate) })

  /** Starts a call of a function with any event, in an instance that knows `full`; its database calls wait for the gate. */
  function invoke(
    name: keyof typeof functions,
    event: unknown,
    openid: string,
    fault: Fault | null = null,
    full?: Map<string, Fullness>,
  ): Promise<Flight<Reply>> {
    return Flight.start(gate => {
      const store = wrapper(memoryStore(tables, gate, shapes))
      return functions[name](
        {
          event,
          openid,
          now,
          store,
          newSecret: newSecret ?? secretInTurn,
          ...outside(gate),
          accountIdOf,
          checkText,
          drawCode: (page, scene) => drawCode(page, scene),
          ...(full ? { full } : {}),
        },
        log,
      )
    }, fault)
  }

  /** Starts a call of a route; its database calls wait for the gate. */
  function start<Name extends RouteName>(
    openid: string,
    route: Name,
    input: RouteInput<Name>,
    { requestId, isFirst, fault = null }: { requestId: string; isFirst?: boolean; fault?: Fault | null },
  ): Promise<Flight<Reply<RouteOutput<Name>>>> {
    const event = { route, input, requestId, ...(isFirst ? { isFirst } : {}) }
    return invoke(functionOf(route), event, openid, fault) as Promise<Flight<Reply<RouteOutput<Name>>>>
  }

  /**
   * Starts a tick. `elapsed` returns how long it has been running after this many database calls, ms; without, no time passes.
   */
  function startTick(
    fault: Fault | null = null,
    elapsed: (calls: number) => number = () => 0,
  ): Promise<Flight<Reply<null>>> {
    const send = async (message: Message) => {
      messages.push({ ...message, at: now })
      return deliver(message)
    }
    const run = (gate: Gate) => {
      const store = wrapper(memoryStore(tables, gate, shapes))
      const context = { now, store, newSecret: newSecret ?? secretInTurn, ...outside(gate) }
      return runTick(context, send, log, () => elapsed(store.calls()))
    }
    return Flight.start(run, fault)
  }

  /** Starts a tick of these tasks alone. */
  function startWork(tasks: readonly Task[], fault: Fault | null = null) {
    return Flight.start(gate => {
      const store = wrapper(memoryStore(tables, gate, shapes))
      const context = { now, store, newSecret: newSecret ?? secretInTurn, ...outside(gate) }
      return runTasks(context, tasks, () => 0)
    }, fault)
  }

  /** Starts what the platform calls after a payment; `source` says who calls. */
  function startCallback(event: unknown, fault: Fault | null = null, source = ''): Promise<Flight<CallbackAnswer>> {
    return Flight.start(gate => {
      const store = wrapper(memoryStore(tables, gate, shapes))
      const context = { now, store, newSecret: newSecret ?? secretInTurn, ...outside(gate) }
      return payBack(context, { event, source }, log)
    }, fault)
  }

  return {
    invoke,
    start,
    startTick,
    startWork,
    startCallback,
    /** The platform of payments. */
    platform,
    /** Reports every write of a document but deletions; `before` is null when it is new. */
    watch(listener: (write: Write) => void) {
      tables.watch = (name, before, after) => {
        if (after) listener({ collection: name, before, after } as unknown as Write)
      }
    },
    /** Failures that clients see only as INTERNAL. */
    errors,
    /** Lines of the functions' log. */
    lines,
    messages,
    now: () => now,
    setClock(to: number) {
      now = to
    },
    /** Replaces WeChat's check of texts, which passes everything. */
    drawCodesBy(next: DrawCode) {
      drawCode = next
    },
    checkTextsBy(next: CheckText) {
      checkText = next
    },
    /** Replaces WeChat's delivery of messages, which succeeds; `messages` has all attempts. */
    sendBy(next: SendMessage) {
      deliver = next
    },
    wrapStore(next: StoreWrapper) {
      wrapper = next
    },
    async seed(collections: Collections) {
      for (const [name, documents] of Object.entries(collections)) {
        for (const document of storedForm(name, documents)) {
          if (!tables.insert(name, document)) throw new Error(`There is a document ${document._id} in ${name} already.`)
        }
      }
    },
    /** The same, but exactly as given: for data that an earlier release has stored. */
    async seedAsStored(collections: Record<string, readonly object[]>) {
      for (const [name, documents] of Object.entries(collections)) {
        for (const document of documents) tables.insert(name, structuredClone(document) as Document<string>)
      }
    },
    /** Returns documents as they are stored, without the code under test; do not change them. */
    async stored<Name extends keyof Documents>(
      collection: Name,
      filter: Record<string, unknown> = {},
    ): Promise<Documents[Name][]> {
      return tables.all(collection).filter(compileFilter(filter)) as unknown as Documents[Name][]
    },
    async change(collection: keyof Documents, id: string, set: Record<string, unknown>) {
      tables.update(collection, { _id: id }, { $set: set })
    },
    async remove(collection: keyof Documents, id: string) {
      tables.remove(collection, id)
    },
    /** Saves all documents; the returned function restores them. */
    keep: () => tables.keep(),
    reset() {
      tables.clear()
      tables.watch = () => {}
      errors.length = 0
      lines.length = 0
      messages.length = 0
      platform.clear()
      secrets = 0
      deliver = async () => 'sent'
    },
  }
}
