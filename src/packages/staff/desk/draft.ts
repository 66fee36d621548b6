import { create } from 'zustand'
import type { Attempt } from '@/cloud/use-action'

/** What staff have typed about somebody who has no phone. */
export interface Draft {
  people: number
  name: string
  /** As far as it was typed. */
  lastFour: string
}

const NOTHING_TYPED: Draft = { people: 1, name: '', lastFour: '' }

/**
 * What was typed outlives the form it was typed into, but not the app: names and digits of other people do not stay on a
 * phone of the staff.
 */
const useDrafts = create<Record<string, Draft>>(() => ({}))
const attempts = new Map<string, { current: Attempt | null }>()

/** What was typed under a key so far. */
export function useDraft(key: string) {
  const draft = useDrafts(drafts => drafts[key] ?? NOTHING_TYPED)
  return {
    draft,
    change: (part: Partial<Draft>) => useDrafts.setState({ [key]: { ...draft, ...part } }),
    /** It is done: the next one begins with an empty form. */
    drop: () => useDrafts.setState({ [key]: NOTHING_TYPED }),
  }
}

/** Where the attempt of unknown outcome is kept for a form that may be closed in the meantime. */
export function attemptOf(key: string): { current: Attempt | null } {
  const known = attempts.get(key) ?? { current: null }
  attempts.set(key, known)
  return known
}
