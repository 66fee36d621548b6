/** Runs the one-machine cloud for any project's functions; all settings come from the environment. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { DatabaseSchema } from './engine/engine'
import type { LocalCloudOptions, MessageTemplate, Persona } from './host/options'
import { keptSecrets } from './host/secrets'
import { fail, portSetting, runCloud, SettingError } from './run'

function setting(name: string, fallback: string): string {
  return resolve(process.env[name] || fallback)
}

function readJson<T>(file: string): T {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T
  } catch (error) {
    throw new SettingError(`Cannot read ${file}: ${error instanceof Error ? error.message : error}.`)
  }
}

function readOptions(): LocalCloudOptions {
  const { HOST, PERSONAS_FILE, TEMPLATES_FILE, TEST_SWITCHES } = process.env
  const dataDir = setting('DATA_DIR', '.data')
  return {
    port: portSetting(),
    dataDir,
    functionsDir: setting('FUNCTIONS_DIR', 'dist/cloudfunctions'),
    webDir: setting('WEB_DIR', 'dist/h5'),
    schema: readJson<DatabaseSchema>(setting('SCHEMA_FILE', 'config/database.json')),
    environment: keptSecrets(dataDir, readJson<string[]>(setting('SECRETS_FILE', 'config/secrets.json'))),
    testSwitches: TEST_SWITCHES === '1',
    ...(HOST ? { host: HOST } : {}),
    ...(PERSONAS_FILE ? { personas: readJson<Persona[]>(resolve(PERSONAS_FILE)) } : {}),
    ...(TEMPLATES_FILE ? { templates: readJson<Record<string, MessageTemplate>>(resolve(TEMPLATES_FILE)) } : {}),
  }
}

async function main(): Promise<void> {
  await runCloud(readOptions(), ({ url }) => process.stdout.write(`Ready: ${url}/preview/\n`))
}

main().catch(fail)
