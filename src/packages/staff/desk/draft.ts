import { create } from 'zustand'
import type { Attempt } from '@/cloud/use-action'

/** Input about somebody who has no phone. */
export interface Draft {
  people: number
  name: string
  /** As typed: a phone number or its last four digits; may be incomplete. */
  number: string
}

const NOTHING_TYPED: Draft = { people: 1, name: '', number: '' }

/**
 * Input outlives its form but is never stored on the phone: it holds names and digits of other people.
 */
const useDrafts = create<Record<string, Draft>>(() => ({}))
const attempts = new Map<string, { current: Attempt | null }>()

/** The input kept under a key. */
export function useDraft(key: string) {
  const draft = useDrafts(drafts => drafts[key] ?? NOTHING_TYPED)
  return {
    draft,
    change: (part: Partial<Draft>) => useDrafts.setState({ [key]: { ...draft, ...part } }),
    /** Empties the form after it was sent. */
    drop: () => useDrafts.setState({ [key]: NOTHING_TYPED }),
  }
}

/** Keeps an attempt of unknown outcome for a form that may be closed in the meantime. */
export function attemptOf(key: string): { current: Attempt | null } {
  const known = attempts.get(key) ?? { current: null }
  attempts.set(key, known)
  return known
}
