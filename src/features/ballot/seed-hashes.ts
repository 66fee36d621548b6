import { readStored, store } from '@/platform/storage'

const KEY = 'ballot-seals'
/** More draws than anybody takes part in at a time; the oldest ones are dropped. */
const KEPT = 30

type Seals = [sessionId: string, seedHash: string][]

/** Stores the seed hash seen at registration, so that the phone can tell later whether it was changed. */
export function rememberSeedHash(sessionId: string, seedHash: string): void {
  const others = (readStored<Seals>(KEY) ?? []).filter(([id]) => id !== sessionId)
  store(KEY, [[sessionId, seedHash], ...others].slice(0, KEPT))
}

/** The seed hash seen at registration; null when this phone did not register. */
export function rememberedSeedHash(sessionId: string): string | null {
  return (readStored<Seals>(KEY) ?? []).find(([id]) => id === sessionId)?.[1] ?? null
}
