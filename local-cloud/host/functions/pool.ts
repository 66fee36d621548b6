import { statSync } from 'node:fs'
import { HostError } from '../errors'
import type { FunctionDefinition } from './catalog'
import { Instance, type InstanceHost } from './instance'
import type { Invocation } from './invocation'

export interface PoolLimits {
  maxInstances: number
  maxQueue: number
  /** Maximum wait for a free instance, ms. */
  maxWaitMs: number
  idleMs: number
}

/** Statistics of one function's pool. `loads` are the latest 100 cold starts, oldest first. */
export interface PoolStats {
  instances: { id: string; busy: boolean; served: number; loadMs: number }[]
  queued: number
  coldStarts: number
  invocations: number
  loads: { loadMs: number; startMs: number }[]
}

interface Waiting {
  invocation: Invocation
  resolve: (json: string) => void
  reject: (error: unknown) => void
  timer: NodeJS.Timeout
}

const KEPT_LOADS = 100

/** The instances of one function: idle ones are reused, new ones started up to the limit, further invocations queue. */
export class FunctionPool {
  private readonly instances = new Map<string, Instance>()
  private readonly idle: Instance[] = []
  private readonly outdated = new WeakSet<Instance>()
  private readonly queue: Waiting[] = []
  private readonly loads: PoolStats['loads'] = []
  private coldStarts = 0
  private invocations = 0
  private loadedBuild: number
  private closed = false

  constructor(
    readonly definition: FunctionDefinition,
    private readonly host: InstanceHost,
    private readonly limits: PoolLimits,
  ) {
    this.loadedBuild = this.modified()
  }

  /** Runs the invocation and returns its value as JSON text; rejects with `HostError`. */
  invoke(invocation: Invocation): Promise<string> {
    this.retireOldBuild()
    this.invocations += 1
    return new Promise((resolve, reject) => {
      if (this.queue.length >= this.limits.maxQueue) {
        reject(new HostError('TOO_BUSY', `Too many invocations of ${this.definition.name} are waiting.`))
        return
      }
      const timer = setTimeout(() => {
        this.queue.splice(this.queue.indexOf(waiting), 1)
        reject(new HostError('TOO_BUSY', `No instance of ${this.definition.name} became free in time.`))
      }, this.limits.maxWaitMs)
      const waiting: Waiting = { invocation, resolve, reject, timer }
      this.queue.push(waiting)
      this.dispatch()
    })
  }

  instance(id: string): Instance | undefined {
    return this.instances.get(id)
  }

  all(): Iterable<Instance> {
    return this.instances.values()
  }

  stats(): PoolStats {
    return {
      instances: [...this.instances.values()].map(instance => ({
        id: instance.id,
        busy: instance.current !== undefined,
        served: instance.served,
        loadMs: instance.loadMs,
      })),
      queued: this.queue.length,
      coldStarts: this.coldStarts,
      invocations: this.invocations,
      loads: [...this.loads],
    }
  }

  /** Ends instances as `LocalCloud.recycle` says, and starts one in place of those that were there. */
  async recycle(): Promise<void> {
    const hadInstances = this.instances.size > 0
    this.loadedBuild = this.modified()
    await Promise.all(this.retireAll().map(instance => instance.handleExit))
    if (!hadInstances || this.closed || this.instances.size >= this.limits.maxInstances) return
    await this.spawn().ready.catch(() => undefined)
  }

  /** Stops instances that have been idle for longer than the limit. */
  stopIdle(): void {
    const before = Date.now() - this.limits.idleMs
    for (const instance of this.idle.filter(candidate => candidate.idleSince <= before)) this.stopInstance(instance)
  }

  /** Ends every instance and rejects waiting invocations. */
  async close(): Promise<void> {
    this.closed = true
    for (const waiting of this.queue.splice(0)) {
      clearTimeout(waiting.timer)
      waiting.reject(new HostError('TOO_BUSY', 'The local cloud is closing.'))
    }
    for (const instance of this.instances.values()) instance.kill()
    await Promise.all([...this.instances.values()].map(instance => instance.handleExit))
  }

  private dispatch(): void {
    while (!this.closed && this.queue.length > 0) {
      const instance = this.idle.pop()
      if (!instance) {
        this.grow()
        return
      }
      const waiting = this.queue.shift()
      if (waiting) this.start(instance, waiting)
    }
  }

  private start(instance: Instance, waiting: Waiting): void {
    clearTimeout(waiting.timer)
    instance
      .run(waiting.invocation)
      .then(waiting.resolve, waiting.reject)
      .finally(() => this.release(instance))
  }

  /** Starts an instance for each waiting invocation that no starting instance will serve, up to the limit. */
  private grow(): void {
    const starting = [...this.instances.values()].filter(instance => instance.phase === 'starting').length
    let missing = this.queue.length - starting
    while (missing > 0 && this.instances.size < this.limits.maxInstances) {
      missing -= 1
      this.spawn()
    }
  }

  private spawn(): Instance {
    const instance = new Instance(this.definition, this.host)
    this.instances.set(instance.id, instance)
    this.coldStarts += 1
    void instance.handleExit.then(() => {
      this.remove(instance)
      this.dispatch()
    })
    instance.ready.then(
      () => {
        this.loads.push({ loadMs: instance.loadMs, startMs: instance.startMs })
        if (this.loads.length > KEPT_LOADS) this.loads.shift()
        this.release(instance)
      },
      error => {
        this.remove(instance)
        // Each failed start rejects one waiting invocation, so that a broken bundle is not retried forever.
        const waiting = this.queue.shift()
        if (!waiting) return
        clearTimeout(waiting.timer)
        waiting.reject(error)
        this.dispatch()
      },
    )
    return instance
  }

  /** Makes a live instance available; one of an old build is stopped. */
  private release(instance: Instance): void {
    if (this.outdated.has(instance)) this.stopInstance(instance)
    else if (instance.phase === 'live') this.idle.push(instance)
    this.dispatch()
  }

  private remove(instance: Instance): void {
    this.instances.delete(instance.id)
    const at = this.idle.indexOf(instance)
    if (at >= 0) this.idle.splice(at, 1)
  }

  /** Ends an instance. It counts against the limit until its process is gone, since it holds memory and ports till then. */
  private stopInstance(instance: Instance): void {
    const at = this.idle.indexOf(instance)
    if (at >= 0) this.idle.splice(at, 1)
    instance.kill()
  }

  private modified(): number {
    return statSync(this.definition.entry, { throwIfNoEntry: false })?.mtimeMs ?? 0
  }

  /** After a rebuild, idle instances of the old build are stopped at the next invocation; busy ones finish first. */
  private retireOldBuild(): void {
    const modified = this.modified()
    if (modified === this.loadedBuild || modified === 0) return
    this.loadedBuild = modified
    this.retireAll()
  }

  /** Ends idle instances now and the others when they have answered; returns the idle ones. */
  private retireAll(): Instance[] {
    const idle = [...this.idle]
    for (const instance of this.instances.values()) if (!idle.includes(instance)) this.outdated.add(instance)
    for (const instance of idle) this.stopInstance(instance)
    return idle
  }
}
