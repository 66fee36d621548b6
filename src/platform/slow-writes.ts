import { create } from 'zustand'

/** How many writes have been under way for long; every screen says so while there are any. */
export const useSlowWrites = create<{ count: number }>(() => ({ count: 0 }))

/** Counts one slow write until the returned function is called. */
export function countSlowWrite(): () => void {
  useSlowWrites.setState(({ count }) => ({ count: count + 1 }))
  return () => useSlowWrites.setState(({ count }) => ({ count: count - 1 }))
}
