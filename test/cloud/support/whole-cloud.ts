import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RouteInput, RouteName } from '@domain/contracts'
import { functionOf } from '@domain/contracts/functions'
import type { Reply } from '@domain/contracts/reply'
import type { Documents } from '../../../cloudfunctions/lib/kernel/store/documents'
import { startLocalCloud } from '../../../local-cloud/host/start'
import type { Fault, Switches } from '../../../local-cloud/host/switches'
import { CENTRE } from '../../../worlds/fixtures/index'
import { type Collections, type Persona, storedForm } from '../../../worlds/world'
import { MERCHANT } from '../in-process/platform'
import { AHEAD_MS, cloudNow } from './clock'
import { TEST_ID_SECRET } from './id-secret'
import { type CallOptions, type CallRecord, callsBy, requireExpected } from './test-cloud'

const ROOT = join(__dirname, '..', '..', '..')

/** One call with everything that the host measures of it. */
export interface MeteredCall<Name extends RouteName> extends CallRecord<Name> {
  /** Database round trips, counted by the host. */
  databaseCalls: number
  /** Database round trips that waited for one another. */
  databaseTrips: number
  documentsExamined: number
}

export type WholeCloud = Awaited<ReturnType<typeof startWholeCloud>>

/** Starts a local cloud with the deployed bundles behind HTTP and the SDK, and the test switches on. */
export async function startWholeCloud({
  maxInstances = 4,
  maxWaitMs = 300_000,
  dataDir = '',
  functionsDir = join(ROOT, 'dist', 'cloudfunctions'),
  webDir = '',
  personas = [] as Persona[],
  refusedWords = [] as string[],
  countsUsage = false,
} = {}) {
  const dir = dataDir || mkdtempSync(join(tmpdir(), 'cloud-'))
  const lines: string[] = []
  const cloud = await startLocalCloud({
    port: 0,
    dataDir: dir,
    functionsDir,
    ...(webDir ? { webDir } : {}),
    personas,
    refusedWords,
    schema: JSON.parse(readFileSync(join(ROOT, 'config', 'database.json'), 'utf8')),
    environment: {
      ID_SECRET: TEST_ID_SECRET,
      PAY_MERCHANTS: JSON.stringify({ [CENTRE]: MERCHANT }),
      ...(countsUsage ? {} : { USAGE: 'off' }),
    },
    testSwitches: true,
    // Ticks run only when a test says so: an automatic one at the turn of a minute would change what is counted.
    timers: false,
    // Nor may a machine that is busy with other things end a call, or turn one away.
    timeLimits: false,
    maxInstances,
    maxWaitMs,
    maxQueue: 5000,
    log: line => lines.push(line),
  })
  const explain = () => lines.filter(line => line.includes('"level":"error"')).at(-1)
  const later = (ms: number) => cloud.control({ clockOffsetMs: AHEAD_MS + ms })
  later(0)

  /** Makes one call over HTTP, as the app does. */
  async function send<Name extends RouteName>(
    openid: string,
    route: Name,
    input: RouteInput<Name>,
    { requestId = randomUUID(), isFirst, fault }: CallOptions = {},
  ): Promise<MeteredCall<Name>> {
    const event = { route, input, requestId, ...(isFirst ? { isFirst } : {}) }
    const record = await raw(functionOf(route), event, openid, fault)
    return requireExpected(record, fault, explain) as MeteredCall<Name>
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

  return {
    url: cloud.url,
    engine: cloud.engine,
    dataDir: dir,
    send,
    raw,
    ...callsBy(send, () => lines.at(-1)),
    lines,
    tick: () => cloud.tick('timer'),
    tickWithFault: (fault: Fault) =>
      cloud.tick('timer', fault).then(
        () => false,
        () => true,
      ),
    outbox: (openid?: string) => cloud.outbox(openid),
    later,
    at: (moment: number) => later(moment - cloudNow()),
    control: (change: Partial<Omit<Switches, 'clockOffsetMs'>>) => cloud.control(change),
    stats: cloud.stats,
    async seed(collections: Collections) {
      for (const [name, documents] of Object.entries(collections)) {
        await cloud.engine.insert(name, storedForm(name, documents))
      }
    },
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
    renew: () => cloud.recycle(),
    async close() {
      await cloud.close()
      if (!dataDir) rmSync(dir, { recursive: true, force: true })
    },
  }
}
