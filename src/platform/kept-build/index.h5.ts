import { KEPT_PREFIX, WORKER_FILE } from './names'

/**
 * Lets a worker keep this build on the device (`worker.h5.ts`), so that the app opens without the network, and looks for a newer
 * build, which the next visit uses. Where there is no worker at this address any more, what was kept is removed. Changes nothing
 * where browsers have no workers, such as on an address without TLS.
 */
export function keepBuild(): void {
  if (!('serviceWorker' in navigator)) return
  void register(navigator.serviceWorker).catch(() => undefined)
}

async function register(workers: ServiceWorkerContainer): Promise<void> {
  try {
    // A build that is watched has no worker, and must not be kept.
    if (process.env.NODE_ENV === 'development') return await removeKept(workers)
    const registration = await workers.register(`./${WORKER_FILE}`, { updateViaCache: 'none' })
    await registration.update()
  } catch {
    // Without a network the build stays. A worker that cannot be installed changes nothing either.
    const { status } = await fetch(`./${WORKER_FILE}`, { method: 'HEAD', cache: 'no-store' })
    if (status === 404 || status === 410) await removeKept(workers)
  }
}

/** Otherwise a device would show its kept build for ever, where a release without a worker has followed. */
async function removeKept(workers: ServiceWorkerContainer): Promise<void> {
  const isKept = workers.controller !== null
  for (const registration of await workers.getRegistrations()) await registration.unregister()
  for (const name of await caches.keys()) if (name.startsWith(KEPT_PREFIX)) await caches.delete(name)
  if (isKept) location.reload()
}
