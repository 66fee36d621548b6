/**
 * The process of one function instance: loads the bundle once, then answers one invocation after another.
 * It imports only Node's own modules, to keep cold starts short.
 */
import { realpathSync } from 'node:fs'
import Module, { createRequire } from 'node:module'
import { dirname, sep } from 'node:path'
import { inspect } from 'node:util'
import type { FunctionContext, HostMessage, InstanceMessage } from './messages'
import { redirectVendorCalls } from './vendor-calls'

type Callback = (error: unknown, value?: unknown) => void
type Main = (event: unknown, context: object, callback?: Callback) => unknown

const [entry = '', clock] = process.argv.slice(2)
let clockOffsetMs = 0

/** Shifts `Date` for the bundle; must run before it is loaded. */
function installClock(): void {
  const RealDate = Date
  const now = () => RealDate.now() + clockOffsetMs
  const shifted = new Proxy(RealDate, {
    construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    apply: () => new RealDate(now()).toString(),
    get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
  })
  // Some libraries compare `value.constructor` with `Date`.
  RealDate.prototype.constructor = shifted
  globalThis.Date = shifted
}

/** What the platform adds to `console`: the loggers of older SDKs print through it. */
function installBaseLog(): void {
  const print = (message: unknown) => process.stdout.write(`${inspect(message)}\n`)
  Object.defineProperty(console, '__baseLog__', { value: print })
}

/** Node's own search for the `node_modules` folders of a file. */
type ModuleSearch = { _nodeModulePaths(from: string): string[] }

/**
 * Keeps a function from finding packages in folders above its own, which are not deployed with it. `NODE_PATH` is searched
 * after its own folders.
 */
function confineModules(): void {
  const root = realpathSync(dirname(entry))
  const isInside = (folder: string) => `${folder}${sep}`.startsWith(`${root}${sep}`)
  const search = Module as unknown as ModuleSearch
  const all = search._nodeModulePaths
  search._nodeModulePaths = from => {
    const folders = all.call(Module, from)
    return isInside(from) ? folders.filter(isInside) : folders
  }
}

/** The package or file that a failed `require` asked for. */
function missingModule(error: unknown): string | undefined {
  const { code, message } = Object(error) as { code?: unknown; message?: unknown }
  return code === 'MODULE_NOT_FOUND' ? /^Cannot find module '([^']+)'/.exec(String(message))?.[1] : undefined
}

function send(message: InstanceMessage, then?: () => void): void {
  process.send?.(message, () => then?.())
}

const describe = (error: unknown): string => (error instanceof Error && error.stack ? error.stack : String(error))

function load(): Main | undefined {
  const started = performance.now()
  try {
    const { main } = createRequire(entry)(entry) as { main?: unknown }
    if (typeof main !== 'function') throw new Error('the bundle exports no function named main')
    send({ type: 'ready', loadMs: performance.now() - started })
    return main as Main
  } catch (error) {
    const missing = missingModule(error)
    send({ type: 'load-failed', detail: describe(error), ...(missing && { missing }) }, () => process.exit(1))
    return undefined
  }
}

let lastEnv: string[] = []

/** The SDK reads the caller's identity from the environment; removes that of the previous caller first. */
function applyIdentity(env: Record<string, string>): void {
  for (const key of lastEnv) delete process.env[key]
  Object.assign(process.env, env)
  lastEnv = Object.keys(env)
}

function contextOf(fields: FunctionContext): object {
  const deadline = performance.now() + fields.time_limit_in_ms
  return {
    ...fields,
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => Math.max(0, Math.round(deadline - performance.now())),
  }
}

/** Calls the function. One with a third parameter answers through it, unless it returns a promise. */
function call(main: Main, event: unknown, context: object): unknown {
  if (main.length < 3) return main(event, context)
  return new Promise((resolve, reject) => {
    const returned = main(event, context, (error, value) => (error ? reject(error) : resolve(value)))
    if (returned instanceof Promise) returned.then(resolve, reject)
  })
}

async function invoke(main: Main, message: Extract<HostMessage, { type: 'invoke' }>): Promise<void> {
  const { id } = message
  applyIdentity(message.env)
  let value: unknown
  try {
    value = await call(main, JSON.parse(message.event), contextOf(message.context))
  } catch (error) {
    send({ type: 'failed', id, reason: 'threw', detail: describe(error) })
    return
  }
  try {
    // A function that returns nothing yields null, as on the platform; functions and symbols have no JSON form.
    const json = JSON.stringify(value === undefined ? null : value)
    if (json === undefined) throw new TypeError(`a value of type ${typeof value} has no JSON form`)
    send({ type: 'result', id, json })
  } catch (error) {
    send({ type: 'failed', id, reason: 'result', detail: describe(error) })
  }
}

// Ends with the host.
process.once('disconnect', () => process.exit(0))
if (clock === 'clock') installClock()
confineModules()
installBaseLog()
redirectVendorCalls(JSON.parse(process.env.TCB_CONTEXT_CNFG ?? '{}').URL)
const main = load()
process.on('message', (message: HostMessage) => {
  if (message.type === 'clock') clockOffsetMs = message.offsetMs
  else if (main) void invoke(main, message)
})
