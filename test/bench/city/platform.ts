import { createHash } from 'node:crypto'
import type { RouteInput, RouteName } from '@domain/contracts'
import { functionOf } from '@domain/contracts/functions'
import type { Reply } from '@domain/contracts/reply'
import { accountIdOf } from '../../../cloudfunctions/lib/kernel/ids'
import type { Fullness } from '../../../cloudfunctions/lib/kernel/router/context'
import { collections as schema } from '../../../config/database.json'
import { type Collections, storedForm } from '../../../worlds/world'
import { yieldToEventLoop } from '../../cloud/in-process/flight'
import { functions } from '../../cloud/in-process/functions'
import { type Gate, memoryStore } from '../../cloud/in-process/memory-store'
import { Tables } from '../../cloud/in-process/tables'
import { Schedule } from '../../cloud/simulate/core/schedule'
import { TEST_ID_SECRET } from '../../cloud/support/id-secret'
import { NO_PAYMENTS } from '../../cloud/support/no-payments'

/** What the platform gives, per second and at most. Times in ms. */
export interface Limits {
  /** Instances of one function; a call that finds none is turned away. */
  instances: number
  /** Database calls a second, and how many are served at one time; others wait. */
  databaseCalls: number
  connections: number
  /** One database call, there and back. */
  callMs: number
  /** A function is ended after this. */
  timeLimitMs: number
  /** Start of a new instance, and what a function computes in one call. */
  coldMs: number
  workMs: number
}

const setting = (name: string, fallback: number) => Number(process.env[name] ?? fallback)

/** The platform's own, as far as they are published; the others can be set. */
export const LIMITS: Limits = {
  instances: setting('CITY_INSTANCES', 1000),
  databaseCalls: setting('CITY_DATABASE_CALLS', 10_000),
  connections: setting('CITY_CONNECTIONS', 1000),
  callMs: 15,
  timeLimitMs: 20_000,
  coldMs: 300,
  workMs: 5,
}

/** How a call ended: the reply, or why there was none. */
export type Outcome = Reply | 'QUOTA' | 'TIME_LIMIT'

/** Work of one route. Bytes are those of documents as JSON. */
export interface RouteCost {
  calls: number
  databaseCalls: number
  bytesRead: number
  /** Sizes of the documents that were stored anew. */
  bytesWritten: number
}

interface Instance {
  full: Map<string, Fullness>
}

/**
 * The platform in simulated time: the functions of this checkout with their database in this process, and everything that
 * takes time or runs short as events on one schedule. An instance serves one call at a time and keeps what it knows; the one that
 * was used last is used first.
 */
export class Platform {
  readonly tables = new Tables(schema)
  readonly costs = new Map<RouteName, RouteCost>()
  databaseCalls = 0
  /** The longest that a database call had to wait before it was served, ms. */
  longestWaitMs = 0
  internal: string[] = []
  private readonly schedule = new Schedule()
  private readonly idle = new Map<string, Instance[]>()
  private readonly started = new Map<string, number>()
  private readonly ends: number[] = []
  private nextSlot = 0
  private secrets = 0
  private current: RouteCost | null = null

  constructor(
    public now: number,
    private readonly limits = LIMITS,
  ) {
    this.nextSlot = now
    this.tables.watch = (_, __, after) => {
      if (after && this.current) this.current.bytesWritten += JSON.stringify(after).length
    }
  }

  /** The most instances of any function that were started. */
  get instances(): number {
    return Math.max(0, ...this.started.values())
  }

  seed(collections: Collections): void {
    for (const [name, documents] of Object.entries(collections)) {
      for (const document of storedForm(name, documents)) this.tables.insert(name, document)
    }
  }

  /** Plans an event, epoch ms. */
  at(moment: number, run: () => void): void {
    this.schedule.plan(Math.max(Math.round(moment), this.now), run)
  }

