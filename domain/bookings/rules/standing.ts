import { type Refusal, refuse } from '../../errors'
import { type CountedNoShows, standingAt } from '../../noshows/ladder'

/** Nobody in the party is paused because of no-shows. `warned`: when warnings were shown, by member; absent: not asked for. */
export function checkStanding(
  party: readonly { id: string }[],
  missed: CountedNoShows,
  now: number,
  warned?: CountedNoShows,
): Refusal | null {
  for (const { id: memberId } of party) {
    const shown = warned && (warned[memberId] ?? [])
    const { pausedUntil, count } = standingAt(missed[memberId] ?? [], now, shown)
    if (pausedUntil !== null) return refuse('PAUSED', { memberId, until: pausedUntil, count })
  }
  return null
}
