import type { Drawing } from '@domain/stations/drawings'
import type { SceneName } from '@/ui/scene'

/** The drawing of an entrance. */
export function sceneOf(drawing: Drawing): SceneName {
  return `door-${drawing}`
}
