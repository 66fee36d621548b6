import { type StationScene, sceneOf } from '@domain/stations/scene'
import { open } from '@/platform/navigate'

/** Opens the station of a scanned code, with the proof that it was scanned. */
export function openScanned({ stationId, proof }: StationScene): void {
  open('station', { id: stationId, ...(proof === null ? {} : { scene: sceneOf(stationId, proof) }) })
}
