import type { IncomingMessage } from 'node:http'
import { HostError } from '../errors'

const LOCAL_NAMES = new Set(['localhost', '127.0.0.1', '[::1]'])
/** WeChat DevTools calls on behalf of its own pages, whose origin this is. */
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
 * Identity is unproven here, so no web page of somebody else may reach the cloud through the visitor's browser:
 * a foreign name that resolves to this machine is refused (unless the cloud was told to listen more widely),
 * and so is a write that another site's page sends.
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