  /** Runs all events until this moment, epoch ms. */
  async runUntil(moment: number): Promise<void> {
    for (let next = this.schedule.nextAt; next !== null && next <= moment; next = this.schedule.nextAt) {
      this.now = next
      while (this.schedule.nextAt === next) this.schedule.take()?.run()
      await yieldToEventLoop()
    }
    this.now = moment
  }

  /** Makes one call, as a phone does; resolves in simulated time. */
  call<Name extends RouteName>(
    openid: string,
    route: Name,
    input: RouteInput<Name>,
    { requestId, isFirst = true }: { requestId: string; isFirst?: boolean },
  ): Promise<Outcome> {
    const fn = functionOf(route)
    const idle = this.idle.get(fn) ?? []
    this.idle.set(fn, idle)
    const warm = idle.pop()
    const started = this.started.get(fn) ?? 0
    if (!warm && started >= this.limits.instances) return Promise.resolve('QUOTA')
    if (!warm) this.started.set(fn, started + 1)
    const instance = warm ?? { full: new Map() }
    const event = { route, input, requestId, ...(isFirst ? { isFirst } : {}) }
    return new Promise(resolve => {
      this.at(this.now + (warm ? 0 : this.limits.coldMs), () => {
        const finish = (outcome: Outcome) => {
          idle.push(instance)
          resolve(outcome)
        }
        this.serve(openid, event, instance, finish)
      })
    })
  }

  private serve(
    openid: string,
    event: { route: RouteName; input: unknown },
    { full }: Instance,
    finish: (outcome: Outcome) => void,
  ): void {
    const { route } = event
    const cost = this.costs.get(route) ?? { calls: 0, databaseCalls: 0, bytesRead: 0, bytesWritten: 0 }
    this.costs.set(route, cost)
    cost.calls++
    let open = true
    const end = (outcome: Outcome) => {
      if (!open) return
      open = false
      finish(outcome)
    }
    const gate: Gate = call => {
      if (!open) return new Promise(() => {})
      cost.databaseCalls++
      return this.database(() => {
        this.current = cost
        const made = call.make().then(result => {
          cost.bytesRead += JSON.stringify(result ?? null).length
          return result
        })
        this.current = null
        return made
      })
    }
    const { now, limits } = this
    functions[functionOf(route)](
      {
        event,
        openid,
        now,
        store: memoryStore(this.tables, gate),
        newSecret: () =>
          createHash('sha256')
            .update(`secret ${this.secrets++}`)
            .digest('hex')
            .slice(0, 32),
        idSecret: TEST_ID_SECRET,
        payments: NO_PAYMENTS,
        accountIdOf,
        checkText: async () => 'pass',
        full,
      },
      ({ error, code }) => {
        if (code === 'INTERNAL') this.internal.push(String(error))
      },
    ).then(reply => this.at(this.now + limits.workMs, () => end(reply)))
    this.at(now + limits.timeLimitMs, () => end('TIME_LIMIT'))
  }

  /** Makes one database call: it runs when the database serves it, and its answer arrives when it is back. */
  database<Answer>(make: () => Promise<Answer>): Promise<Answer> {
    const { servedAt, doneAt } = this.admit()
    return new Promise((answer, fail) => {
      this.at(servedAt, () => void make().then(result => this.at(doneAt, () => answer(result)), fail))
    })
  }

  /** When a database call that is made now is served, and when its answer is there. */
  private admit(): { servedAt: number; doneAt: number } {
    const { databaseCalls, connections, callMs } = this.limits
    const free = this.ends[this.databaseCalls % connections] ?? 0
    const begun = Math.max(this.now, this.nextSlot, free)
    this.nextSlot = Math.max(this.nextSlot, this.now) + 1000 / databaseCalls
    this.ends[this.databaseCalls % connections] = begun + callMs
    this.databaseCalls++
    this.longestWaitMs = Math.max(this.longestWaitMs, begun - this.now)
    return { servedAt: begun + callMs / 2, doneAt: begun + callMs }
  }
}
