import { DAY, HOUR } from '@domain/time'

/** How far China's clocks are ahead of UTC, all year. */
const UTC_PLUS_8 = 8 * HOUR

/** Days since 1970 by China's clocks. */
export function localDayOf(at: number): number {
  return Math.floor((at + UTC_PLUS_8) / DAY)
}

/** When a local day begins, epoch ms. */
export function midnightOf(localDay: number): number {
  return localDay * DAY - UTC_PLUS_8
}

/** YYYY-MM by China's clocks. */
export function localMonthOf(at: number): string {
  return new Date(at + UTC_PLUS_8).toISOString().slice(0, 7)
}
