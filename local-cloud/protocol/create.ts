/** The database actions of the CloudBase protocol, over the engine. */
import { randomUUID } from 'node:crypto'
import type { Engine, Examined } from '../engine/engine'
import { isPlain, type Plain } from '../engine/values/compare'
import { encode } from './ejson'
import { ProtocolError, toFailure } from './errors'
import { olderActions } from './older'
import * as read from './params'
import type { Protocol, ProtocolOptions, Reply } from './protocol'

/** Result of an action, before ids are added to make a reply. */
interface Answer {
  data?: Plain
  /** Documents found, which the reply carries as `data.list`. */
  documents?: Plain[]
  transactionId?: string
  /** Work done, for the call report only. */
  examined?: Examined
}

type Action = (engine: Engine, params: read.Params, now: number) => Promise<Answer>

const ACTIONS: Record<string, Action> = {
  async 'database.getDocument'(engine, params, now) {
    const projection = read.projection(params, now)
    const { documents, examined } = await engine.find(
      read.collectionName(params),
      {
        filter: read.filter(params, now, 'any'),
        sort: read.sort(params, now),
        ...read.page(params),
        ...(projection && { projection }),
      },
      read.transactionId(params),
    )
    return { documents, examined }
  },

  async 'database.calculateDocument'(engine, params, now) {
    const { total, examined } = await engine.count(read.collectionName(params), read.filter(params, now))
    return { data: { total }, examined }
  },

  async 'database.insertDocument'(engine, params, now) {
    const documents = read.documents(params, now)
    const { ids } = await engine.insert(read.collectionName(params), documents, read.transactionId(params))
    return { data: { insertedIds: ids } }
  },

  async 'database.modifyDocument'(engine, params, now) {
    const { matched, modified, upsertedId, examined } = await engine.update(
      read.collectionName(params),
      {
        filter: read.filter(params, now),
        update: read.update(params, now),
        multi: !read.byId(params) && read.flag(params.multi, 'multi', true),
        upsert: read.flag(params.upsert, 'upsert', false),
      },
      read.transactionId(params),
    )
    // The platform sends `upsert_id: null` when it inserted nothing.
    return { data: { matched, updated: modified, upsert_id: upsertedId ?? null }, examined }
  },

  async 'database.modifyAndReturnDoc'(engine, params, now) {
    const { document, modified, examined } = await engine.updateAndReturn(
      read.collectionName(params),
      { filter: read.filter(params, now, 'any'), update: read.update(params, now) },
      read.transactionId(params),
    )
    return { data: { updated: modified, doc: document && encode(document) }, examined }
  },

  async 'database.removeDocument'(engine, params, now) {
    const filter = read.filter(params, now)
    const multi = !read.byId(params) && read.flag(params.multi, 'multi', true)
    const collection = read.collectionName(params)
    const { removed, examined } = await engine.remove(collection, { filter, multi }, read.transactionId(params))
    return { data: { deleted: removed }, examined }
  },

  async 'database.aggregateDocuments'(engine, params, now) {
    const { documents, examined } = await engine.aggregate(read.collectionName(params), read.stages(params, now))
    return { documents, examined }
  },

  async 'database.addCollection'(engine, params) {
    await engine.addCollection(read.collectionName(params))
    return { data: {} }
  },

  async 'database.startTransaction'(engine) {
    return { transactionId: await engine.startTransaction() }
  },

  async 'database.commitTransaction'(engine, params) {
    await engine.commitTransaction(requiredTransaction(params))
    return { data: {} }
  },

  async 'database.abortTransaction'(engine, params) {
    await engine.abortTransaction(requiredTransaction(params))
    return { data: {} }
  },
}

function requiredTransaction(params: read.Params): string {
  const id = read.transactionId(params)
  if (id === undefined) throw new ProtocolError('INVALID_PARAM', '[InvalidParameter] transactionId is required')
  return id
}

const isAction = (name: unknown): name is string =>
  typeof name === 'string' && (Object.hasOwn(ACTIONS, name) || Object.hasOwn(olderActions, name))

/** Runs an action, in the form of the SDK that asks. */
async function run(action: string, engine: Engine, params: read.Params, now: number): Promise<Ran> {
  const older = Object.hasOwn(olderActions, action) ? olderActions[action] : undefined
  const perform = ACTIONS[older?.action ?? action]
  if (perform === undefined) throw new ProtocolError('INVALID_ACTION', 'unknown action')
  const { examined, documents, ...answer } = await perform(engine, older ? older.request(params) : params, now)
  if (older) return { fields: older.reply(answer.data ?? {}, documents ?? []), examined }
  return { fields: documents ? { data: { list: documents.map(encode) } } : answer, examined }
}

interface Ran {
  fields: Plain
  examined: Examined | undefined
}

/** Creates the protocol handler. */
export function createProtocol({ engine, now, onCall }: ProtocolOptions): Protocol {
  async function handle(body: unknown): Promise<Reply> {
    const params = isPlain(body) ? body : {}
    const action = isAction(params.action) ? params.action : undefined
    const ids = {
      requestId: randomUUID(),
      ...(typeof params.seqId === 'string' && { seqId: params.seqId.slice(0, 200) }),
    }
    let examined: Examined | undefined
    let reply: Reply
    try {
      if (action === undefined) throw new ProtocolError('INVALID_ACTION', 'unknown action')
      const { fields, examined: work } = await run(action, engine, params, now())
      examined = work
      reply = { ...ids, ...fields }
    } catch (error) {
      const { code, message } = toFailure(error)
      reply = { ...ids, code, message }
    }
    onCall?.({
      action: action ?? 'unknown',
      ...(typeof params.collectionName === 'string' && { collection: params.collectionName.slice(0, 100) }),
      ...(reply.code !== undefined && { code: reply.code }),
      ...(examined && { examined }),
    })
    return reply
  }
  return { serves: isAction, handle }
}
