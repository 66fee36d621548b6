import { readStored, store } from '@/platform/storage'

const KEY = 'ballot-seals'
/** More ballots than anybody takes part in at a time; old ones fall out. */
const KEPT = 30

type Seals = [sessionId: string, seedHash: string][]

/** Notes the fingerprint that this phone saw when it registered, so that it can tell later whether it was changed. */
export function rememberSeedHash(sessionId: string, seedHash: string): void {
  const others = (readStored<Seals>(KEY) ?? []).filter(([id]) => id !== sessionId)
  store(KEY, [[sessionId, seedHash], ...others].slice(0, KEPT))
}

/** The fingerprint this phone saw; null when it registered for nothing here. */
export function rememberedSeedHash(sessionId: string): string | null {
  return (readStored<Seals>(KEY) ?? []).find(([id]) => id === sessionId)?.[1] ?? null
}
