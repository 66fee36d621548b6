import type { RouteInput, RouteName, RouteOutput } from '@domain/contracts'
import { useDidShow } from '@tarojs/taro'
import { useCallback, useEffect, useRef, useState } from 'react'
import { readStored, removeStored, store } from '@/platform/storage'
import { call } from './client'
import { asCloudError, type CloudError, outcomeUnknown } from './errors'

interface Options {
  /** Keeps the last answer on this device under this name: shown at once next time, and when there is no network. */
  keepAs?: string
  /** Asks again whenever the screen comes back to the front. */
  refreshOnShow?: boolean
}

export interface Request<Data> {
  /** The last answer; null until the first one. */
  data: Data | null
  /** Why the last question brought nothing. Over `data` it stands until an answer comes. */
  error: CloudError | null
  loading: boolean
  /** `data` is of an earlier time: a newer answer is awaited, or did not come. */
  old: boolean
  reload: () => void
  /** Puts in what a write has just answered; an answer to a question from before the write is not waited for. */
  setData: (data: Data) => void
}

/**
 * Reads one route for a screen. A null input waits; a new input asks again; late answers to old input are dropped. What is
 * there stays while no answer comes; a refusal takes it away, for then it is no longer so.
 */
export function useRequest<Name extends RouteName>(
  route: Name,
  input: RouteInput<Name> | null,
  { keepAs, refreshOnShow = false }: Options = {},
): Request<RouteOutput<Name>> {
  const key = input === null ? null : JSON.stringify(input)
  const [data, setData] = useState<RouteOutput<Name> | null>(() =>
    keepAs ? readStored<RouteOutput<Name>>(keepAs) : null,
  )
  const [error, setError] = useState<CloudError | null>(null)
  const [loading, setLoading] = useState(true)
  const shown = useRef(data)
  shown.current = data
  const latest = useRef(0)
  const asking = useRef(false)

  const take = useCallback(
    (answer: RouteOutput<Name> | null) => {
      setData(answer)
      if (!keepAs) return
      if (answer === null) removeStored(keepAs)
      else store(keepAs, answer)
    },
    [keepAs],
  )

  const reload = useCallback(() => {
    if (key === null) return
    const turn = ++latest.current
    asking.current = true
    setLoading(true)
    // Over what is shown the failure stands until an answer comes, or what it explains would come and go.
    if (shown.current === null) setError(null)
    call(route, JSON.parse(key) as RouteInput<Name>)
      .then(answer => {
        if (turn !== latest.current) return
        take(answer)
        setError(null)
      })
      .catch(thrown => {
        if (turn !== latest.current) return
        const failure = asCloudError(thrown)
        if (!outcomeUnknown(failure)) take(null)
        setError(failure)
      })
      .finally(() => {
        if (turn !== latest.current) return
        asking.current = false
        setLoading(false)
      })
  }, [route, key, take])

  useEffect(() => {
    reload()
    return () => {
      latest.current++
    }
  }, [reload])

  const shownBefore = useRef(false)
  useDidShow(() => {
    if (refreshOnShow && shownBefore.current) reload()
    shownBefore.current = true
  })

  const putIn = (answer: RouteOutput<Name>) => {
    take(answer)
    setError(null)
    if (asking.current) reload()
  }
  const old = data !== null && (loading || error !== null)
  return { data, error, loading, old, reload, setData: putIn }
}
