import type { IncomingMessage, ServerResponse } from 'node:http'

export type Handler = (request: IncomingMessage, response: ServerResponse, rest: string, url: URL) => Promise<void>

/** Handlers by method and first part of the path; `rest` is what follows it. */
export type Routes = Record<string, Partial<Record<'GET' | 'POST' | 'PUT', Handler>>>
