import { atLocal, DAY, localDate, MINUTE, minuteOfDay } from '../time'

/** Dragged sessions begin at a quarter of an hour from where they were. */
export const DRAG_STEP = 15

/** A way over the columns of days, and up or down over quarters of an hour. */
export interface Way {
  days: number
  quarters: number
}

/**
 * Where a draft of a week is after it was dragged: on one of the days that are shown and not over, and within that day. Times are epoch
 * ms. Pure.
 */
export function draggedTo(
  { startsAt, endsAt }: { startsAt: number; endsAt: number },
  { days, quarters }: Way,
  { dates, today }: { dates: readonly string[]; today: string },
): { startsAt: number; endsAt: number } {
  const open = dates.filter(date => date >= today)
  const [first, last] = [open[0], open[open.length - 1]]
  const date = localDate(startsAt + days * DAY)
  const [day = date] = [first && date < first ? first : last && date > last ? last : date]
  const latest = 24 * 60 - Math.min((endsAt - startsAt) / MINUTE, 24 * 60)
  const minute = Math.max(0, Math.min(latest, minuteOfDay(startsAt) + quarters * DRAG_STEP))
  const moved = atLocal(day, minute)
  return { startsAt: moved, endsAt: moved + endsAt - startsAt }
}
