import { randomUUID } from 'node:crypto'
import type { RouteInput, RouteName } from '@domain/contracts'
import type { CallRecord, TestCloud } from './test-cloud'

/** Far more attempts than any call loses to concurrent ones. */
const MOST_ATTEMPTS = 50

/**
 * Sends one intent and, as the app does, repeats it under the same request id while the answer is BUSY or the machine refuses
 * the call. Returns the final answer.
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
