import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { insertMissing } from '../../../config/build/seed'
import { yuxiWorld } from '../../../worlds/demo'
import { startWholeCloud } from '../../cloud/support/whole-cloud'
import type { Bench } from '../report'
import type { AskersJob, AskersResult } from './askers'

const ROOT = join(__dirname, '..', '..', '..')
const INSTANCES = 2
const AT_ONCE = 8
const WARM_UP = 300
const REQUESTS = 2000

/** The home page of the demo world on the one-machine cloud: how many are served in a second, and what one costs. */
export const home: Bench = async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'home-'))
  const cloud = await startWholeCloud({ maxInstances: INSTANCES, dataDir, countsUsage: true })
  try {
    const world = yuxiWorld(Date.now())
    await insertMissing(cloud.engine, world)
    const job = (requests: number): AskersJob => ({
      url: cloud.url,
      centreId: 'jiangchuan',
      openids: world.personas.map(({ openid }) => openid),
      atOnce: AT_ONCE,
      requests,
    })
    await asked(job(WARM_UP))
    const before = process.cpuUsage()
    const { tookMs, answered, cpuMs } = await asked(job(REQUESTS))
    const { user, system } = process.cpuUsage(before)
    return [
      { what: 'requests answered', value: answered, unit: 'requests', min: REQUESTS },
      { what: 'home pages served', value: (answered * 1000) / tookMs, unit: 'a second', min: 200 },
      { what: 'CPU of the cloud for one, without the functions', value: (user + system) / 1000 / answered, unit: 'ms' },
      { what: 'CPU of who asks for one', value: cpuMs / answered, unit: 'ms' },
    ]
  } finally {
    await cloud.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** Runs the askers in a process of their own, and returns what they saw. */
async function asked(job: AskersJob): Promise<AskersResult> {
  const child = fork(join(__dirname, 'askers.ts'), [], { cwd: ROOT, execArgv: ['--import', 'tsx'] })
  const gone = once(child, 'exit')
  const told = once(child, 'message') as Promise<[AskersResult]>
  child.send(job)
  const lost = gone.then(() => Promise.reject(new Error('the askers got lost')))
  const [result] = await Promise.race([told, lost])
  await gone
  return result
}
