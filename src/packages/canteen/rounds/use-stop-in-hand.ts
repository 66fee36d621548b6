import { useState } from 'react'
import type { RoundStop } from './use-round'

interface Chosen {
  roundKey: string
  bookingId: string
  /** The failed attempt that was known when the stop was chosen: another attempt follows it. Null: there was none. */
  failedAt: number | null
}

/** Whether nothing was reported about a stop yet. */
export function isOpenStop({ handedAt, failed }: RoundStop): boolean {
  return handedAt === null && failed === null
}

/**
 * The stop in hand. Another one takes its place only when the courier goes on or chooses one, so a second tap, or an answer that
 * arrives before a tap, never reports the next door.
 */
export function useStopInHand(key: string | null, stops: readonly RoundStop[]) {
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const chosenOf = ({ bookingId, failed }: RoundStop) =>
    key === null ? null : { roundKey: key, bookingId, failedAt: failed?.at ?? null }
  const firstOpen = stops.find(isOpenStop)
  const earlier = chosen?.roundKey === key ? chosen : null
  const inHand = earlier ?? (firstOpen ? chosenOf(firstOpen) : null)
  if (inHand !== earlier) setChosen(inHand)
  const stop = stops.find(({ bookingId }) => bookingId === inHand?.bookingId) ?? null
  return {
    stop,
    /** It is still to be reported. */
    isOpen: stop !== null && stop.handedAt === null && (stop.failed?.at ?? null) === (inHand?.failedAt ?? null),
    /** Its order is no longer on the round. */
    isGone: inHand !== null && stop === null,
    next: stops.find(one => isOpenStop(one) && one.bookingId !== inHand?.bookingId) ?? null,
    choose: (one: RoundStop) => setChosen(chosenOf(one)),
  }
}
