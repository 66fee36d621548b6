import { type Refusal, refuse } from '../../errors'
import type { SessionFacts } from '../facts'

/** A session that belongs to a series which is only booked as a whole takes nobody by itself. */
export function checkSeriesOnly({ series }: SessionFacts): Refusal | null {
  return series?.mode === 'whole' ? refuse('SERIES_ONLY', { seriesId: series.id }) : null
}
