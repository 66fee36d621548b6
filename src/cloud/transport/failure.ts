import { logFault } from '@/platform/log'
import { CloudError } from '../errors'
import { failureOf } from './kinds'

/** Logs the failure of a call, and throws it as an error of its kind. */
export function failCall(fn: string, route: string, startedAt: number, thrown: unknown): never {
  const code = failureOf(thrown)
  const { errCode } = (thrown ?? {}) as { errCode?: unknown }
  logFault('callFunction', { fn, route, code, errCode, ms: Date.now() - startedAt })
  throw new CloudError(code, null, route)
}
