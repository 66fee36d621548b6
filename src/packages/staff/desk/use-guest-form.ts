import type { RouteInput, RouteOutput } from '@domain/contracts'
import { useState } from 'react'
import { CloudError } from '@/cloud/errors'
import type { Message } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { attemptOf, type Draft, useDraft } from './draft'
import { sayProblem } from './say-problem'

const ACTS = { 'staff.walkIn': 'walkIn', 'staff.bookFor': 'bookFor' } as const
type GuestRoute = keyof typeof ACTS

export interface GuestForm {
  draft: Draft
  change: (part: Partial<Draft>) => void
  busy: boolean
  problem: Message | null
  /** The outcome of the last attempt is unknown: the input stays as it was sent. */
  held: boolean
  /** Gives up that attempt, so that the input can be changed. */
  release: () => void
  act: (typeof ACTS)[GuestRoute]
}

interface Sends<Route extends GuestRoute> {
  /** Books; null when refused or unanswered, and `problem` says why. */
  send: (input: RouteInput<Route>) => Promise<RouteOutput<Route> | null>
}

/**
 * The input about a guest, and sending it. The input is kept under `keptAs`, the attempt under the session; both outlive
 * the form. Sending the same input again uses the same request id, so it never books twice.
 */
export function useGuestForm<Route extends GuestRoute>(
  route: Route,
  { keptAs, sessionId }: { keptAs: string; sessionId: string },
): GuestForm & Sends<Route> {
  const act = ACTS[route]
  const { draft, change, drop } = useDraft(keptAs)
  const attempt = attemptOf(`${route} ${sessionId}`)
  const { run, busy, error, clear } = useAction(route, attempt)
  const [, renew] = useState(0)
  const held = !busy && attempt.current !== null
  const shown = error ?? (held ? new CloudError('NETWORK') : null)
  return {
    draft,
    act,
    busy,
    held,
    problem: shown && sayProblem(act, shown),
    change: part => {
      clear()
      change(part)
    },
    release: () => {
      attempt.current = null
      clear()
      renew(n => n + 1)
    },
    send: async input => {
      const answer = await run(input)
      if (answer) drop()
      return answer
    },
  }
}
