import type { DatabaseSchema, Engine } from '../../engine/engine'
import type { Functions } from '../functions/functions'
import { newInvocation } from '../functions/invocation'
import { type Log, logEvent } from '../log'
import { type PayCallback, PayPlatform, type PlatformTrade } from './platform'

const COLLECTION = '_trades'

/** How the platform calls a function after a payment: how often, also when it has answered well, and how late. For tests. */
export interface Delivery {
  times?: number
  afterMs?: number
}

/** When the platform calls again after an answer that is not good, ms. It goes on for two days there. */
const AGAIN_AFTER = [15_000, 15_000, 30_000, 180_000]
/** How callers of the platform are named to functions: no person, and no known program. */
const SOURCE = 'wx_unknown'

/** The schema with the trades added, so that they are as durable as documents. */
export function withTrades(schema: DatabaseSchema): DatabaseSchema {
  return { collections: { ...schema.collections, [COLLECTION]: { indexes: [] } } }
}

/** The platform of payments of this cloud: keeps trades in the database, and calls functions after payments. */
export class PayDesk {
  readonly platform: PayPlatform

  constructor(
    engine: Engine,
    private readonly functions: Functions,
    now: () => number,
    private readonly log: Log,
  ) {
    this.platform = new PayPlatform(
      {
        async get(id) {
          const { documents } = await engine.find(COLLECTION, { filter: { _id: id }, limit: 1 })
          return (documents[0] as PlatformTrade | undefined) ?? null
        },
        async put(trade) {
          const { _id, ...fields } = trade
          await engine.update(COLLECTION, { filter: { _id }, update: { $set: fields }, upsert: true, multi: false })
        },
      },
      now,
    )
  }

  /** Pays a trade for the person who looks at its sheet. False: nobody can pay it. */
  async pay(id: string, { times = 1, afterMs = 0 }: Delivery = {}): Promise<boolean> {
    const callback = await this.platform.pay(id)
    if (!callback) return false
    for (let n = 0; n < times; n++) this.call(callback, afterMs, AGAIN_AFTER)
    return true
  }

  private call({ fn, event }: PayCallback, afterMs: number, again: readonly number[]): void {
    const run = async () => {
      const answer = await this.functions
        .run(newInvocation(fn, { kind: 'function', source: SOURCE }, event))
        .then(text => JSON.parse(text) as { errcode?: unknown } | null)
        .catch((error: unknown) => {
          logEvent(this.log, 'pay-callback-failed', { function: fn, detail: String(error) })
          return null
        })
      const [next, ...rest] = again
      if (answer?.errcode !== 0 && next !== undefined) this.call({ fn, event }, next, rest)
    }
    setTimeout(() => void run(), afterMs).unref()
  }
}
