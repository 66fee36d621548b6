import { readStored, store } from '@/platform/storage'

const KEY = 'clock-offset'
/** Smaller differences are the network's, not the clock's. */
const NOTABLE_MS = 1500

let offset = readStored<number>(KEY) ?? 0

/** Learns from a reply how far this phone's clock is off. */
export function learnClock(serverNow: number): void {
  const seen = serverNow - Date.now()
  if (Math.abs(seen - offset) < NOTABLE_MS) return
  offset = seen
  store(KEY, offset)
}

/** The server's clock as far as known, epoch ms: phones' clocks lie. */
export function cloudNow(): number {
  return Date.now() + offset
}
