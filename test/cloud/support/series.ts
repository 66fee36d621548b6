import type { SeriesMode } from '@domain/series/series'
import { DAY } from '@domain/time'
import type { SessionDocument } from '../../../cloudfunctions/lib/kernel/store/documents'
import { aSession } from '../../../worlds/fixtures/index'

type Change = Parameters<typeof aSession>[1]

/** A series with one session a day from the day after tomorrow. The ids are the id of the series with a number. */
export function aSeries(
  now: number,
  { id = 'summer', mode = 'both', count = 3, startsAt = now + 2 * DAY, ...change }: Change & SeriesChange = {},
): SessionDocument[] {
  return Array.from({ length: count }, (_, n) =>
    aSession(now, { ...change, _id: `${id}-${n + 1}`, startsAt: startsAt + n * DAY, series: { id, mode } }),
  )
}

interface SeriesChange {
  id?: string
  mode?: SeriesMode
  count?: number
}
