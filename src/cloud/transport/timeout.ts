import { CloudError } from '../errors'

/** Longer than a cold start with its database calls, shorter than a person's patience, ms. */
export const TIMEOUT_MS = 12_000

/** The answer, or `CloudError('NETWORK')` when it takes too long. */
export function inTime<Value>(answer: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new CloudError('NETWORK')), TIMEOUT_MS)
    answer.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
