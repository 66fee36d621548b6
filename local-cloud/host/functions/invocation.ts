import { randomUUID } from 'node:crypto'
import type { Fault } from '../switches'
import { type Caller, ENV_ID, eventFor, invocationEnvironment } from './identity'
import type { HostMessage } from './messages'

/** Database work of one invocation. */
export interface Meter {
  calls: number
  /** The longest chain of calls in which each was sent after the reply to the previous one. */
  trips: number
  documents: number
  keys: number
}

/** One run of a function for one caller. */
export interface Invocation {
  id: string
  fn: string
  caller: Caller
  event: Record<string, unknown>
  meter: Meter
  fault?: Fault
}

export const MEMORY_LIMIT_MB = 256

export function newInvocation(fn: string, caller: Caller, event: Record<string, unknown>, fault?: Fault): Invocation {
  const meter = { calls: 0, trips: 0, documents: 0, keys: 0 }
  return { id: randomUUID(), fn, caller, event, meter, ...(fault ? { fault } : {}) }
}

/** The message that starts it in an instance. */
export function invokeMessage(invocation: Invocation, timeLimitMs: number): HostMessage {
  const env = invocationEnvironment(invocation.caller)
  return {
    type: 'invoke',
    id: invocation.id,
    event: JSON.stringify(eventFor(invocation.caller, invocation.event)),
    env,
    context: {
      request_id: invocation.id,
      function_name: invocation.fn,
      function_version: '$LATEST',
      namespace: ENV_ID,
      memory_limit_in_mb: MEMORY_LIMIT_MB,
      time_limit_in_ms: timeLimitMs,
      environment: JSON.stringify(env),
    },
  }
}
