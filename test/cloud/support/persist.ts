import { randomUUID } from 'node:crypto'
import type { RouteInput, RouteName } from '@domain/contracts'
import type { CallRecord, TestCloud } from './test-cloud'

/** Far more than any call is overtaken. */
const MOST_ATTEMPTS = 50

/**
 * One intention of somebody who, as the app does, asks again under the same request id while the answer is BUSY or the
 * machine turns the call away. What comes back is the answer to all of it.
 */
export async function persist<Name extends RouteName>(
  { send }: Pick<TestCloud, 'send'>,
  openid: string,
  route: Name,
  input: RouteInput<Name>,
): Promise<CallRecord<Name>> {
  const requestId = randomUUID()
  for (let attempt = 1; ; attempt++) {
    const answer = await send(openid, route, input, { requestId })
    const { status, reply } = answer
    const again = status !== 200 || (!reply.ok && reply.code === 'BUSY')
    if (!again || attempt === MOST_ATTEMPTS) return answer
  }
}
