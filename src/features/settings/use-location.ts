import type { Location } from '@domain/places/geo'
import { HOUR } from '@domain/time'
import { create } from 'zustand'
import { cloudNow } from '@/cloud/clock'
import { currentLocation } from '@/platform/location'
import { stored } from '@/platform/storage'

/** A position counts for this long, ms: people move on. */
export const POSITION_VALID_FOR = 2 * HOUR

interface Position {
  location: Location
  /** When the phone gave it, epoch ms. */
  at: number
}

const last = stored<Position>({ name: 'location', version: 2, kept: 'lasting' })

const usePosition = create<{ position: Position | null }>(() => ({ position: last.read() }))

/** The person's position; null when it was never requested, or too long ago. It is requested by a tap only. */
export function useLocation(): Location | null {
  const position = usePosition(state => state.position)
  return position && cloudNow() - position.at < POSITION_VALID_FOR ? position.location : null
}

/** Requests the position, on a tap; false when there was no answer. */
export async function locate(): Promise<boolean> {
  const location = await currentLocation()
  if (!location) return false
  const position = { location, at: cloudNow() }
  last.write(position)
  usePosition.setState({ position })
  return true
}
