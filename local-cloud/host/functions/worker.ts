/**
 * The process of one function instance: loads the bundle once, then answers one invocation after another.
 * It imports only Node's own modules, to keep cold starts short.
 */
import { createRequire } from 'node:module'
import type { FunctionContext, HostMessage, InstanceMessage } from './messages'

type Main = (event: unknown, context: object) => unknown

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
    send({ type: 'load-failed', detail: describe(error) }, () => process.exit(1))
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

async function invoke(main: Main, message: Extract<HostMessage, { type: 'invoke' }>): Promise<void> {
  const { id } = message
  applyIdentity(message.env)
  let value: unknown
  try {
    value = await main(JSON.parse(message.event), contextOf(message.context))
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
const main = load()
process.on('message', (message: HostMessage) => {
  if (message.type === 'clock') clockOffsetMs = message.offsetMs
  else if (main) void invoke(main, message)
})
