import { rebased } from '@domain/rebased'
import { useState } from 'react'

/**
 * What somebody types over stored values. When the stored values change meanwhile, what was typed stays, and the rest becomes
 * what is stored now. Returns the values, and a function that changes some of them.
 */
export function useDraft<Values extends object>(
  stored: Values,
  revision: number,
): [Values, (part: Partial<Values>) => void] {
  const [state, setState] = useState({ base: stored, draft: stored, revision })
  let { draft } = state
  if (state.revision !== revision) {
    draft = rebased(state, stored)
    setState({ base: stored, draft, revision })
  }
  return [draft, part => setState(({ draft: before, ...rest }) => ({ ...rest, draft: { ...before, ...part } }))]
}
