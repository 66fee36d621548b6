import type { ServerResponse } from 'node:http'
import { join } from 'node:path'
import type { Admin } from '../admin'
import { HostError } from '../errors'
import type { Functions } from '../functions/functions'
import { requireOpenid } from '../functions/identity'
import { newInvocation } from '../functions/invocation'
import { MAX_CLIENT_EVENT_BYTES } from '../limits'
import type { MessageTemplate, Persona, PreviewLink } from '../options'
import type { Outbox } from '../outbox'
import type { PayDesk } from '../pay/desk'
import type { CloudFiles } from '../storage/files'
import { parseFault, type Switches } from '../switches'
import { readBody, readJsonObject } from './body'
import { filesRoute } from './files'
import type { Handler, Routes } from './handler'
import { payRoute } from './pay'
import { RELOAD_SNIPPET, RELOADS_PATH, type Reloads } from './reloads'
import { sendJson } from './reply'
import { StaticFolder } from './static'

/** Dependencies of the routes. */
export interface RouteDependencies {
  admin: Admin
  functions: Functions
  outbox: Outbox
  files: CloudFiles
  pay: PayDesk
  personas: Persona[]
  templates: Record<string, MessageTemplate>
  links: PreviewLink[]
  previewDir: string
  webDir?: string
  /** Present only while code is being written. */
  reloads?: Reloads
  /** Present only when test switches are on. */
  control?: (change: Record<string, unknown>) => Switches
  tick: (fn: string) => Promise<unknown>
  /** Rejects when the database cannot be written to. */
  checkWritable: () => Promise<void>
}

const MAX_ADMIN_BYTES = 16 * 1024 * 1024
const PREVIEW_SOURCE = join(__dirname, '..', '..', 'preview')

const ok = (response: ServerResponse, body: Record<string, unknown>) =>
  sendJson(response, 200, JSON.stringify({ ok: true, ...body }))

const notFound = () => new HostError('NOT_FOUND', 'There is nothing at this address.')

function invokeRoute({ functions, control }: RouteDependencies): Handler {
  return async (request, response, name) => {
    const openid = requireOpenid(request.headers['x-wx-openid'])
    const faultText = request.headers['x-test-fault']
    if (faultText !== undefined && !control) throw new HostError('NOT_FOUND', 'Test switches are off.')
    const fault = faultText === undefined ? undefined : parseFault(String(faultText))
    functions.pool(name)
    const event = await readJsonObject(request, MAX_CLIENT_EVENT_BYTES)
    const invocation = newInvocation(name, { kind: 'client', openid }, event, fault)
    try {
      const json = await functions.run(invocation)
      setMeter()
      sendJson(response, 200, json)
    } catch (error) {
      setMeter()
      throw error
    }
    function setMeter(): void {
      const { calls, trips, documents, keys } = invocation.meter
      response.setHeader('x-request-id', invocation.id)
      response.setHeader('x-database-calls', calls)
      response.setHeader('x-database-trips', trips)
      response.setHeader('x-documents-examined', documents)
      response.setHeader('x-keys-examined', keys)
    }
  }
}

function adminRoute({ admin }: RouteDependencies): Handler {
  return async (request, response, instanceId) => {
    const body = await readBody(request, MAX_ADMIN_BYTES)
    const reply = await admin.handle(request.headers, body, instanceId === '' ? undefined : instanceId)
    if (reply === 'hang-up') request.socket.destroy()
    else if ('json' in reply) sendJson(response, 200, JSON.stringify(reply.json))
    else response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(reply.bytes)
  }
}

function appRoute({ webDir, reloads }: RouteDependencies): Handler {
  const appendix = reloads ? RELOAD_SNIPPET : ''
  const app = webDir === undefined ? undefined : new StaticFolder(webDir, appendix)
  const pages = new StaticFolder(PREVIEW_SOURCE, appendix)
  return async (request, response, rest) => {
    if (await app?.send(request, response, rest)) return
    // Without an H5 build the preview explains how to build it.
    if (rest !== '' && rest !== 'index.html') throw notFound()
    await pages.send(request, response, 'no-app.html')
  }
}

function previewRoute(cloud: RouteDependencies, pages: StaticFolder): Handler {
  const scripts = new StaticFolder(cloud.previewDir)
  return async (request, response, rest) => {
    if (rest === 'personas') return ok(response, { personas: cloud.personas })
    if (rest === 'state') {
      const functions = cloud.functions
        .definitions()
        .map(({ name, triggers }) => ({ name, timer: triggers.length > 0 }))
      return ok(response, { functions, links: cloud.links })
    }
    if (rest === 'templates') return ok(response, { templates: cloud.templates })
    if (await scripts.send(request, response, rest || 'index.html')) return
    if (!(await pages.send(request, response, rest))) throw notFound()
  }
}

/** For addresses without a rest. */
const exact =
  (handler: Handler): Handler =>
  async (request, response, rest, url) => {
    if (rest !== '') throw notFound()
    await handler(request, response, rest, url)
  }

/** All routes of the cloud. */
export function createRoutes(cloud: RouteDependencies): Routes {
  const pages = new StaticFolder(PREVIEW_SOURCE)
  const redirect: Handler = async (_request, response) => {
    response.writeHead(302, { location: '/preview/' }).end()
  }
  return {
    '': { GET: exact(redirect) },
    healthz: { GET: exact(healthRoute(cloud)) },
    invoke: { POST: invokeRoute(cloud) },
    admin: { POST: adminRoute(cloud) },
    outbox: {
      GET: exact(async (_request, response, _rest, url) => {
        const openid = url.searchParams.get('openid')
        ok(response, { messages: await cloud.outbox.list(openid === null ? undefined : requireOpenid(openid)) })
      }),
    },
    files: filesRoute(cloud.files),
    pay: payRoute(cloud.pay, cloud.control !== undefined),
    tick: { POST: async (_request, response, name) => ok(response, { value: await cloud.tick(name) }) },
    preview: { GET: previewRoute(cloud, pages) },
    app: { GET: appRoute(cloud) },
    ...(cloud.reloads ? { [RELOADS_PATH]: { GET: reloadsRoute(cloud.reloads) } } : {}),
    ...(cloud.control ? { control: controlRoute(cloud.control) } : {}),
  }
}

/** Ready, and the database can be written to. */
function healthRoute({ checkWritable }: RouteDependencies): Handler {
  return async (_request, response) => {
    await checkWritable().catch((error: unknown) => {
      throw new HostError('CANNOT_WRITE', error instanceof Error ? error.message : String(error))
    })
    ok(response, {})
  }
}

function reloadsRoute(reloads: Reloads): Handler {
  return exact(async (request, response) => reloads.listen(request, response))
}

function controlRoute(control: (change: Record<string, unknown>) => Switches): Routes[string] {
  return {
    GET: exact(async (_request, response) => ok(response, { ...control({}) })),
    POST: exact(async (request, response) =>
      ok(response, { ...control(await readJsonObject(request, MAX_CLIENT_EVENT_BYTES)) }),
    ),
  }
}
