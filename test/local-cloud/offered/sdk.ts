/** A whole local cloud, and the real wx-server-sdk in this process, pointed at it as the page says. */
import type { LocalCloud, LocalCloudOptions } from '../../../local-cloud/host/options'
import { type Running, startProbes } from '../host/harness'
import type { Database } from '../protocol/sdk'

interface Sdk {
  init(options: object): void
  database(): Database & { command: { expr(condition: unknown): unknown; text(spec: unknown): unknown } }
  openapi: Record<string, Record<string, (parameters: object) => Promise<Record<string, unknown>>>>
  [name: string]: unknown
}

/** Starts a cloud with a probe function, and connects the SDK of this process; once in a test file. */
export async function startWithSdk(options: Partial<LocalCloudOptions> = {}): Promise<{
  sdk: Sdk
  cloud: LocalCloud
  running: Running
}> {
  const running = await startProbes({ probe: null }, options)
  Object.assign(process.env, {
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: 'local',
    TENCENTCLOUD_SECRETID: 'any',
    TENCENTCLOUD_SECRETKEY: 'any',
    SCF_NAMESPACE: 'local',
    TCB_ENV: 'local',
    TCB_CONTEXT_KEYS: 'TCB_CONTEXT_CNFG',
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: `${running.cloud.url}/admin` }),
  })
  // Loaded late: the SDK reads its environment when it is loaded.
  const sdk = jest.requireActual<Sdk>('wx-server-sdk')
  sdk.init({ env: 'local' })
  return { sdk, cloud: running.cloud, running }
}
