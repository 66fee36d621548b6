import type { RouteInput, RouteName, RouteOutput } from '@domain/contracts'
import { useDidShow } from '@tarojs/taro'
import { useCallback, useEffect, useRef, useState } from 'react'
import { usePullDown } from '@/platform/pull-down'
import type { Slot } from '@/platform/storage'
import { useIntervalInFront } from '@/platform/use-interval'
import { call } from './client'
import { asCloudError, type CloudError, outcomeUnknown } from './errors'
import { useSlow } from './use-slow'

interface Options<Data> {
  /** Stores the last answer on this device, to be shown at once next time and without a network. */
  keepIn?: Slot<Data>
  /** Reloads whenever the screen is shown again, and when the person pulls it down. */
  refreshOnShow?: boolean
  /** Reloads at this interval while the screen is in front, ms. */
  refreshEvery?: number | undefined
}

export interface Request<Data> {
  /** The last answer; null until there is one. */
  data: Data | null
  /** Why the last call failed. While there is `data`, it stays until the next answer. */
  error: CloudError | null
  loading: boolean
  /** The answer has been awaited for seconds. */
  slow: boolean
  /** When the server gave `data`, epoch ms; null when it does not say. */
  at: number | null
  /** A newer answer than `data` is awaited, or did not come. */
  old: boolean
  /** `data` answers the present input, not an earlier one. */
  current: boolean
  reload: () => void
  /** Sets the answer of a write; an answer to a call from before the write is then ignored. */
  setData: (data: Data) => void
}

interface Held<Data> {
  data: Data | null
  /** The input that it answers, as text. */
  key: string | null
}

function atOf(data: unknown): number | null {
  const { now } = (data ?? {}) as { now?: unknown }
  return typeof now === 'number' ? now : null
}

/**
 * Reads one route for a screen. With a null input nothing is called; a new input calls again; late answers to an old input
 * are ignored. Data stays while there is no answer, and is removed when the server refuses.
 */
export function useRequest<Name extends RouteName>(
  route: Name,
  input: RouteInput<Name> | null,
  { keepIn, refreshOnShow = false, refreshEvery }: Options<RouteOutput<Name>> = {},
): Request<RouteOutput<Name>> {
  const key = input === null ? null : JSON.stringify(input)
  const [held, setHeld] = useState<Held<RouteOutput<Name>>>(() => ({ data: keepIn?.read() ?? null, key }))
  const { data } = held
  const [error, setError] = useState<CloudError | null>(null)
  const [loading, setLoading] = useState(true)
  const shown = useRef(data)
  shown.current = data
  const latest = useRef(0)
  const asking = useRef(false)

  const slot = useRef(keepIn)
  slot.current = keepIn
  const take = useCallback(
    (answer: RouteOutput<Name> | null) => {
      setHeld({ data: answer, key })
      if (answer === null) slot.current?.remove()
      else slot.current?.write(answer)
    },
    [key],
  )

  const load = useCallback(async (): Promise<void> => {
    if (key === null) return
    const turn = ++latest.current
    asking.current = true
    setLoading(true)
    // While data is shown, an error stays until the next answer, to avoid flicker.
    if (shown.current === null) setError(null)
    await call(route, JSON.parse(key) as RouteInput<Name>)
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
  const reload = useCallback(() => void load(), [load])

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

  usePullDown(load, refreshOnShow)
  useIntervalInFront(() => !asking.current && reload(), refreshEvery ?? null)

  const putIn = (answer: RouteOutput<Name>) => {
    take(answer)
    setError(null)
    if (asking.current) reload()
  }
  const old = data !== null && (loading || error !== null)
  const slow = useSlow(loading && key !== null)
  return { data, error, loading, slow, at: atOf(data), old, current: held.key === key, reload, setData: putIn }
}
