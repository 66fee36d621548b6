import type { Reply } from '@domain/contracts/reply'
import { CloudError } from '../errors'

/** Reads an answer; something else than our reply means a broken line or a crashed function, as good as none. */
export function asReply(answer: unknown): Reply {
  if (typeof answer === 'object' && answer !== null && 'ok' in answer) return answer as Reply
  throw new CloudError('NETWORK')
}
