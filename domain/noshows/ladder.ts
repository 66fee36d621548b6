import { DAY } from '../time'

/** No-shows older than this no longer count. */
export const NO_SHOW_WINDOW = 180 * DAY

/**
 * What applies from the n-th counted no-show within the window: first a reminder, then a warning, then a pause. Source:
 * docs/decisions/0009-no-shows.md.
 */
interface Rung {
  from: number
  step: Step
  /** How long new bookings are paused, counted from the session that was missed, ms. */
  pause: number
}

export type Step = 'none' | 'reminder' | 'warning' | 'pause'

const NO_RUNG: Rung = { from: 0, step: 'none', pause: 0 }
const LADDER: readonly Rung[] = [
  { from: 1, step: 'reminder', pause: 0 },
  { from: 2, step: 'warning', pause: 0 },
  { from: 3, step: 'pause', pause: 14 * DAY },
]

/** No-shows older than this affect neither the count nor a pause that is still running. */
export const NO_SHOW_MEMORY = NO_SHOW_WINDOW + Math.max(...LADDER.map(({ pause }) => pause))

/** The times of each person's counted no-shows (epoch ms, end of the missed session), by member id. */
export type CountedNoShows = Record<string, number[]>

/** A person's no-shows and what follows from them. */
export interface Standing {
  /** Counted no-shows within the window. */
  count: number
  step: Step
  /** Until when new bookings are paused, epoch ms; null: they are not. */
  pausedUntil: number | null
}

/** A person's standing at `now` (epoch ms). The order of `missed` does not matter. */
export function standingAt(missed: readonly number[], now: number): Standing {
  const count = within(missed, now)
  const paused = missed
    .filter(at => at <= now)
    .map(at => ({ until: at + rungOf(within(missed, at)).pause, at }))
    .filter(({ until, at }) => until > at && until > now)
    .map(({ until }) => until)
  if (paused.length > 0) return { count, step: 'pause', pausedUntil: Math.max(...paused) }
  const { step } = rungOf(count)
  // The pause is over; the next no-show would start another.
  return { count, step: step === 'pause' ? 'warning' : step, pausedUntil: null }
}

/** The counted no-shows of each person, from the records of their account. */
export function countedOf(
  records: readonly { memberId: string; missedAt: number; state: 'counted' | 'excused' }[],
): CountedNoShows {
  const counted: CountedNoShows = {}
  for (const { memberId, missedAt, state } of records) {
    if (state === 'counted') counted[memberId] = [...(counted[memberId] ?? []), missedAt]
  }
  for (const moments of Object.values(counted)) moments.sort((a, b) => a - b)
  return counted
}

function within(missed: readonly number[], at: number): number {
  return missed.filter(moment => moment <= at && moment > at - NO_SHOW_WINDOW).length
}

function rungOf(count: number): Rung {
  return LADDER.filter(({ from }) => count >= from).at(-1) ?? NO_RUNG
}
