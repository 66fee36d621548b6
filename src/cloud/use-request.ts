import type { RouteInput, RouteName, RouteOutput } from '@domain/contracts'
import { useDidShow } from '@tarojs/taro'
import { useCallback, useEffect, useRef, useState } from 'react'
import { readStored, store } from '@/platform/storage'
import { call } from './client'
import { asCloudError, type CloudError } from './errors'

interface Options {
  /** Keeps the last answer on this device under this name: shown at once next time, and when there is no network. */
  keepAs?: string
  /** Asks again whenever the screen comes back to the front. */
  refreshOnShow?: boolean
}

export interface Request<Data> {
  /** The last answer; null until the first one. */
  data: Data | null
  error: CloudError | null
  loading: boolean
  reload: () => void
  /** Puts in what a write has just answered. */
  setData: (data: Data) => void
}

/** Reads one route for a screen. A null input waits; a new input asks again; late answers to old input are dropped. */
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
  const latest = useRef(0)

  const reload = useCallback(() => {
    if (key === null) return
    const turn = ++latest.current
    setLoading(true)
    setError(null)
    call(route, JSON.parse(key) as RouteInput<Name>)
      .then(answer => {
        if (turn !== latest.current) return
        setData(answer)
        if (keepAs) store(keepAs, answer)
      })
      .catch(thrown => turn === latest.current && setError(asCloudError(thrown)))
      .finally(() => turn === latest.current && setLoading(false))
  }, [route, key, keepAs])

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

  return { data, error, loading, reload, setData }
}
