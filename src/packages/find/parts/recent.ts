import { create } from 'zustand'
import { stored } from '@/platform/storage'

/** More would push the suggestions off the screen. */
const KEPT = 8

const kept = stored<string[]>({ name: 'find-recent', version: 1, kept: 'lasting' })

interface Recent {
  /** What was searched for on this phone and led somewhere, the latest first. It is stored nowhere else. */
  queries: string[]
  add(query: string): void
  clear(): void
}

/** The latest queries of this phone. */
export const useRecent = create<Recent>((set, get) => ({
  queries: kept.read() ?? [],
  add(query) {
    const queries = [query, ...get().queries.filter(each => each !== query)].slice(0, KEPT)
    kept.write(queries)
    set({ queries })
  },
  clear() {
    kept.remove()
    set({ queries: [] })
  },
}))
