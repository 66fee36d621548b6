import { parseArgs } from 'node:util'
import { SettingError } from './run'

/** What the command line says; each overrides an environment variable. */
export interface Arguments {
  functions?: string
  collections?: string
  environment?: string
  data?: string
  app?: string
  port?: string
  host?: string
}

const OPTIONS = {
  collections: { type: 'string' },
  environment: { type: 'string' },
  data: { type: 'string' },
  app: { type: 'string' },
  port: { type: 'string' },
  host: { type: 'string' },
} as const

/**
 * Reads `[FOLDER] [--collections FILE] [--environment FILE] [--data FOLDER] [--app FOLDER] [--port N] [--host ADDRESS]`. Throws
 * `SettingError`.
 */
export function readArguments(args: string[]): Arguments {
  let parsed: { values: Omit<Arguments, 'functions'>; positionals: string[] }
  try {
    parsed = parseArgs({ args, options: OPTIONS, allowPositionals: true })
  } catch (error) {
    throw new SettingError(error instanceof Error ? error.message : String(error))
  }
  const [functions, ...more] = parsed.positionals
  if (more.length > 0) throw new SettingError(`One folder of functions, not ${parsed.positionals.length}.`)
  return { ...parsed.values, ...(functions !== undefined && { functions }) }
}
