import type { Pack } from '@domain/checkin/pack'
import { PackReader } from '@domain/checkin/pack-reader'
import { call } from '@/cloud/client'
import { cloudNow } from '@/cloud/clock'
import { asCloudError } from '@/cloud/errors'
import { stored } from '@/platform/storage'
import { noteOnline, useQueue } from './queue'

const storedPack = stored<Pack>({ name: 'pack', version: 1, kept: 'offline' })
/** A stored roster is not fetched again within this time, ms. */
const FRESH_FOR = 60_000

let reader: { of: PackReader; centreId: string; madeAt: number; expiresAt: number } | null = null

/** The stored roster of a centre; null when there is none. Deletes one that is expired or of another centre. */
function keptPack(centreId: string): Pack | null {
  const pack = storedPack.read()
  if (!pack) return null
  if (pack.centreId === centreId && cloudNow() < pack.expiresAt) return pack
  wipePack()
  return null
}

/** Deletes a stored roster whose day is over. */
export function dropExpiredPack(): void {
  const pack = storedPack.read()
  if (pack && cloudNow() >= pack.expiresAt) wipePack()
}

/** Deletes the stored roster. */
export function wipePack(): void {
  reader = null
  storedPack.remove()
}

/** The reader of codes for a centre, with the stored roster if there is one. */
export function readerOf(centreId: string): PackReader {
  if (reader?.centreId === centreId && cloudNow() < reader.expiresAt) return reader.of
  const pack = keptPack(centreId)
  const { madeAt = 0, expiresAt = Number.POSITIVE_INFINITY } = pack ?? {}
  reader = { of: new PackReader(centreId, pack), centreId, madeAt, expiresAt }
  return reader.of
}

/**
 * Fetches the roster of the day unless the stored one is fresh. Deletes it when the person no longer works at the centre.
 * Changes nothing when the server cannot be reached.
 */
export async function refreshPack(centreId: string): Promise<void> {
  readerOf(centreId)
  if (reader && cloudNow() - reader.madeAt < FRESH_FOR) return
  try {
    const { pack } = await call('staff.pack', { centreId })
    noteOnline(true)
    useQueue.setState({ rosterUnstored: !storedPack.write(pack) })
    const { madeAt, expiresAt } = pack
    reader = { of: new PackReader(centreId, pack), centreId, madeAt, expiresAt }
  } catch (thrown) {
    const { code } = asCloudError(thrown)
    if (code === 'FORBIDDEN') wipePack()
    if (code === 'NETWORK') noteOnline(false)
  }
}
