import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { FUNCTION_BUNDLE } from '../../../config/build/functions'
import { aCentre, anOffering, aSession } from '../../../worlds/fixtures/index'
import { cloudNow } from '../../cloud/support/clock'
import { startWholeCloud, type WholeCloud } from '../../cloud/support/whole-cloud'
import { type Bench, type Figure, median } from '../report'

const ROOT = join(__dirname, '..', '..', '..')
const LATENCY_MS = 15
const RUNS = 7
const PEOPLE = 50
const PLACES = 10
/** As many as the platform would give at once for so few people. */
const INSTANCES = 8

/** One way of booking: the function that does it, and its event. */
interface Way {
  name: string
  fn: string
  eventFor: (sessionId: string, requestId: string) => object
  /** People that it lets in on ten places. */
  exact: boolean
}

const WAYS: readonly Way[] = [
  {
    name: 'ours',
    fn: 'resident',
    eventFor: (sessionId, requestId) => ({
      route: 'booking.create',
      input: { sessionId, memberIds: ['self'] },
      requestId,
      isFirst: true,
    }),
    exact: true,
  },
  { name: 'transaction', fn: 'peer-transaction', eventFor: sessionId => ({ sessionId }), exact: false },
  { name: 'count, compare, insert', fn: 'peer-count', eventFor: sessionId => ({ sessionId }), exact: false },
]

/** Two plain ways of booking beside ours, on the same cloud with the same latency, in one run. */
export const peers: Bench = async () => {
  const functionsDir = mkdtempSync(join(tmpdir(), 'peers-'))
  try {
    cpSync(join(ROOT, 'dist', 'cloudfunctions'), functionsDir, { recursive: true })
    for (const name of ['count', 'transaction']) {
      await build({
        ...FUNCTION_BUNDLE,
        entryPoints: [join(__dirname, 'functions', `${name}.ts`)],
        outfile: join(functionsDir, `peer-${name}`, 'index.js'),
      })
    }
    const cloud = await startWholeCloud({ functionsDir, maxInstances: INSTANCES })
    try {
      await cloud.seed({ centres: [aCentre()], offerings: [anOffering()] })
      const figures: Figure[] = []
      for (const way of WAYS) figures.push(...(await measure(cloud, way)))
      return figures
    } finally {
      await cloud.close()
    }
  } finally {
    rmSync(functionsDir, { recursive: true, force: true })
  }
}

async function measure(cloud: WholeCloud, { name, fn, eventFor, exact }: Way): Promise<Figure[]> {
  const now = cloudNow()
  const [calm, rush] = [`${fn}-calm`, `${fn}-rush`]
  await cloud.seed({
    sessions: [aSession(now, { _id: calm, capacity: 1000 }), aSession(now, { _id: rush, capacity: PLACES })],
  })
  const book = async (sessionId: string, openid: string) => {
    const event = eventFor(sessionId, `request-${openid}`)
    const { reply, databaseCalls, databaseTrips } = await cloud.raw(fn, event, openid)
    return { code: reply.ok ? 'OK' : reply.code, databaseCalls, databaseTrips }
  }
  // Warm instances, as they are in a rush.
  await Promise.all(Array.from({ length: INSTANCES }, (_, n) => book(calm, `${fn}-warm-${n}`)))
  cloud.control({ latencyMs: LATENCY_MS })
  const times: number[] = []
  let calls = Number.NaN
  let trips = Number.NaN
  for (let n = 0; n < RUNS; n++) {
    const started = performance.now()
    const booked = await book(calm, `${fn}-calm-${n}`)
    if (booked.code !== 'OK') throw new Error(`${name}: ${booked.code}`)
    times.push(performance.now() - started)
    calls = booked.databaseCalls
    trips = booked.databaseTrips
  }
  const answers = await Promise.all(Array.from({ length: PEOPLE }, (_, n) => book(rush, `${fn}-rush-${n}`)))
  cloud.control({ latencyMs: 0 })
  const letIn = answers.filter(({ code }) => code === 'OK').length
  return [
    { what: `${name}: a booking (median)`, value: median(times), unit: 'ms' },
    { what: `${name}: database calls`, value: calls, unit: 'calls' },
    { what: `${name}: round trips, one after the other`, value: trips, unit: 'trips' },
    {
      what: `${name}: let in on ${PLACES} places by ${PEOPLE} people at once`,
      value: letIn,
      unit: 'people',
      ...(exact ? { min: PLACES, max: PLACES } : {}),
    },
    {
      what: `${name}: told neither "booked" nor "full"`,
      value: answers.filter(({ code }) => code !== 'OK' && code !== 'SESSION_FULL').length,
      unit: 'people',
      ...(exact ? { max: 0 } : {}),
    },
  ]
}
