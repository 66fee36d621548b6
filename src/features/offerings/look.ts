import type { Category } from '@domain/offerings/kinds'
import type { SceneName } from '@/ui/scene'
import type { Tint } from '@/ui/tint'

const LOOKS: Record<Category, { scene: SceneName; tint: Tint }> = {
  children: { scene: 'desk', tint: 'indigo' },
  'parent-child': { scene: 'parent', tint: 'ember' },
  safety: { scene: 'safety', tint: 'ember' },
  seniors: { scene: 'seniors', tint: 'pine' },
  holiday: { scene: 'holiday', tint: 'indigo' },
  'night-school': { scene: 'evening', tint: 'plum' },
  classics: { scene: 'classics', tint: 'ember' },
  elders: { scene: 'elders', tint: 'pine' },
  study: { scene: 'study', tint: 'plum' },
  sewing: { scene: 'sewing', tint: 'plum' },
  dance: { scene: 'dance', tint: 'plum' },
  gym: { scene: 'gym', tint: 'plum' },
  'start-up': { scene: 'start-up', tint: 'plum' },
  'audio-library': { scene: 'listening', tint: 'plum' },
  nap: { scene: 'armchair', tint: 'ember' },
  canteen: { scene: 'bowl', tint: 'pine' },
}

/** The drawing and the tint of a category. */
export function lookOf(category: Category): { scene: SceneName; tint: Tint } {
  return LOOKS[category]
}
