import { readStored, store } from '@/platform/storage'

const KEY = 'clock-offset'
/** Smaller corrections change nothing that anybody sees. */
const NOTABLE_MS = 1000

let offset = readStored<number>(KEY) ?? 0
const listeners = new Set<() => void>()

/**
 * Learns from a reply how far this phone's clock is off. The server read its clock at `serverNow`, some time between
 * `sentAt` and `gotAt` of this phone's: an answer that was long on its way says less, and never spoils what a quick one
 * has told. All epoch ms.
 */
export function learnClock(serverNow: number, sentAt: number, gotAt: number): void {
  const least = serverNow - gotAt
  const most = serverNow - sentAt
  if (least - NOTABLE_MS <= offset && offset <= most + NOTABLE_MS) return
  offset = Math.round((least + most) / 2)
  store(KEY, offset)
  for (const tell of [...listeners]) tell()
}

/** Calls back whenever a reply has set the clock right; the returned function ends that. */
export function onClockSet(run: () => void): () => void {
  listeners.add(run)
  return () => void listeners.delete(run)
}

/** The server's clock as far as known, epoch ms: phones' clocks lie. */
export function cloudNow(): number {
  return Date.now() + offset
}
