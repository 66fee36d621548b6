import { CloudError } from './errors'

/** Time limit of a call, ms: longer than a cold start with its database calls. */
export const TIMEOUT_MS = 12_000

/** The answer, or `CloudError('NETWORK')` when it takes longer than `ms`. The call itself goes on. */
export function withTimeout<Value>(answer: Promise<Value>, ms = TIMEOUT_MS): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new CloudError('NETWORK')), ms)
    answer.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
