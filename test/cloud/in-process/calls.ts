import type { RouteInput, RouteName, RouteOutput } from '@domain/contracts'
import type { Reply } from '@domain/contracts/reply'
import type { openWorld } from './world'

/**
 * Calls of people in a world, each to its end and with a request id of its own unless one is given. `ask` throws when it is
 * refused; `codeOf` returns the refusal, or `OK`.
 */
export function callsOf(world: ReturnType<typeof openWorld>) {
  let serial = 0
  async function send<Name extends RouteName>(
    openid: string,
    route: Name,
    input: RouteInput<Name>,
    requestId = `request-${serial++}`,
  ): Promise<Reply<RouteOutput<Name>>> {
    const reply = await (await world.start(openid, route, input, { requestId })).finish()
    if (!reply) throw new Error('the call has died')
    return reply
  }
  async function ask<Name extends RouteName>(...call: Parameters<typeof send<Name>>): Promise<RouteOutput<Name>> {
    const reply = await send<Name>(...call)
    if (!reply.ok) throw new Error(`${call[1]}: ${reply.code} ${JSON.stringify(reply.detail)}`)
    return reply.data
  }
  async function codeOf<Name extends RouteName>(...call: Parameters<typeof send<Name>>): Promise<string> {
    const reply = await send<Name>(...call)
    return reply.ok ? 'OK' : reply.code
  }
  return { send, ask, codeOf }
}
