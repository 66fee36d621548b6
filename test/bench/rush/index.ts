import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { FUNCTION_BUNDLE } from '../../config/build/functions'
import { cloudNow } from '../cloud/support/clock'
import { startTestCloud } from '../cloud/support/cloud'
import { aCentre, anOffering, aSession } from '../cloud/support/fixtures'
import type { Bench } from './report'

const ROOT = join(__dirname, '..', '..')
const PEOPLE = 2000
const PLACES = 200
const LATENCY_MS = 15
const INSTANCES = 8

/** Two thousand people at once on one session of two hundred: ours against the same core on transactions. */
export const rush: Bench = async () => {
  const functionsDir = mkdtempSync(join(tmpdir(), 'rush-'))
  try {
    cpSync(join(ROOT, 'dist', 'cloudfunctions'), functionsDir, { recursive: true })
    await build({
      ...FUNCTION_BUNDLE,
      entryPoints: [join(__dirname, 'transaction', 'index.ts')],
      outfile: join(functionsDir, 'transaction', 'index.js'),
    })
    const ours = await storm(functionsDir, 'resident')
    const theirs = await storm(functionsDir, 'transaction')
    return [
      {
        what: `claims: confirmed of ${PEOPLE} on ${PLACES} places`,
        value: ours.confirmed,
        unit: 'people',
        min: PLACES,
        max: PLACES,
      },
      { what: 'claims: answers that are neither a booking nor "full"', value: ours.others, unit: 'answers', max: 0 },
      { what: 'claims: to the last seat', value: ours.lastSeatMs, unit: 'ms' },
      { what: 'transactions: confirmed', value: theirs.confirmed, unit: 'people' },
      { what: 'transactions: to the last seat', value: theirs.lastSeatMs, unit: 'ms' },
      { what: 'claims are faster to the last seat', value: theirs.lastSeatMs / ours.lastSeatMs, unit: '×', min: 5 },
    ]
  } finally {
    rmSync(functionsDir, { recursive: true, force: true })
  }
}

async function storm(functionsDir: string, fn: 'resident' | 'transaction') {
  const cloud = await startTestCloud({ maxInstances: INSTANCES, functionsDir })
  try {
    const now = cloudNow()
    await cloud.seed({
      centres: [aCentre()],
      offerings: [anOffering()],
      sessions: [aSession(now, { _id: 'rush', capacity: PLACES }), aSession(now, { _id: 'warm-up', capacity: 100 })],
    })
    const event = (sessionId: string, person: string) =>
      fn === 'resident'
        ? { route: 'booking.create', input: { sessionId, memberIds: ['self'] }, requestId: `request-${person}` }
        : { sessionId }
    const codeOf = async (sessionId: string, person: string) => {
      const { status, reply } = await cloud.raw(fn, event(sessionId, person), person)
      return reply.ok ? 'OK' : (reply.code ?? String(status))
    }
    await Promise.all(Array.from({ length: INSTANCES * 2 }, (_, n) => codeOf('warm-up', `warm-${n}`)))
    cloud.control({ latencyMs: LATENCY_MS })
    const started = performance.now()
    let lastSeatMs = 0
    const codes = await Promise.all(
      Array.from({ length: PEOPLE }, async (_, n) => {
        const code = await codeOf('rush', `person-${n}`)
        if (code === 'OK') lastSeatMs = Math.max(lastSeatMs, performance.now() - started)
        return code
      }),
    )
    const confirmed = codes.filter(code => code === 'OK').length
    const others = codes.filter(code => code !== 'OK' && code !== 'SESSION_FULL').length
    return { confirmed, others, lastSeatMs }
  } finally {
    await cloud.close()
  }
}
