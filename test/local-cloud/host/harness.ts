import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { buildSync } from 'esbuild'
import type { DatabaseSchema } from '../../../local-cloud/engine/engine'
import type { LocalCloud, LocalCloudOptions } from '../../../local-cloud/host/options'
import { startLocalCloud } from '../../../local-cloud/host/start'

export const SCHEMA: DatabaseSchema = { collections: { notes: { indexes: [] } } }

const bundle = join(mkdtempSync(join(tmpdir(), 'probe-')), 'index.js')
let bundled = false

/** The probe as one file, the way functions are deployed; built once per test file. */
export function probeBundle(): string {
  if (!bundled) {
    const entry = join(__dirname, 'probe.ts')
    buildSync({
      entryPoints: [entry],
      outfile: bundle,
      bundle: true,
      platform: 'node',
      target: 'node18',
      logLevel: 'error',
    })
    bundled = true
  }
  return bundle
}

/** A scratch folder with one probe per name; the value is that function's `config.json`, if it has one. */
export function makeWorld(functions: Record<string, object | null>): {
  dir: string
  functionsDir: string
  dataDir: string
} {
  const dir = mkdtempSync(join(tmpdir(), 'local-cloud-'))
  const functionsDir = join(dir, 'functions')
  for (const [name, config] of Object.entries(functions)) {
    const folder = join(functionsDir, name)
    mkdirSync(folder, { recursive: true })
    cpSync(probeBundle(), join(folder, 'index.js'))
    if (config) writeFileSync(join(folder, 'config.json'), JSON.stringify(config))
  }
  return { dir, functionsDir, dataDir: join(dir, 'data') }
}

/** Time limit of a probe that sets none, s: on a slow machine the platform's three would end what a test waits for. */
const PATIENCE_S = 60

export interface Running {
  cloud: LocalCloud
  dir: string
  functionsDir: string
  lines: string[]
  stop(): Promise<void>
}

/** Starts a cloud with probes in a scratch folder; its log lines are collected. */
export async function startProbes(
  functions: Record<string, object | null>,
  options: Partial<LocalCloudOptions> = {},
): Promise<Running> {
  const world = makeWorld(functions)
  const lines: string[] = []
  const cloud = await startLocalCloud({
    port: 0,
    dataDir: world.dataDir,
    functionsDir: world.functionsDir,
    schema: SCHEMA,
    defaultTimeoutS: PATIENCE_S,
    log: line => lines.push(line),
    ...options,
  })
  const stop = async () => {
    await cloud.close()
    rmSync(world.dir, { recursive: true, force: true })
  }
  return { cloud, dir: world.dir, functionsDir: world.functionsDir, lines, stop }
}

export interface Answer {
  status: number
  headers: Headers
  body: unknown
}

/** `POST /invoke/<fn>` as a person. */
export async function post(
  url: string,
  fn: string,
  event: unknown,
  headers: Record<string, string> = { 'x-wx-openid': 'somebody' },
): Promise<Answer> {
  const body = typeof event === 'string' ? event : JSON.stringify(event)
  const reply = await fetch(`${url}/invoke/${fn}`, { method: 'POST', body, headers })
  return { status: reply.status, headers: reply.headers, body: await reply.json() }
}

/** Waits until the condition holds; fails after a minute and a half. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 90_000
  while (!(await condition())) {
    if (Date.now() > end) throw new Error('the condition did not come true within a minute and a half')
    await new Promise(resolve => setTimeout(resolve, 20))
  }
}

/** Repository root. */
export const ROOT = dirname(dirname(dirname(__dirname)))
