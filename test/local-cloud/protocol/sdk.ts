/** The real wx-server-sdk connected to a protocol handler over HTTP, as in a deployed function. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { DatabaseSchema, Engine } from '../../../local-cloud/engine/engine'
import { openEngine } from '../../../local-cloud/engine/open'
import { createProtocol } from '../../../local-cloud/protocol/create'
import type { CallReport, Protocol } from '../../../local-cloud/protocol/protocol'
import { tempDir } from '../temp-dir'

type Fields = Record<string, unknown>

interface Stats {
  updated: number
  removed: number
  created: number
}

/** The part of the SDK that the tests use; its own typings mix every callback style into each result. */
export interface Query {
  where(condition: Fields): Query
  field(projection: Fields): Query
  orderBy(field: string, order: 'asc' | 'desc'): Query
  skip(count: number): Query
  limit(count: number): Query
  get(): Promise<{ data: Fields[] }>
  count(): Promise<{ total: number }>
  update(options: { data: Fields; multi?: boolean }): Promise<{ stats: Stats }>
  remove(options?: { multi?: boolean }): Promise<{ stats: Stats }>
}
interface DocumentReference {
  field(projection: Fields): DocumentReference
  get(): Promise<{ data: Fields }>
  set(options: { data: Fields }): Promise<{ _id: string; stats: Stats }>
  update(options: { data: Fields }): Promise<{ stats: Stats }>
  remove(): Promise<{ stats: Stats }>
}
export interface Collection extends Query {
  doc(id: string | number): DocumentReference
  add(options: { data: Fields | Fields[] }): Promise<{ _id: string; _ids?: string[] }>
  aggregate(): Aggregate
}
type StageName =
  | ('match' | 'group' | 'project' | 'sort' | 'limit' | 'skip' | 'unwind' | 'lookup' | 'addFields' | 'count')
  | ('bucket' | 'bucketAuto' | 'facet' | 'geoNear' | 'replaceRoot' | 'sample' | 'sortByCount' | 'out')
export type Aggregate = { [stage in StageName]: (argument: unknown) => Aggregate } & {
  end(): Promise<{ list: Fields[] }>
  done(): unknown
}
export interface Transaction {
  collection(name: string): Collection
  commit(): Promise<unknown>
  rollback(reason?: unknown): Promise<unknown>
}
type CommandName =
  | ('eq' | 'neq' | 'gt' | 'gte' | 'lt' | 'lte' | 'in' | 'nin' | 'mod' | 'exists' | 'all' | 'elemMatch' | 'size')
  | ('and' | 'or' | 'nor' | 'not' | 'jsonSchema' | 'geoNear' | 'geoWithin' | 'geoIntersects')
  | ('set' | 'inc' | 'mul' | 'min' | 'max' | 'push' | 'pull' | 'pullAll' | 'addToSet' | 'pop' | 'shift' | 'unshift')
  | ('remove' | 'rename' | 'bit')
type Chain = { [name in CommandName]: (...operands: unknown[]) => Chain }
type Make<Name extends string> = { [name in Name]: (...parts: unknown[]) => unknown }
export interface Database {
  command: Chain & {
    aggregate: Make<
      | ('sum' | 'avg' | 'min' | 'max' | 'first' | 'last' | 'push' | 'addToSet' | 'stdDevPop' | 'mergeObjects')
      | (
          | 'add'
          | 'subtract'
          | 'multiply'
          | 'divide'
          | 'concat'
          | 'cond'
          | 'ifNull'
          | 'switch'
          | 'size'
          | 'filter'
          | 'map'
        )
      | (
          | 'eq'
          | 'gte'
          | 'and'
          | 'or'
          | 'in'
          | 'dateToString'
          | 'arrayElemAt'
          | 'reduce'
          | 'slice'
          | 'toUpper'
          | 'literal'
        )
    > & { pipeline(): Aggregate }
    project: Make<'slice' | 'elemMatch'>
  }
  Geo: Make<'Point' | 'Polygon' | 'LineString' | 'MultiPoint' | 'MultiLineString' | 'MultiPolygon'>
  RegExp(spec: { regexp: string; options?: string }): unknown
  serverDate(spec?: { offset: number }): unknown
  collection(name: string): Collection
  createCollection(name: string): Promise<unknown>
  startTransaction(): Promise<Transaction>
  runTransaction<T>(work: (transaction: Transaction) => Promise<T>, times?: number): Promise<T>
}
interface WxCloud {
  init(options: { env: string }): void
  database(): Database
}

export interface TestCloud {
  db: Database
  engine: Engine
  protocol: Protocol
  /** Every call that was answered. */
  calls: CallReport[]
  /** Moves the clock of server dates and ids, ms. */
  setNow(now: number): void
  close(): Promise<void>
}

/** Starts engine, handler and SDK on a fresh directory. */
export async function startTestCloud(schema: DatabaseSchema): Promise<TestCloud> {
  let clock: number | undefined
  const now = () => clock ?? Date.now()
  const engine = await openEngine({ dir: tempDir(), schema, now })
  const calls: CallReport[] = []
  const protocol = createProtocol({ engine, now, onCall: call => calls.push(call) })
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', chunk => chunks.push(chunk))
    request.on('end', async () => {
      const reply = await protocol.handle(JSON.parse(Buffer.concat(chunks).toString()))
      response.setHeader('content-type', 'application/json; charset=utf-8')
      response.end(JSON.stringify(reply))
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const db = connect(server)
  return {
    db,
    engine,
    protocol,
    calls,
    setNow: value => {
      clock = value
    },
    async close() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
      await engine.close()
    },
  }
}

function connect(server: Server): Database {
  const { port } = server.address() as AddressInfo
  Object.assign(process.env, {
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_SECRETID: 'id',
    TENCENTCLOUD_SECRETKEY: 'key',
    TENCENTCLOUD_REGION: 'ap-shanghai',
    TCB_ENV: 'local',
    SCF_NAMESPACE: 'local',
    TCB_CONTEXT_KEYS: 'TCB_CONTEXT_CNFG',
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: `http://127.0.0.1:${port}/admin` }),
  })
  // Loaded late: the SDK reads its environment when it is loaded.
  const cloud = jest.requireActual<WxCloud>('wx-server-sdk')
  cloud.init({ env: 'local' })
  return cloud.database()
}

/** The error of a promise that must fail. */
export async function failure(
  promise: Promise<unknown>,
): Promise<{ errCode?: number; code?: string; message: string }> {
  try {
    await promise
  } catch (error) {
    return error as { errCode?: number; code?: string; message: string }
  }
  throw new Error('expected a failure')
}
