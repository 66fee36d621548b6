import { KEPT_PREFIX } from './names'

/** Set by `config/build/kept-build.ts`. `files` are all files of the build, `index.html` among them, whose SHA-256 is `index`. */
declare const KEPT_BUILD: { version: string; index: string; files: string[] }

/** What this file needs of a worker's surroundings, which TypeScript's types of pages leave out. */
interface WorkerEvent extends Event {
  waitUntil(work: Promise<unknown>): void
  addRoutes?(rules: object[]): Promise<void>
}
interface FetchEvent extends WorkerEvent {
  request: Request
  respondWith(answer: Promise<Response>): void
}
interface WorkerScope {
  location: Location
  registration: ServiceWorkerRegistration
  skipWaiting(): Promise<void>
  addEventListener(name: 'install' | 'activate', listener: (event: WorkerEvent) => void): void
  addEventListener(name: 'fetch', listener: (event: FetchEvent) => void): void
}

const scope = self as unknown as WorkerScope
const base = new URL('./', scope.location.href)
const INDEX = 'index.html'
const own = KEPT_PREFIX + KEPT_BUILD.version
/** The name of such a file carries the hash of its content, so that it is the same in every build. */
const HASHED = /^(?:js|css)\/[^/]+\.[0-9a-f]{8}\.\w+$/
/** Few, so that they leave the line to what the page asks for. */
const AT_ONCE = 3

scope.addEventListener('install', event => event.waitUntil(install(event)))
scope.addEventListener('activate', event => event.waitUntil(dropOlder()))
scope.addEventListener('fetch', event => {
  const file = keptFile(event.request)
  if (file !== null) event.respondWith(answer(event.request, file))
})

/** Keeps all files of the build or none: a page must never name a script that is not there. */
async function install(event: WorkerEvent): Promise<void> {
  const cache = await caches.open(own)
  const left = [...KEPT_BUILD.files]
  const keepNext = async () => {
    for (let file = left.pop(); file !== undefined; file = left.pop()) await cache.put(address(file), await load(file))
  }
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, keepNext))
    // Calls to the cloud then do not wait for this worker to be started.
    await event.addRoutes?.([{ condition: { requestMethod: 'POST' }, source: 'network' }])
  } catch (failure) {
    await caches.delete(own)
    throw failure
  }
  // Pages that are open go on with the build before, which is kept as well; the next one that is opened has this build.
  await scope.skipWaiting()
}

async function load(file: string): Promise<Response> {
  const response = await fetch(address(file), { cache: HASHED.test(file) ? 'default' : 'no-cache', priority: 'low' })
  if (!response.ok || response.redirected) throw new Error(`${file}: ${response.status}`)
  // A release may have come between the worker and this file.
  if (file === INDEX && (await sha256(await response.clone().arrayBuffer())) !== KEPT_BUILD.index) {
    throw new Error('index.html is of another build')
  }
  return response
}

/** Of the builds before, the last one stays for pages that are still open. */
async function dropOlder(): Promise<void> {
  const others = (await caches.keys()).filter(name => name.startsWith(KEPT_PREFIX) && name !== own)
  await Promise.all(others.slice(0, -1).map(name => caches.delete(name)))
}

/** The file of a build that a request is for; null: the request is none of this worker's business. */
function keptFile({ method, url, mode }: Request): string | null {
  const { origin, pathname } = new URL(url)
  if (method !== 'GET' || origin !== base.origin || !pathname.startsWith(base.pathname)) return null
  const file = pathname.slice(base.pathname.length) || INDEX
  if (file === INDEX) return mode === 'navigate' ? INDEX : null
  return HASHED.test(file) ? file : null
}

/** `index.html` of this build; scripts and styles of any build that is kept. The network where a file is not kept. */
async function answer(request: Request, file: string): Promise<Response> {
  return (await kept(file).catch(() => undefined)) ?? fetch(request)
}

async function kept(file: string): Promise<Response | undefined> {
  const found = await caches.match(address(file), { cacheName: own, ignoreVary: true })
  if (found || file === INDEX) return found
  return caches.match(address(file), { ignoreVary: true })
}

function address(file: string): string {
  return new URL(file, base).href
}

async function sha256(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(digest, byte => byte.toString(16).padStart(2, '0')).join('')
}
