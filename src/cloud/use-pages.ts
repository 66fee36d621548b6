import { useReachBottom } from '@tarojs/taro'
import { useCallback, useEffect, useRef, useState } from 'react'
import { usePullDown } from '@/platform/pull-down'
import { asCloudError, type CloudError } from './errors'
import { useSlow } from './use-slow'

interface PageOf<Item> {
  items: Item[]
  next: string | null
}

export interface Pages<Item> {
  /** The items of all pages so far; null until the first one. */
  items: Item[] | null
  error: CloudError | null
  loading: boolean
  /** The answer has been awaited for seconds. */
  slow: boolean
  /** There are more pages. */
  more: boolean
  /** Loads the next page, or the one that failed. */
  loadMore: () => void
  reload: () => void
}

/** The list from its start, at least as long as it was shown, so that the scroll position stays. */
async function fromStart<Item>(fetch: (after?: string) => Promise<PageOf<Item>>, count: number): Promise<PageOf<Item>> {
  let page = await fetch()
  const items = [...page.items]
  while (page.next !== null && items.length < count) {
    page = await fetch(page.next)
    items.push(...page.items)
  }
  return { items, next: page.next }
}

/**
 * A list that loads on scrolling. `key` names what is listed; a new key starts over. `fetch` loads the page after a cursor.
 * A reloaded list stays as long as it was.
 */
export function usePages<Item>(key: string, fetch: (after?: string) => Promise<PageOf<Item>>): Pages<Item> {
  const [items, setItems] = useState<Item[] | null>(null)
  const [next, setNext] = useState<string | null>(null)
  const [error, setError] = useState<CloudError | null>(null)
  const [loading, setLoading] = useState(true)
  const shown = useRef(0)
  shown.current = items?.length ?? 0
  const latest = useRef(0)
  const busy = useRef(false)
  /** The cursor of the page that failed to load; undefined: none. */
  const missing = useRef<string | null | undefined>(undefined)
  const source = useRef(fetch)
  source.current = fetch

  const load = useCallback(async (after: string | null): Promise<void> => {
    const turn = ++latest.current
    busy.current = true
    setLoading(true)
    setError(null)
    const asked = after === null ? fromStart(source.current, shown.current) : source.current(after)
    await asked
      .then(page => {
        if (turn !== latest.current) return
        missing.current = undefined
        setItems(was => (after === null ? page.items : [...(was ?? []), ...page.items]))
        setNext(page.next)
      })
      .catch(thrown => {
        if (turn !== latest.current) return
        missing.current = after
        setError(asCloudError(thrown))
      })
      .finally(() => {
        if (turn !== latest.current) return
        busy.current = false
        setLoading(false)
      })
  }, [])

  const reload = useCallback(() => void load(null), [load])
  usePullDown(() => load(null))

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new key is what starts the list over
  useEffect(() => {
    setItems(null)
    shown.current = 0
    reload()
  }, [key, reload])

  const loadMore = useCallback(() => {
    if (busy.current) return
    if (missing.current !== undefined) void load(missing.current)
    else if (next !== null) void load(next)
  }, [next, load])
  useReachBottom(loadMore)

  return { items, error, loading, slow: useSlow(loading), more: next !== null, loadMore, reload }
}
