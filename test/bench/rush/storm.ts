import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { aCentre, anOffering, aSession } from '../../../worlds/fixtures/index'
import { cloudNow } from '../../cloud/support/clock'
import { startWholeCloud, type WholeCloud } from '../../cloud/support/whole-cloud'
import type { CrowdJob, PersonResult } from './crowd'

const ROOT = join(__dirname, '..', '..', '..')
export const PEOPLE = 2000
export const PLACES = 200
export const SESSION = 'rush'
const LATENCY_MS = 15
/**
 * As many as two cores carry in both ways of booking, so that what people wait for is the database and not the processor: with twice
 * as many, transactions repeat so often that they wait for the processor most of the time.
 */
export const INSTANCES = 16
/** A database call takes only the simulated latency here; the time of the disk would add to it. */
const MEMORY = '/dev/shm'
/** The time that the app waits for an answer; a busy machine is slow, but loses no answer. */
const PATIENCE_MS = 120_000

/** A cloud after its rush, still running, and everybody's answers. */
export interface Storm {
  cloud: WholeCloud
  told: PersonResult[]
  /** CPU time (ms, user and system) of the cloud's own process: protocol, engine and host, without the functions. */
  cpuMs: number
}

/** Two thousand people at once on one session of two hundred, with a simulated latency on every database call. */
export async function storm<Result>(
  functionsDir: string,
  fn: CrowdJob['fn'],
  look: (storm: Storm) => Promise<Result>,
): Promise<Result> {
  const dataDir = mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'rush-'))
  const cloud = await startWholeCloud({ maxInstances: INSTANCES, maxWaitMs: PATIENCE_MS, functionsDir, dataDir })
  try {
    const now = cloudNow()
    await cloud.seed({
      centres: [aCentre()],
      offerings: [anOffering()],
      sessions: [aSession(now, { _id: SESSION, capacity: PLACES }), aSession(now, { _id: 'warm-up', capacity: 1000 })],
    })
    const ask = (sessionId: string, people: number) => crowd({ url: cloud.url, fn, sessionId, people })
    await ask('warm-up', INSTANCES * 12)
    cloud.control({ latencyMs: LATENCY_MS })
    const before = process.cpuUsage()
    const told = await ask(SESSION, PEOPLE)
    const { user, system } = process.cpuUsage(before)
    cloud.control({ latencyMs: 0 })
    return await look({ cloud, told, cpuMs: (user + system) / 1000 })
  } finally {
    await cloud.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** Runs the crowd, and returns its answers. */
async function crowd(errand: CrowdJob): Promise<PersonResult[]> {
  const child = fork(join(__dirname, 'crowd.ts'), [], { cwd: ROOT, execArgv: ['--import', 'tsx'] })
  const gone = once(child, 'exit')
  const told = once(child, 'message') as Promise<[PersonResult[]]>
  child.send(errand)
  const lost = gone.then(() => Promise.reject(new Error('the crowd got lost')))
  const [answers] = await Promise.race([told, lost])
  await gone
  return answers
}
