import type { ClassCategory } from '@domain/offerings/kinds'
import type { SceneName } from '@/ui/scene'
import type { Tint } from '@/ui/tint'

const LOOKS: Record<ClassCategory, { scene: SceneName; tint: Tint }> = {
  children: { scene: 'desk', tint: 'indigo' },
  'parent-child': { scene: 'parent', tint: 'ember' },
  safety: { scene: 'safety', tint: 'ember' },
  seniors: { scene: 'seniors', tint: 'pine' },
  holiday: { scene: 'desk', tint: 'indigo' },
  'night-school': { scene: 'evening', tint: 'plum' },
  classics: { scene: 'classics', tint: 'ember' },
  elders: { scene: 'seniors', tint: 'pine' },
}

/** The drawing and the tint of a kind of class. */
export function lookOf(category: ClassCategory): { scene: SceneName; tint: Tint } {
  return LOOKS[category]
}
