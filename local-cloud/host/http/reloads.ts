import type { IncomingMessage, ServerResponse } from 'node:http'

/** Address of the stream that open pages listen to while code is being written. */
export const RELOADS_PATH = 'reloads'

/** Appended to every page of the app: loads it anew, at the same place, whenever the stream says so. */
export const RELOAD_SNIPPET = `
<script>new EventSource('/${RELOADS_PATH}').addEventListener('reload', () => location.reload())</script>
`

/** Pages that are open now, each with a stream of server-sent events. */
export class Reloads {
  private readonly open = new Set<ServerResponse>()

  /** Keeps the connection until the page closes it. */
  listen(_request: IncomingMessage, response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    response.write(': connected\n\n')
    this.open.add(response)
    response.on('close', () => this.open.delete(response))
  }

  /** Tells every open page to load anew. */
  send(): void {
    for (const response of this.open) response.write('event: reload\ndata: \n\n')
  }
}
