import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { HostError, StartError } from '../errors'
import type { Log } from '../log'
import { refuseForeign } from './guard'
import type { Routes } from './handler'
import { sendFailure } from './reply'

const REQUEST_LIMIT_MS = 30_000
/** Longer than clients keep a connection, so that the server never closes one with a request in transit. */
const KEEP_ALIVE_MS = 65_000
/** Length of the accept queue: a rush opens thousands of connections at once, and one that is refused retries after a second. */
const BACKLOG = 4096

function parse(request: IncomingMessage): { head: string; rest: string; url: URL } {
  try {
    const url = new URL(`http://local${request.url ?? '/'}`)
    const [head = '', ...rest] = decodeURIComponent(url.pathname).slice(1).split('/')
    return { head, rest: rest.join('/'), url }
  } catch {
    throw new HostError('BAD_REQUEST', 'The address is malformed.')
  }
}

async function answer(
  routes: Routes,
  localOnly: boolean,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  refuseForeign(request, localOnly)
  const { head, rest, url } = parse(request)
  const route = Object.hasOwn(routes, head) ? routes[head] : undefined
  if (!route) throw new HostError('NOT_FOUND', 'There is nothing at this address.')
  const method = request.method === 'HEAD' ? 'GET' : request.method
  const handler = method === 'GET' || method === 'POST' || method === 'PUT' ? route[method] : undefined
  if (!handler) throw new HostError('METHOD_NOT_ALLOWED', `This address does not take ${request.method}.`)
  await handler(request, response, rest, url)
}

/** The HTTP server, not listening yet. Every failure becomes a typed reply. */
export function createHttpServer(routes: Routes, localOnly: boolean, log: Log): Server {
  const server = createServer(
    { requestTimeout: REQUEST_LIMIT_MS, keepAliveTimeout: KEEP_ALIVE_MS },
    (request, response) => {
      answer(routes, localOnly, request, response).catch(error => sendFailure(response, error, log))
    },
  )
  return server
}

/** Listens and resolves with the port; throws `StartError` when the address is in use or not available. */
export function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new StartError('PORT_IN_USE', `Port ${port} is in use. Stop the other program or set PORT to a free one.`)
          : new StartError('CANNOT_LISTEN', `Cannot listen on ${host}:${port}: ${error.message}.`),
      )
    })
    server.listen({ port, host, backlog: BACKLOG }, () => resolve((server.address() as AddressInfo).port))
  })
}
