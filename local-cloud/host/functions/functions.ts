import { HostError } from '../errors'
import { DEFAULT_TIMEOUT_S, MAX_CLIENT_EVENT_BYTES, MAX_EVENT_BYTES } from '../limits'
import { type FunctionDefinition, findFunction, listFunctions } from './catalog'
import type { Instance, InstanceHost } from './instance'
import type { Invocation } from './invocation'
import { FunctionPool, type PoolLimits, type PoolStats } from './pool'

/** Interval of the check for idle instances; shorter if the idle limit is shorter. */
const IDLE_CHECK_MS = 5_000
const MIN_IDLE_CHECK_MS = 100

/** All functions of the cloud, each with its pool. */
export class Functions {
  private readonly pools = new Map<string, FunctionPool>()
  private readonly idleTimer: NodeJS.Timeout

  constructor(
    private readonly dir: string,
    private readonly host: InstanceHost,
    private readonly limits: PoolLimits,
    /** Time limit of functions that set none, s. */
    private readonly timeoutS = DEFAULT_TIMEOUT_S,
  ) {
    for (const definition of listFunctions(dir, timeoutS)) this.addPool(definition)
    const reapEvery = Math.max(MIN_IDLE_CHECK_MS, Math.min(IDLE_CHECK_MS, limits.idleMs))
    this.idleTimer = setInterval(() => {
      for (const pool of this.pools.values()) pool.stopIdle()
    }, reapEvery)
    this.idleTimer.unref()
  }

  definitions(): FunctionDefinition[] {
    return [...this.pools.values()].map(pool => pool.definition)
  }

  /** The pool of the named function; functions built after the start are found too. */
  pool(name: string): FunctionPool {
    const known = this.pools.get(name)
    if (known) return known
    const definition = findFunction(this.dir, name, this.timeoutS)
    if (!definition) throw new HostError('FUNCTION_NOT_FOUND', `There is no function named ${name.slice(0, 64)}.`)
    return this.addPool(definition)
  }

  /** Runs an invocation and returns its value as JSON text. Throws `BODY_TOO_LARGE` for an event above the platform's limit. */
  async run(invocation: Invocation): Promise<string> {
    const pool = this.pool(invocation.fn)
    const limit = invocation.caller.kind === 'client' ? MAX_CLIENT_EVENT_BYTES : MAX_EVENT_BYTES
    if (Buffer.byteLength(JSON.stringify(invocation.event)) > limit) {
      throw new HostError('BODY_TOO_LARGE', `The event is larger than ${limit / 1024} KB.`)
    }
    return pool.invoke(invocation)
  }

  /** The instance with this id, in any pool. */
  instance(id: string): Instance | undefined {
    for (const pool of this.pools.values()) {
      const instance = pool.instance(id)
      if (instance) return instance
    }
    return undefined
  }

  /** Sets the clock offset of every instance. */
  setClock(offsetMs: number): void {
    for (const pool of this.pools.values()) for (const instance of pool.all()) instance.setClock(offsetMs)
  }

  /** Recycles the pool of one function, or every pool. */
  async recycle(name?: string): Promise<void> {
    const pools = name === undefined ? [...this.pools.values()] : [this.pool(name)]
    await Promise.all(pools.map(pool => pool.recycle()))
  }

  stats(): Record<string, PoolStats> {
    return Object.fromEntries([...this.pools].map(([name, pool]) => [name, pool.stats()]))
  }

  async close(): Promise<void> {
    clearInterval(this.idleTimer)
    await Promise.all([...this.pools.values()].map(pool => pool.close()))
  }

  private addPool(definition: FunctionDefinition): FunctionPool {
    const pool = new FunctionPool(definition, this.host, this.limits)
    this.pools.set(definition.name, pool)
    return pool
  }
}
