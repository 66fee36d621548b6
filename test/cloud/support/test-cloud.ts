import type { RouteInput, RouteName, RouteOutput } from '@domain/contracts'
import type { Reply } from '@domain/contracts/reply'
import type { Documents } from '../../../cloudfunctions/lib/kernel/store/documents'
import type { OutboxMessage } from '../../../local-cloud/host/outbox'
import type { Fault } from '../../../local-cloud/host/switches'
import type { Collections } from '../../../worlds/world'

export interface CallOptions {
  requestId?: string
  /** Kills the function's instance before or after its k-th database call, or fails that call. */
  fault?: `${Fault['kind']}:${number}`
}

export interface CallRecord<Name extends RouteName> {
  /** HTTP status; not 200 when the function itself died. */
  status: number
  reply: Reply<RouteOutput<Name>>
}

type Call<Name extends RouteName> = [openid: string, route: Name, input: RouteInput<Name>, options?: CallOptions]

/** What a test of behaviour needs of a cloud, wherever its functions run. */
export interface TestCloud {
  /** One call, as the app makes it. */
  send: <Name extends RouteName>(...call: Call<Name>) => Promise<CallRecord<Name>>
  /** The data of a call that must succeed. */
  ask: <Name extends RouteName>(...call: Call<Name>) => Promise<RouteOutput<Name>>
  /** The code of a call: `OK`, or why it was refused. */
  codeOf: <Name extends RouteName>(...call: Call<Name>) => Promise<string>
  /** Any event at all to a function for people, or its JSON text. */
  raw: (fn: string, event: unknown, openid: string) => Promise<{ status: number; reply: Reply }>
  /** Lines of the functions' log. */
  lines: readonly string[]
  tick: () => Promise<unknown>
  /** A tick that dies at one of its database calls; false when it has fewer. */
  tickWithFault: (fault: Fault) => Promise<boolean>
  /** Messages that were sent, to one person or to all; newest first. */
  outbox: (openid?: string) => Promise<OutboxMessage[]>
  /** Sets the clock so far ahead of `cloudNow()`, ms; 0 sets it right again. */
  later: (ms: number) => unknown
  seed: (collections: Collections) => Promise<void>
  /** Stored documents, read past all code under test; to be read, not to be changed. */
  stored: <Name extends keyof Documents>(
    collection: Name,
    filter?: Record<string, unknown>,
  ) => Promise<Documents[Name][]>
  change: (collection: keyof Documents, id: string, set: Record<string, unknown>) => Promise<void>
  /** Forgets everything and sets the clock right. */
  reset: () => unknown
  close: () => Promise<void>
}

/** Whatever shows its stored documents. */
export type Stored = Pick<TestCloud, 'stored'>

/**
 * The record of a call. Throws on INTERNAL that no injected fault explains: so comes every failure that nobody foresaw, and
 * every refusal that its route does not declare.
 */
export function foreseen<Kept extends { status: number; reply: Reply }>(
  record: Kept,
  fault: CallOptions['fault'],
  explain: () => string | undefined,
): Kept {
  const { status, reply } = record
  const failed = status === 200 && !reply.ok && reply.code === 'INTERNAL'
  if (failed && !fault) throw new Error(`nobody foresaw this: ${explain()}`)
  return record
}

/** The calls that are made of the one that answers everything. */
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
