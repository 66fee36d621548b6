import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RouteInput, RouteName, RouteOutput } from '@domain/contracts'
import { functionOf } from '@domain/contracts/functions'
import type { Reply } from '@domain/contracts/reply'
import type { Documents } from '../../../cloudfunctions/lib/kernel/store/documents'
import { startLocalCloud } from '../../../local-cloud/host/start'
import type { Fault, Switches } from '../../../local-cloud/host/switches'
import type { Collections, Persona } from '../../../worlds/world'
import { AHEAD_MS } from './clock'

const ROOT = join(__dirname, '..', '..', '..')

export interface CallOptions {
  requestId?: string
  /** Kills the function's instance before or after its k-th database call, or fails that call. */
  fault?: `${'before' | 'after' | 'error'}:${number}`
}

export interface CallRecord<Name extends RouteName> {
  /** HTTP status; not 200 when the function itself died. */
  status: number
  reply: Reply<RouteOutput<Name>>
  /** Database round trips, counted by the host. */
  databaseCalls: number
  /** Those that waited for one another. */
  databaseTrips: number
  documentsExamined: number
}

export type TestCloud = Awaited<ReturnType<typeof startTestCloud>>

/** Whatever shows its stored documents. */
export type Stored = Pick<TestCloud, 'stored'>

/** A local cloud of its own, with the deployed bundles and the test switches on. */
export async function startTestCloud({
  maxInstances = 4,
  maxWaitMs = 30_000,
  dataDir = '',
  functionsDir = join(ROOT, 'dist', 'cloudfunctions'),
  webDir = '',
  personas = [] as Persona[],
} = {}) {
  const dir = dataDir || mkdtempSync(join(tmpdir(), 'cloud-'))
  const lines: string[] = []
  const cloud = await startLocalCloud({
    port: 0,
    dataDir: dir,
    functionsDir,
    ...(webDir ? { webDir } : {}),
    personas,
    schema: JSON.parse(readFileSync(join(ROOT, 'config', 'database.json'), 'utf8')),
    testSwitches: true,
    // A tick comes when a test says so: one of its own accord, at the turn of a minute, would change what is counted.
    timers: false,
    maxInstances,
    maxWaitMs,
    maxQueue: 5000,
    log: line => lines.push(line),
  })
  const later = (ms: number) => cloud.control({ clockOffsetMs: AHEAD_MS + ms })
  later(0)

  /** One call over HTTP, as the app makes it, with all that the host knows of it. */
  async function send<Name extends RouteName>(
    openid: string,
    route: Name,
    input: RouteInput<Name>,
    { requestId = randomUUID(), fault }: CallOptions = {},
  ): Promise<CallRecord<Name>> {
    return raw(functionOf(route), { route, input, requestId }, openid, fault) as Promise<CallRecord<Name>>
  }

  async function raw(fn: string, event: unknown, openid: string, fault?: string) {
    const response = await fetch(`${cloud.url}/invoke/${fn}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-wx-openid': openid,
        ...(fault === undefined ? {} : { 'x-test-fault': fault }),
      },
      body: typeof event === 'string' ? event : JSON.stringify(event),
    })
    const figure = (name: string) => Number(response.headers.get(name) ?? Number.NaN)
    return {
      status: response.status,
      reply: (await response.json()) as Reply,
      databaseCalls: figure('x-database-calls'),
      databaseTrips: figure('x-database-trips'),
      documentsExamined: figure('x-documents-examined'),
    }
  }

  /** The data of a call that must succeed. */
  async function ask<Name extends RouteName>(
    openid: string,
    route: Name,
    input: RouteInput<Name>,
    options: CallOptions = {},
  ): Promise<RouteOutput<Name>> {
    const { reply } = await send(openid, route, input, options)
    if (!reply.ok)
      throw new Error(`${route} was refused: ${reply.code} ${JSON.stringify(reply.detail)} ${lines.at(-1)}`)
    return reply.data
  }

  /** The code of a call: `OK`, or why it was refused. */
  async function codeOf<Name extends RouteName>(
    openid: string,
    route: Name,
    input: RouteInput<Name>,
    options: CallOptions = {},
  ): Promise<string> {
    const { reply } = await send(openid, route, input, options)
    return reply.ok ? 'OK' : reply.code
  }

  return {
    url: cloud.url,
    engine: cloud.engine,
    dataDir: dir,
    send,
    raw,
    ask,
    codeOf,
    /** Lines of the functions' log. */
    lines,
    tick: () => cloud.tick('timer'),
    /** A tick that dies at one of its database calls; false when it has fewer. */
    tickWithFault: (fault: Fault) =>
      cloud.tick('timer', fault).then(
        () => false,
        () => true,
      ),
    outbox: (openid?: string) => cloud.outbox(openid),
    /** Sets the clock so far ahead of `cloudNow()`, ms; 0 sets it right again. */
    later,
    control: (change: Partial<Omit<Switches, 'clockOffsetMs'>>) => cloud.control(change),
    stats: cloud.stats,
    async seed(collections: Collections) {
      for (const [name, documents] of Object.entries(collections)) {
        await cloud.engine.insert(name, structuredClone(documents) as unknown as Record<string, unknown>[])
      }
    },
    /** Stored documents, read past all code under test. */
    async stored<Name extends keyof Documents>(
      collection: Name,
      filter: Record<string, unknown> = {},
    ): Promise<Documents[Name][]> {
      const { documents } = await cloud.engine.find(collection, { filter, limit: 100_000 })
      return documents as unknown as Documents[Name][]
    },
    async change(collection: keyof Documents, id: string, set: Record<string, unknown>) {
      await cloud.engine.update(collection, {
        filter: { _id: id },
        update: { $set: set },
        multi: false,
        upsert: false,
      })
    },
    /** Empties the cloud and sets its switches back. Instances stay warm, as they do on the platform. */
    async reset() {
      cloud.control({ latencyMs: 0 })
      later(0)
      lines.length = 0
      for (const name of cloud.engine.collections()) await cloud.engine.remove(name, { filter: {}, multi: true })
    },
    async close() {
      await cloud.close()
      if (!dataDir) rmSync(dir, { recursive: true, force: true })
    },
  }
}
