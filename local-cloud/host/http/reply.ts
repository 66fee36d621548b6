import type { ServerResponse } from 'node:http'
import { HostError } from '../errors'
import { type Log, logEvent } from '../log'

/** Sends JSON text; does nothing when the client has disconnected or a reply was sent. */
export function sendJson(response: ServerResponse, status: number, json: string): void {
  if (response.headersSent || response.destroyed) return
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(json),
    'cache-control': 'no-store',
  })
  response.end(json)
}

/** Replies `{ok:false, code, message}`; the detail of an unknown failure is only logged. */
export function sendFailure(response: ServerResponse, error: unknown, log: Log): void {
  const known = error instanceof HostError ? error : new HostError('INTERNAL', 'The local cloud failed; see the log.')
  if (known !== error) {
    const detail = error instanceof Error ? error.stack : String(error)
    logEvent(log, 'internal-error', { detail })
  }
  sendJson(response, known.status, JSON.stringify({ ok: false, code: known.code, message: known.message }))
}
