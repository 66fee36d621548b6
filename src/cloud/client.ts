import type { RouteInput, RouteName, RouteOutput } from '@domain/contracts'
import { functionOf } from '@domain/contracts/functions'
import type { Call } from '@domain/contracts/reply'
import { tellAnswer } from './answers'
import { learnClock } from './clock'
import { CloudError, worthRepeating } from './errors'
import { READ_PAUSES, WRITE_PAUSES } from './pauses'
import { transport } from './transport'

const wait = (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms))

async function once<Name extends RouteName>(event: Call): Promise<RouteOutput<Name>> {
  const { reply, sentAt } = await transport(functionOf(event.route), event)
  const gotAt = Date.now()
  tellAnswer(event, reply)
  if (!reply.ok) throw new CloudError(reply.code, reply.detail ?? null, event.route)
  const data = reply.data as RouteOutput<Name> & { now?: unknown }
  if (typeof data?.now === 'number') learnClock(data.now, sentAt, gotAt)
  return data
}

async function persistently<Name extends RouteName>(
  event: Call,
  pauses: readonly number[],
  again: (error: CloudError) => boolean,
  first: Call = event,
): Promise<RouteOutput<Name>> {
  let next = first
  for (const pause of pauses) {
    try {
      return await once<Name>(next)
    } catch (thrown) {
      if (!(thrown instanceof CloudError) || !again(thrown)) throw thrown
      await wait(spread(pause))
    }
    next = event
  }
  return once<Name>(next)
}

/**
 * Reads from the cloud, with a second attempt when there was no answer.
 * @throws CloudError the server's refusal, or why there was no reply
 */
export function call<Name extends RouteName>(route: Name, input: RouteInput<Name>): Promise<RouteOutput<Name>> {
  return persistently<Name>({ route, input }, READ_PAUSES, ({ code }) => code === 'NETWORK')
}

/** Request ids that were never sent, as far as they are remembered. */
const unsent = new Set<string>()
const MOST_UNSENT = 100

/** A new request id. Trying again after a failure uses the same one. */
export function newIntent(): string {
  const random = () => Math.random().toString(36).slice(2, 12)
  const id = `${Date.now().toString(36)}-${random()}${random()}`.slice(0, 48)
  if (unsent.size >= MOST_UNSENT) unsent.clear()
  unsent.add(id)
  return id
}

/** A pause of about this length, ms: after a disturbance, phones do not come back all at once. */
function spread(pause: number): number {
  return Math.round(pause * (0.75 + Math.random() / 2))
}

/**
 * Writes to the cloud. Repeats the call with the same request id while its outcome is unknown, so that a lost answer
 * never books twice.
 * @throws CloudError the server's refusal, or why there was no reply
 */
export function commit<Name extends RouteName>(
  route: Name,
  input: RouteInput<Name>,
  requestId: string,
): Promise<RouteOutput<Name>> {
  const event = { route, input, requestId }
  const first = unsent.delete(requestId) ? { ...event, isFirst: true as const } : event
  return persistently<Name>(event, WRITE_PAUSES, worthRepeating, first)
}
