import { stored } from '@/platform/storage'

const lastOffset = stored<number>({ name: 'clock-offset', version: 1, kept: 'lasting' })
/** Smaller corrections are ignored. */
const NOTABLE_MS = 1000

let offset = lastOffset.read() ?? 0
const listeners = new Set<() => void>()

/**
 * Corrects the clock offset by a reply. The server read its clock at `serverNow`, at some moment between `sentAt` and
 * `gotAt` of this phone's clock, so a slow reply gives a wide interval and changes nothing while the offset lies within
 * it. All epoch ms.
 */
export function learnClock(serverNow: number, sentAt: number, gotAt: number): void {
  const least = serverNow - gotAt
  const most = serverNow - sentAt
  if (least - NOTABLE_MS <= offset && offset <= most + NOTABLE_MS) return
  offset = Math.round((least + most) / 2)
  lastOffset.write(offset)
  for (const tell of [...listeners]) tell()
}

/** Calls `run` whenever a reply has corrected the clock; the returned function unsubscribes. */
export function onClockSet(run: () => void): () => void {
  listeners.add(run)
  return () => void listeners.delete(run)
}

/** The server's time as far as known, epoch ms: phones' clocks may be wrong. */
export function cloudNow(): number {
  return Date.now() + offset
}
