import { stored } from '@/platform/storage'

/** More draws than anybody takes part in at a time; the oldest ones are dropped. */
const KEPT = 30

type SeedHashes = [sessionId: string, seedHash: string][]

const seen = stored<SeedHashes>({
  name: 'ballot-seals',
  version: 1,
  upgrade: old => (Array.isArray(old) ? (old as SeedHashes) : null),
  kept: 'lasting',
})

/** Stores the seed hash seen at registration, so that the phone can tell later whether it was changed. */
export function rememberSeedHash(sessionId: string, seedHash: string): void {
  const others = (seen.read() ?? []).filter(([id]) => id !== sessionId)
  const hashes: SeedHashes = [[sessionId, seedHash], ...others]
  seen.write(hashes.slice(0, KEPT))
}

/** The seed hash seen at registration; null when this phone did not register. */
export function rememberedSeedHash(sessionId: string): string | null {
  return (seen.read() ?? []).find(([id]) => id === sessionId)?.[1] ?? null
}
