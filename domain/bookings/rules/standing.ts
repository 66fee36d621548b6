import { type Refusal, refuse } from '../../errors'
import { type CountedNoShows, standingAt } from '../../noshows/ladder'

/** Nobody in the party is paused because of no-shows. */
export function checkStanding(party: readonly { id: string }[], missed: CountedNoShows, now: number): Refusal | null {
  for (const { id: memberId } of party) {
    const { pausedUntil, count } = standingAt(missed[memberId] ?? [], now)
    if (pausedUntil !== null) return refuse('PAUSED', { memberId, until: pausedUntil, count })
  }
  return null
}
