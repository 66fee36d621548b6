import type { RouteInput, RouteName, RouteOutput } from '@domain/contracts'
import type { Reply } from '@domain/contracts/reply'
import type { Documents } from '../../../cloudfunctions/lib/kernel/store/documents'
import type { OutboxMessage } from '../../../local-cloud/host/outbox'
import type { Fault } from '../../../local-cloud/host/switches'
import type { Collections } from '../../../worlds/world'
import type { Paying } from '../in-process/platform'

export interface CallOptions {
  requestId?: string
  /** The app has not sent the request before. */
  isFirst?: true
  /** Kills the function's instance before or after its k-th database call, or fails that call. */
  fault?: `${Fault['kind']}:${number}`
}

export interface CallRecord<Name extends RouteName> {
  /** HTTP status; not 200 when the function itself died. */
  status: number
  reply: Reply<RouteOutput<Name>>
}

type Call<Name extends RouteName> = [openid: string, route: Name, input: RouteInput<Name>, options?: CallOptions]

/** What a behaviour test needs of a cloud, wherever its functions run. */
export interface TestCloud {
  /** Makes one call, as the app does. */
  send: <Name extends RouteName>(...call: Call<Name>) => Promise<CallRecord<Name>>
  /** Makes a call that must succeed, and returns its data. */
  ask: <Name extends RouteName>(...call: Call<Name>) => Promise<RouteOutput<Name>>
  /** Makes a call and returns its code: `OK`, or why it was refused. */
  codeOf: <Name extends RouteName>(...call: Call<Name>) => Promise<string>
  /** Sends any event, or its JSON text, to a function for people. */
  raw: (fn: string, event: unknown, openid: string) => Promise<{ status: number; reply: Reply }>
  /** Lines of the functions' log. */
  lines: readonly string[]
  tick: () => Promise<unknown>
  /** Runs a tick that dies at one of its database calls; false when it makes fewer. */
  tickWithFault: (fault: Fault) => Promise<boolean>
  /** Sent messages, to one person or to all; newest first. */
  outbox: (openid?: string) => Promise<OutboxMessage[]>
  /** Sets the clock ahead of `cloudNow()`, ms; 0 sets it right again. */
  later: (ms: number) => unknown
  /** Sets the clock to a moment, epoch ms, however long the test took until now. */
  at: (moment: number) => unknown
  seed: (collections: Collections) => Promise<void>
  /** Returns documents as they are stored, without the code under test; do not change them. */
  stored: <Name extends keyof Documents>(
    collection: Name,
    filter?: Record<string, unknown>,
  ) => Promise<Documents[Name][]>
  change: (collection: keyof Documents, id: string, set: Record<string, unknown>) => Promise<void>
  /** Removes all documents and sets the clock right. */
  reset: () => unknown
  /** Ends the instances of the functions, with what they remember. In this process each call is an instance of its own. */
  renew: () => unknown
  /** The platform of payments; only where it runs in this process. */
  paying?: Paying
  close: () => Promise<void>
}

/** Any cloud that can show its stored documents. */
export type Stored = Pick<TestCloud, 'stored'>

/**
 * Returns the record of a call. Throws on INTERNAL without an injected fault: it stands for every unexpected failure, and for
 * every refusal that the route does not declare.
 */
export function requireExpected<Kept extends { status: number; reply: Reply }>(
  record: Kept,
  fault: CallOptions['fault'],
  explain: () => string | undefined,
): Kept {
  const { status, reply } = record
  const failed = status === 200 && !reply.ok && reply.code === 'INTERNAL'
  if (failed && !fault) throw new Error(`nobody foresaw this: ${explain()}`)
  return record
}

/** Derives `ask` and `codeOf` from `send`. */
export function callsBy(send: TestCloud['send'], explain: () => string | undefined): Pick<TestCloud, 'ask' | 'codeOf'> {
  return {
    async ask(...call) {
      const { reply } = await send(...call)
      if (reply.ok) return reply.data
      throw new Error(`${call[1]} was refused: ${reply.code} ${JSON.stringify(reply.detail)} ${explain()}`)
    },
    async codeOf(...call) {
      const { reply } = await send(...call)
      return reply.ok ? 'OK' : reply.code
    },
  }
}
