import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { StartError } from '../errors'
import { DEFAULT_TIMEOUT_S, MAX_TIMEOUT_S } from '../limits'
import { environmentOf } from './environment'

export interface TimerTrigger {
  name: string
  /** The platform's cron: second minute hour day month week year, in China's time zone. */
  config: string
}

/** A function found on disk. */
export interface FunctionDefinition {
  name: string
  /** Absolute path of `index.js`. */
  entry: string
  timeLimitMs: number
  triggers: TimerTrigger[]
  /** Open-API calls that it may make: `permissions.openapi` of its `config.json`. */
  openApi: readonly string[]
  /** More variables of its environment: `envVariables` of its `config.json`. */
  environment: Record<string, string>
}

type Settings = Omit<FunctionDefinition, 'name' | 'entry'>

const NAME = /^[A-Za-z][\w-]{0,59}$/

/** Reads a function's `config.json`; `timeoutS` is the time limit of a function that sets none. */
function readConfig(file: string, timeoutS: number): Settings {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return { timeLimitMs: timeoutS * 1000, triggers: [], openApi: [], environment: {} }
  }
  const fail = (why: string) => new StartError('FUNCTION_CONFIG_INVALID', `${file}: ${why}.`)
  let config: {
    timeout?: unknown
    triggers?: unknown
    permissions?: { openapi?: unknown } | null
    envVariables?: unknown
  }
  try {
    config = JSON.parse(text) as typeof config
  } catch {
    throw fail('not valid JSON')
  }
  const { timeout = timeoutS, triggers = [], permissions, envVariables = {} } = config
  const openApi = permissions?.openapi ?? []
  if (typeof timeout !== 'number' || !(timeout >= 1 && timeout <= MAX_TIMEOUT_S)) {
    throw fail(`timeout must be 1 to ${MAX_TIMEOUT_S} seconds`)
  }
  if (!Array.isArray(triggers)) throw fail('triggers must be a list')
  const environment = environmentOf(envVariables)
  if (!environment) throw fail('envVariables must be an object of texts')
  if (!Array.isArray(openApi) || !openApi.every(name => typeof name === 'string')) {
    throw fail('permissions.openapi must be a list of names')
  }
  const timers = triggers.map((trigger: Record<string, unknown> | null): TimerTrigger => {
    const { name, type, config: cron } = trigger ?? {}
    if (type !== 'timer' || typeof name !== 'string' || typeof cron !== 'string') {
      throw fail('a trigger needs a name, the type "timer" and a config with seven fields')
    }
    return { name, config: cron }
  })
  return { timeLimitMs: timeout * 1000, triggers: timers, openApi, environment }
}

/** The named function, or undefined when its folder holds no `index.js`. */
export function findFunction(
  functionsDir: string,
  name: string,
  timeoutS = DEFAULT_TIMEOUT_S,
): FunctionDefinition | undefined {
  if (!NAME.test(name)) return undefined
  const entry = join(functionsDir, name, 'index.js')
  if (!statSync(entry, { throwIfNoEntry: false })?.isFile()) return undefined
  return { name, entry, ...readConfig(join(functionsDir, name, 'config.json'), timeoutS) }
}

/** Every function in the folder; none when the folder does not exist yet. */
export function listFunctions(functionsDir: string, timeoutS = DEFAULT_TIMEOUT_S): FunctionDefinition[] {
  let names: string[]
  try {
    names = readdirSync(functionsDir)
  } catch {
    return []
  }
  return names.sort().flatMap(name => findFunction(functionsDir, name, timeoutS) ?? [])
}
