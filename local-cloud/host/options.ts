import type { DatabaseSchema, Engine } from '../engine/engine'
import type { PoolStats } from './functions/pool'
import type { OutboxMessage } from './outbox'
import type { Fault, Switches } from './switches'

/** A person to choose in the preview page. `name` and `who` are shown, so they are Chinese. */
export interface Persona {
  openid: string
  name: string
  who: string
  /** Page opened first, such as `/pages/home/index`. */
  start?: string
}

/** A page of the app that the preview offers to open in the phone. `name` is shown, so it is Chinese. */
export interface PreviewLink {
  name: string
  /** Such as `/pages/home/index`. */
  page: string
}

/** How the phone shows a subscription message. WeChat keeps this with the template; messages do not contain it. */
export interface MessageTemplate {
  title: string
  /** Chinese names of the fields, such as `{ thing1: '课程' }`. */
  labels: Record<string, string>
}

/**
 * What helps while code is being written: stack traces by source map, pages of the app that reload when told to
 * (`LocalCloud.reload`), and optionally a debugger port for every function.
 */
export interface Development {
  /**
   * Port of the first function's debugger; the others follow by name. A function then has one instance and no time limit,
   * so that it can wait at a breakpoint.
   */
  inspectPort?: number
}

export interface LocalCloudOptions {
  /** TCP port; 0 takes any free one. */
  port: number
  /** Address to listen on; default `127.0.0.1`, because callers are not authenticated. */
  host?: string
  /** Folder of the database; a second cloud on the same folder is refused. */
  dataDir: string
  /** Folder with one built function per sub-folder (`<name>/index.js`, optional `<name>/config.json`). */
  functionsDir: string
  schema: DatabaseSchema
  /** Runs on the open database before requests are served, for example to load demo data. */
  prepare?: (engine: Engine) => Promise<void>
  /** The H5 build, served under `/app/`. */
  webDir?: string
  personas?: Persona[]
  links?: PreviewLink[]
  /** The account's message templates by id; a message with another id or other fields is refused. Default: any is accepted. */
  templates?: Record<string, MessageTemplate>
  /** Text that `security.msgSecCheck` refuses, besides WeChat's own samples. */
  refusedWords?: readonly string[]
  /** Offers `POST /control` and the header `x-test-fault`; for tests only. */
  testSwitches?: boolean
  /** Maximum number of instances of one function; default 6. */
  maxInstances?: number
  /** Maximum number of invocations of one function that wait for an instance; default 1000. */
  maxQueue?: number
  /** Maximum wait of an invocation for an instance, ms; default 30 s. */
  maxWaitMs?: number
  /** Time limit of functions whose `config.json` sets none, s; default 3, as on the platform. */
  defaultTimeoutS?: number
  /** Whether an invocation is ended at its function's time limit; default true. A test on a busy machine may wait longer. */
  timeLimits?: boolean
  /** An instance idle for this long (ms) is stopped; default two minutes. */
  idleMs?: number
  /** Whether the functions' timers run by the clock; default true. `tick` always runs them. */
  timers?: boolean
  /** Set while somebody works on the functions or the app: see `Development`. */
  development?: Development
  /** More variables of the environment of every function, as the platform's console sets them. */
  environment?: Record<string, string>
  /** Receives one line at a time: JSON lines of the functions as they are, everything else wrapped as JSON. */
  log?: (line: string) => void
}

export interface InvokeExtra {
  unionid?: string
  /** Kills the instance or fails the call at the k-th database call. */
  fault?: Fault
}

export interface CloudStats {
  functions: Record<string, PoolStats>
}

/** A running cloud. */
export interface LocalCloud {
  /** Base address without a trailing slash. */
  url: string
  port: number
  engine: Engine
  /** What `wx.cloud.callFunction` does: runs the function as this person; rejects with `HostError`. */
  invoke(fn: string, event: Record<string, unknown>, openid: string, extra?: InvokeExtra): Promise<unknown>
  /** Runs the function's timer now, as the platform's clock would; rejects when the function itself dies. */
  tick(fn: string, fault?: Fault): Promise<unknown>
  /** Messages sent so far, newest first (at most 100); of one person when `openid` is given. */
  outbox(openid?: string): Promise<OutboxMessage[]>
  stats(): CloudStats
  /**
   * Replaces the instances of a function, of every function unless one is named: idle ones end now, busy ones when they have
   * answered. Settles when a new one is warm; a function that has none gets none, and one that does not load is in the log.
   */
  recycle(fn?: string): Promise<void>
  /** Makes every open page of the app load anew; throws unless the cloud was started for development. */
  reload(): void
  /** Changes the test switches; throws unless the cloud was started with `testSwitches`. */
  control(change: Partial<Switches>): Switches
  /** Stops listening, ends all instances and closes the database. */
  close(): Promise<void>
}
