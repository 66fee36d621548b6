import { type Refusal, refuse } from '../../errors'
import type { SessionFacts } from '../facts'

/** A session of a series in mode `whole` cannot be booked by itself. */
export function checkSeriesOnly({ series }: SessionFacts): Refusal | null {
  return series?.mode === 'whole' ? refuse('SERIES_ONLY', { seriesId: series.id }) : null
}
