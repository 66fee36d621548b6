import type { IncomingMessage } from 'node:http'
import { HostError } from '../errors'

const LOCAL_NAMES = new Set(['localhost', '127.0.0.1', '[::1]'])
/** Origin of pages in WeChat DevTools. */
const DEVTOOLS_ORIGIN = 'https://servicewechat.com'

function hostnameOf(authority: string): string | undefined {
  try {
    return new URL(`http://${authority}`).hostname
  } catch {
    return undefined
  }
}

function originHostname(origin: string): string | undefined {
  try {
    return new URL(origin).hostname
  } catch {
    return undefined
  }
}

/**
 * Callers are not authenticated, so pages of other sites must not reach the cloud through a browser: refuses foreign host
 * names (DNS rebinding), unless the cloud listens on other interfaces, and cross-site writes.
 */
export function refuseForeign(request: IncomingMessage, localOnly: boolean): void {
  const host = hostnameOf(request.headers.host ?? '')
  if (localOnly && (host === undefined || !LOCAL_NAMES.has(host))) {
    throw new HostError('FORBIDDEN_HOST', 'This cloud answers to localhost and 127.0.0.1 only.')
  }
  const { origin } = request.headers
  if (request.method === 'GET' || request.method === 'HEAD' || origin === undefined || origin === DEVTOOLS_ORIGIN)
    return
  const from = originHostname(origin)
  if (from !== undefined && (from === host || (localOnly && LOCAL_NAMES.has(from)))) return
  throw new HostError('FORBIDDEN_ORIGIN', 'Pages of other sites may not call this cloud.')
}
