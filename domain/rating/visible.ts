import { hasReached, type RatingPhase } from './round'

/** Who looks at a centre's rating: its manager, the office of its county, or of the city. */
export type Viewer = 'centre' | 'county' | 'city'

/** What can be seen of a centre's rating. */
export interface Visible {
  /** Its self assessment. */
  self: boolean
  /** Marks of the mutual reviews, without who gave them. */
  reviews: boolean
  byCounty: boolean
  byCity: boolean
  /** Score and stars. */
  result: boolean
}

/**
 * What somebody sees: their own marks at once, those of others when the stage in which they are given is over, and a centre what
 * others gave it when all stages are. Only stages decide, so that nothing can be inferred from when something appears.
 */
export function visibleTo(viewer: Viewer, phase: RatingPhase): Visible {
  const isClosed = hasReached(phase, 'closed')
  const isOffice = viewer !== 'centre'
  return {
    self: viewer === 'centre' || hasReached(phase, 'mutual'),
    reviews: isOffice ? hasReached(phase, 'county') : isClosed,
    byCounty: viewer === 'county' || (viewer === 'city' ? hasReached(phase, 'city') : isClosed),
    byCity: viewer === 'city' || isClosed,
    result: isClosed,
  }
}
