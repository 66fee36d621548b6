import { localDate, sayDay, startOfLocalDay } from '@domain/time'

/** Number of days offered, today included. */
const DAYS_AHEAD = 14

/** The days to choose from, today first, with their local date and label. */
export function dayChoices(now: number): { date: string; label: string }[] {
  return Array.from({ length: DAYS_AHEAD }, (_, ahead) => {
    const day = startOfLocalDay(now, ahead)
    return { date: localDate(day), label: sayDay(day, now) }
  })
}
