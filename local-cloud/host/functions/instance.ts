import { type ChildProcess, fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { dirname } from 'node:path'
import { HostError } from '../errors'
import { MAX_ANSWER_BYTES } from '../limits'
import { forwardLines, type Log, logEvent } from '../log'
import type { FunctionDefinition } from './catalog'
import { instanceEnvironment } from './identity'
import { type Invocation, invokeMessage, MEMORY_LIMIT_MB } from './invocation'
import type { HostMessage, InstanceMessage } from './messages'

/** What an instance needs from the cloud around it. */
export interface InstanceHost {
  workerFile: string
  /** Folder with the SDKs. */
  modulesDir: string
  /** Base address of the protocol; the instance's id is appended to identify its calls. */
  adminUrl: () => string
  /** More flags for Node, such as a debugger's port. */
  nodeFlags?: (fn: string) => string[]
  /** Whether an invocation is ended at its function's time limit, as it is unless told otherwise. */
  timeLimits?: boolean
  /** Set when tests may shift the clock. */
  clock?: { offsetMs: () => number }
  /** More variables of every function's environment. */
  environment?: Record<string, string>
  log: Log
}

interface Pending {
  invocation: Invocation
  resolve: (json: string) => void
  reject: (error: HostError) => void
  timer: NodeJS.Timeout | undefined
}

/** Maximum time for loading a bundle, ms. */
const LOAD_LIMIT_MS = 20_000

/** Why a function does not load; `missing` is the package or file that it requires and does not have. */
function whyNotLoaded(name: string, missing?: string): string {
  if (missing === undefined) return `The bundle of ${name} does not load; see the log.`
  return /^[./]/.test(missing)
    ? `${name} requires the file ${missing}, which does not exist; see the log.`
    : `${name} requires ${missing}, which is not in its folder: install its packages there.`
}

/** One process with one loaded bundle, serving one invocation at a time. */
export class Instance {
  readonly id = randomBytes(8).toString('hex')
  /** Settles when the bundle is loaded; rejects with `FUNCTION_LOAD_FAILED`. */
  readonly ready: Promise<void>
  /** Load time of the bundle, and of the whole process, ms. */
  loadMs = 0
  startMs = 0
  served = 0
  idleSince = Date.now()
  /** An ending instance takes no invocations, though its process may still exist. */
  phase: 'starting' | 'live' | 'ending' = 'starting'
  /** Settles when the process has ended. */
  readonly handleExit: Promise<void>
  private readonly child: ChildProcess
  private pending: Pending | undefined
  private settleGone: () => void = () => undefined

  constructor(
    readonly definition: FunctionDefinition,
    private readonly host: InstanceHost,
  ) {
    const started = performance.now()
    this.handleExit = new Promise(resolve => {
      this.settleGone = resolve
    })
    const root = dirname(definition.entry)
    this.child = fork(host.workerFile, [definition.entry, ...(host.clock ? ['clock'] : [])], {
      // The platform starts a function in its folder.
      cwd: root,
      env: {
        // The platform runs in UTC; a function may set another time zone.
        TZ: 'UTC',
        ...host.environment,
        ...definition.environment,
        ...instanceEnvironment(definition.name, {
          adminUrl: `${host.adminUrl()}/${this.id}`,
          root,
          modulesDir: host.modulesDir,
        }),
      },
      execArgv: [`--max-old-space-size=${MEMORY_LIMIT_MB}`, ...(host.nodeFlags?.(definition.name) ?? [])],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    const fields = { function: definition.name, instance: this.id }
    for (const stream of [this.child.stdout, this.child.stderr]) if (stream) forwardLines(stream, host.log, fields)
    this.ready = new Promise((resolve, reject) => {
      const fail = (detail: string, missing?: string) => {
        logEvent(host.log, 'load-failed', { ...fields, detail })
        reject(new HostError('FUNCTION_LOAD_FAILED', whyNotLoaded(definition.name, missing)))
        this.kill()
      }
      const limit = setTimeout(() => fail(`not loaded within ${LOAD_LIMIT_MS} ms`), LOAD_LIMIT_MS)
      this.child.on('message', (message: InstanceMessage) => {
        if (message.type === 'ready') {
          clearTimeout(limit)
          this.loadMs = message.loadMs
          this.startMs = performance.now() - started
          if (this.phase === 'starting') this.phase = 'live'
          resolve()
        } else if (message.type === 'load-failed') fail(message.detail, message.missing)
        else this.handleResult(message)
      })
      this.child.on('error', error => {
        fail(error.message)
        // Without a process there is no exit event.
        if (this.child.pid === undefined) this.end(null, null)
      })
      this.child.once('exit', (code, signal) => {
        clearTimeout(limit)
        reject(new HostError('FUNCTION_LOAD_FAILED', `${definition.name} ended while it was loading; see the log.`))
        this.end(code, signal)
      })
    })
    // While the cloud closes nobody awaits `ready`; its rejection must not be unhandled.
    this.ready.catch(() => undefined)
    if (host.clock) this.setClock(host.clock.offsetMs())
  }

  /** The invocation being served, if any. */
  get current(): Invocation | undefined {
    return this.pending?.invocation
  }

  /** Runs one invocation and returns its value as JSON text; the caller ensures that none is running. */
  run(invocation: Invocation): Promise<string> {
    const { timeLimitMs, name } = this.definition
    return new Promise((resolve, reject) => {
      const onLimit = () => {
        const seconds = timeLimitMs / 1000
        const limit = new HostError(
          'FUNCTION_TIME_LIMIT',
          `${name} did not answer within ${seconds} s.`,
          `Invoking task timed out after ${seconds} seconds`,
        )
        this.kill()
        this.settlePending(pending => pending.reject(limit))
      }
      const timer = this.host.timeLimits === false ? undefined : setTimeout(onLimit, timeLimitMs)
      this.pending = { invocation, resolve, reject, timer }
      this.sendToChild(invokeMessage(invocation, timeLimitMs))
    })
  }

  setClock(offsetMs: number): void {
    this.sendToChild({ type: 'clock', offsetMs })
  }

  /** Kills the process without cleanup, as the platform does. */
  kill(): void {
    this.phase = 'ending'
    this.child.kill('SIGKILL')
  }

  private sendToChild(message: HostMessage): void {
    // A closed channel is no error: the exit of the process rejects the pending invocation.
    this.child.send(message, () => undefined)
  }

  private handleResult(message: Extract<InstanceMessage, { id: string }>): void {
    if (message.id !== this.pending?.invocation.id) return
    const { name } = this.definition
    if (message.type === 'result' && Buffer.byteLength(message.json) <= MAX_ANSWER_BYTES) {
      this.settlePending(pending => pending.resolve(message.json))
      return
    }
    const detail = message.type === 'failed' ? message.detail : `the answer is over ${MAX_ANSWER_BYTES} bytes`
    logEvent(this.host.log, 'invocation-failed', { function: name, invocation: message.id, detail })
    const error =
      message.type === 'failed' && message.reason === 'threw'
        ? new HostError('FUNCTION_FAILED', `${name} threw an error; see the log.`, detail)
        : new HostError(
            'FUNCTION_RESULT_INVALID',
            `${name} answered something that cannot be sent as JSON; see the log.`,
          )
    this.settlePending(pending => pending.reject(error))
  }

  private end(code: number | null, signal: NodeJS.Signals | null): void {
    this.phase = 'ending'
    if (this.pending) {
      const { name } = this.definition
      logEvent(this.host.log, 'instance-crashed', { function: name, instance: this.id, code, signal })
      const how = signal === null ? `ended with code ${code}` : `was ended by the signal ${signal}`
      this.settlePending(pending =>
        pending.reject(new HostError('FUNCTION_CRASHED', `${name} ${how} while it was working.`)),
      )
    }
    this.settleGone()
  }

  private settlePending(how: (pending: Pending) => void): void {
    const pending = this.pending
    if (!pending) return
    clearTimeout(pending.timer)
    this.pending = undefined
    this.served += 1
    this.idleSince = Date.now()
    how(pending)
  }
}
