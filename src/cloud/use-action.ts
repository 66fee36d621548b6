import type { RouteInput, RouteName, RouteOutput } from '@domain/contracts'
import { useCallback, useEffect, useRef, useState } from 'react'
import { countSlowWrite } from '@/platform/slow-writes'
import { commit, newIntent } from './client'
import { asCloudError, type CloudError, outcomeUnknown } from './errors'
import { useSlow } from './use-slow'

export interface Action<Name extends RouteName> {
  busy: boolean
  error: CloudError | null
  /** Writes. Null when refused or unanswered (`error` says why), or while another write is under way. */
  run: (input: RouteInput<Name>) => Promise<RouteOutput<Name> | null>
  clear: () => void
}

/** An attempt whose outcome is unknown, with its request id. */
export interface Attempt {
  input: string
  requestId: string
}

/**
 * One write of a screen. While the outcome of an attempt is unknown, another attempt with the same input uses the same
 * request id, so that a lost answer never acts twice. A form that can be closed and opened again passes `kept`, which
 * outlives the form.
 */
export function useAction<Name extends RouteName>(route: Name, kept?: { current: Attempt | null }): Action<Name> {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<CloudError | null>(null)
  const running = useRef(false)
  const own = useRef<Attempt | null>(null)
  const pending = kept ?? own

  const run = useCallback(
    async (input: RouteInput<Name>): Promise<RouteOutput<Name> | null> => {
      if (running.current) return null
      running.current = true
      setBusy(true)
      setError(null)
      const text = JSON.stringify(input)
      if (pending.current?.input !== text) pending.current = { input: text, requestId: newIntent() }
      try {
        const answer = await commit(route, input, pending.current.requestId)
        pending.current = null
        return answer
      } catch (thrown) {
        const failure = asCloudError(thrown)
        if (!outcomeUnknown(failure)) pending.current = null
        setError(failure)
        return null
      } finally {
        running.current = false
        setBusy(false)
      }
    },
    [route, pending],
  )
  const clear = useCallback(() => setError(null), [])
  const slow = useSlow(busy)
  useEffect(() => (slow ? countSlowWrite() : undefined), [slow])

  return { busy, error, run, clear }
}
