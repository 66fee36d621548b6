import { ART, type SceneName } from './art'

/** Where a drawing is loaded from. */
export function useArt(name: SceneName): string {
  return ART[name]
}
