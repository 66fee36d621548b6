import { DAY, localDate } from '../time'

/** No-shows older than this no longer count. */
export const NO_SHOW_WINDOW = 180 * DAY

/**
 * What applies from the n-th day with counted no-shows within the window: first a reminder, then a warning, then a pause. Source:
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

/** From so many days on a person is warned. */
const WARNED_FROM = LADDER.find(({ step }) => step === 'warning')?.from ?? 0

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

/**
 * A person's standing at `now` (epoch ms). The order of `missed` does not matter. All misses of one local day are one step on
 * the ladder. `warned`: when a warning was shown to the person, epoch ms; a pause needs one between the miss that led to it
 * and the miss that pauses. Absent: nobody asks for it.
 */
export function standingAt(missed: readonly number[], now: number, warned?: readonly number[]): Standing {
  const count = within(missed, now).length
  const paused = missed
    .filter(at => at <= now && wasWarned(missed, at, warned))
    .map(at => ({ until: at + rungAt(missed, at).pause, at }))
    .filter(({ until, at }) => until > at && until > now)
    .map(({ until }) => until)
  if (paused.length > 0) return { count, step: 'pause', pausedUntil: Math.max(...paused) }
  const { step } = rungAt(missed, now)
  // The pause is over, or there was none for want of a warning; the next no-show would start one.
  return { count, step: step === 'pause' ? 'warning' : step, pausedUntil: null }
}

/** Whether a warning had been shown by `at` (epoch ms) that was in force then; `warned` absent: nobody asks for one. */
export function wasWarned(missed: readonly number[], at: number, warned: readonly number[] | undefined): boolean {
  if (warned === undefined) return true
  return warned.some(shown => shown <= at && shown > at - NO_SHOW_WINDOW && daysWithin(missed, shown) >= WARNED_FROM)
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

function within(missed: readonly number[], at: number): number[] {
  return missed.filter(moment => moment <= at && moment > at - NO_SHOW_WINDOW)
}

/** Local days on which something was missed: the ladder is climbed once a day at most. */
function daysWithin(missed: readonly number[], at: number): number {
  return new Set(within(missed, at).map(localDate)).size
}

function rungAt(missed: readonly number[], at: number): Rung {
  const days = daysWithin(missed, at)
  const reached = LADDER.filter(({ from }) => days >= from)
  return reached[reached.length - 1] ?? NO_RUNG
}
