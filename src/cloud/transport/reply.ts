import type { Reply } from '@domain/contracts/reply'
import { CloudError } from '../errors'

/** Reads an answer. Anything but a reply means a broken connection or a crashed function and counts as no answer. */
export function asReply(answer: unknown): Reply {
  if (typeof answer === 'object' && answer !== null && 'ok' in answer) return answer as Reply
  throw new CloudError('NETWORK')
}
