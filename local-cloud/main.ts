/**
 * Runs the one-machine cloud for any project's functions: `docs/local-cloud.md`. Settings come from the arguments or the
 * environment.
 */
import { readFileSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { type Arguments, readArguments } from './arguments'
import { readCollections } from './collections'
import type { DatabaseSchema } from './engine/engine'
import { environmentOf } from './host/functions/environment'
import { MAX_TIMEOUT_S } from './host/limits'
import type { LocalCloudOptions, MessageTemplate, Persona } from './host/options'
import { keptSecrets } from './host/secrets'
import { fail, portSetting, runCloud, SettingError } from './run'

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new SettingError(`Cannot read ${file}: ${error instanceof Error ? error.message : error}.`)
  }
}

/** Paths on the command line are relative to where npm was run, which is not where it runs the script. */
const given = (path: string) => resolve(process.env.INIT_CWD ?? '.', path)

const setting = (name: string, fallback: string) => resolve(process.env[name] || fallback)

/** A folder of functions that was named. A new one keeps its data beside it. */
function namedFolder(folder: string): { functionsDir: string; dataDir: string } {
  const functionsDir = given(folder)
  if (!statSync(functionsDir, { throwIfNoEntry: false })?.isDirectory()) {
    throw new SettingError(`There is no folder ${functionsDir}.`)
  }
  return { functionsDir, dataDir: join(dirname(functionsDir), '.local-cloud') }
}

function schemaOf({ functions, collections }: Arguments): DatabaseSchema {
  // Functions of another project have none of the collections of this one.
  if (functions !== undefined && collections === undefined && !process.env.SCHEMA_FILE) return { collections: {} }
  const file = collections === undefined ? setting('SCHEMA_FILE', 'config/database.json') : given(collections)
  return readCollections(readJson(file), file)
}

/** Names of the secrets that the functions find in their environment. */
function secretsOf({ functions }: Arguments): string[] {
  if (functions !== undefined && !process.env.SECRETS_FILE) return []
  return readJson(setting('SECRETS_FILE', 'config/secrets.json')) as string[]
}

/** Variables of every function's environment, as the platform's console would set them. */
function environmentSetting({ environment }: Arguments): Record<string, string> {
  if (environment === undefined) return {}
  const file = given(environment)
  const variables = environmentOf(readJson(file))
  if (!variables) throw new SettingError(`${file}: not an object of names and texts.`)
  return variables
}

/** The time limit that the platform's console would set for functions that set none, s. */
function timeoutSetting(text: string): number {
  const seconds = Number(text)
  if (!(seconds >= 1 && seconds <= MAX_TIMEOUT_S)) {
    throw new SettingError(`FUNCTION_TIMEOUT must be 1 to ${MAX_TIMEOUT_S} seconds, not "${text}".`)
  }
  return seconds
}

function readOptions(args: Arguments): LocalCloudOptions {
  const { HOST, PERSONAS_FILE, TEMPLATES_FILE, WORDS_FILE, FUNCTION_TIMEOUT, TEST_SWITCHES } = process.env
  const folder = args.functions === undefined ? undefined : namedFolder(args.functions)
  const host = args.host ?? HOST
  // Functions of another project do not belong to the app of this one.
  const ownApp = folder ? undefined : setting('WEB_DIR', 'dist/h5')
  const webDir = args.app === undefined ? ownApp : given(args.app)
  const dataDir = args.data === undefined ? setting('DATA_DIR', folder?.dataDir ?? '.data') : given(args.data)
  return {
    port: portSetting(args.port),
    functionsDir: folder?.functionsDir ?? setting('FUNCTIONS_DIR', 'dist/cloudfunctions'),
    dataDir,
    schema: schemaOf(args),
    environment: { ...environmentSetting(args), ...keptSecrets(dataDir, secretsOf(args)) },
    testSwitches: TEST_SWITCHES === '1',
    ...(webDir ? { webDir } : {}),
    ...(host ? { host } : {}),
    ...(FUNCTION_TIMEOUT ? { defaultTimeoutS: timeoutSetting(FUNCTION_TIMEOUT) } : {}),
    ...(WORDS_FILE ? { refusedWords: readJson(resolve(WORDS_FILE)) as string[] } : {}),
    ...(PERSONAS_FILE ? { personas: readJson(resolve(PERSONAS_FILE)) as Persona[] } : {}),
    ...(TEMPLATES_FILE ? { templates: readJson(resolve(TEMPLATES_FILE)) as Record<string, MessageTemplate> } : {}),
  }
}

async function main(): Promise<void> {
  const options = readOptions(readArguments(process.argv.slice(2)))
  await runCloud(options, ({ url }) => process.stdout.write(`Ready: ${url}/preview/\n`))
}

main().catch(fail)
