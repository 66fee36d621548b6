/** Runs the one-machine cloud for `npm start`; all settings come from the environment. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { DatabaseSchema } from './engine/engine'
import { StartError } from './host/errors'
import type { LocalCloudOptions, MessageTemplate, Persona } from './host/options'
import { startLocalCloud } from './host/start'

/** A setting that is wrong; the message says which and how. */
class SettingError extends Error {}

function setting(name: string, fallback: string): string {
  const value = process.env[name]
  return value === undefined || value === '' ? fallback : value
}

function readJson<T>(file: string): T {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T
  } catch (error) {
    throw new SettingError(`Cannot read ${file}: ${error instanceof Error ? error.message : error}.`)
  }
}

function readPort(): number {
  const text = setting('PORT', '3210')
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65535) throw new SettingError(`PORT must be 0 to 65535, not "${text}".`)
  return Number(text)
}

function readOptions(): LocalCloudOptions {
  const options: LocalCloudOptions = {
    port: readPort(),
    dataDir: resolve(setting('DATA_DIR', '.data')),
    functionsDir: resolve(setting('FUNCTIONS_DIR', 'dist/cloudfunctions')),
    webDir: resolve(setting('WEB_DIR', 'dist/h5')),
    schema: readJson<DatabaseSchema>(resolve(setting('SCHEMA_FILE', 'config/database.json'))),
    testSwitches: process.env.TEST_SWITCHES === '1',
  }
  if (process.env.HOST) options.host = process.env.HOST
  const { PERSONAS_FILE, TEMPLATES_FILE } = process.env
  if (PERSONAS_FILE) options.personas = readJson<Persona[]>(resolve(PERSONAS_FILE))
  if (TEMPLATES_FILE) options.templates = readJson<Record<string, MessageTemplate>>(resolve(TEMPLATES_FILE))
  return options
}

function fail(error: unknown): never {
  const known = error instanceof StartError || error instanceof SettingError
  console.error(known ? error.message : error)
  process.exit(1)
}

async function main(): Promise<void> {
  const cloud = await startLocalCloud(readOptions())
  let closing = false
  const stop = () => {
    // A second signal means that somebody does not want to wait.
    if (closing) process.exit(1)
    closing = true
    cloud.close().then(() => process.exit(0), fail)
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  process.stdout.write(`Ready: ${cloud.url}/preview/\n`)
}

main().catch(fail)
