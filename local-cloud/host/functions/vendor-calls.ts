import http from 'node:http'
import https from 'node:https'
import { syncBuiltinESMExports } from 'node:module'

/** Where SDKs before wx-server-sdk 2.0 send their calls, whatever their environment says. */
const VENDOR = /^tcb-(?:admin|open)\.(?:tencentyun|tencentcloudapi)\.com$/

type Callback = (response: http.IncomingMessage) => void
type Arguments = [string | URL | https.RequestOptions, (https.RequestOptions | Callback)?, Callback?]
type Send = (...args: Arguments) => http.ClientRequest

/** The options of `http.request`, whose URL may stand apart. */
function optionsOf([first, second]: Arguments): https.RequestOptions {
  if (typeof first !== 'string' && !(first instanceof URL)) return first
  const { hostname, pathname, search } = new URL(first)
  return { hostname, path: pathname + search, ...(typeof second === 'object' && second) }
}

/** Without the vendor's name, which is not that of the local cloud. */
function withoutHost(headers: https.RequestOptions['headers']): http.OutgoingHttpHeaders {
  return Object.fromEntries(Object.entries(headers ?? {}).filter(([name]) => name.toLowerCase() !== 'host'))
}

/** Sends the calls of this process to the vendor's addresses to `adminUrl` instead, and leaves all others alone. */
export function redirectVendorCalls(adminUrl: string): void {
  const { hostname: authority, port, pathname } = new URL(adminUrl)
  // An address of IPv6 stands in brackets in a URL only.
  const hostname = authority.replace(/^\[|\]$/g, '')
  const plain = http.request as Send
  const redirected =
    (send: Send): Send =>
    (...args) => {
      const options = optionsOf(args)
      if (!VENDOR.test(options.hostname ?? options.host ?? '')) return send(...args)
      const query = /\?.*$/.exec(options.path ?? '')?.[0] ?? ''
      const { agent, ...rest } = options
      const callback = args.find(arg => typeof arg === 'function') as Callback | undefined
      const here = { protocol: 'http:', hostname, host: hostname, port, path: pathname + query }
      return plain({ ...rest, ...here, headers: withoutHost(options.headers) }, callback)
    }
  http.request = redirected(plain) as typeof http.request
  https.request = redirected(https.request as Send) as typeof https.request
  // For functions that import them by name.
  syncBuiltinESMExports()
}
