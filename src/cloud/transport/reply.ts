import type { Reply } from '@domain/contracts/reply'
import { CloudError } from '../errors'
import { hostFailure } from './kinds'

/** Reads an answer. Anything but a reply means a broken connection, or a failure of the cloud around the function. */
export function asReply(answer: unknown): Reply {
  if (typeof answer !== 'object' || answer === null || !('ok' in answer)) throw new CloudError('NETWORK')
  const failure = hostFailure(answer)
  if (failure !== null) throw new CloudError(failure)
  return answer as Reply
}
