import { DAY } from '@domain/time'
import { localDayOf } from '../../support/invariants/local-time'

/**
 * Whether somebody may not book at `now`: within the last two weeks they missed something for the third day in half a year, and
 * after the second day they had read that this would follow. `warned` absent: nobody asks whether they had.
 */
export function isPausedAt(now: number, missed: readonly number[], warned: readonly number[] | undefined): boolean {
  const daysBy = (at: number) => {
    const lately = missed.filter(moment => moment <= at && at - moment < 180 * DAY)
    return new Set(lately.map(localDayOf)).size
  }
  const knewBy = (at: number) =>
    !warned || warned.some(shown => shown <= at && at - shown < 180 * DAY && daysBy(shown) >= 2)
  return missed.some(at => at <= now && now - at < 14 * DAY && daysBy(at) >= 3 && knewBy(at))
}
