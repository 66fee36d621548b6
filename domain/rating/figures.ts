import type { MonthCounts } from './counts'
import type { ComputedStandard, Measure, RatingRules, Scale } from './standards'

/** A part of a whole, or of what is asked for, and the tenths of points that it earns. */
export interface Figure {
  part: number
  whole: number
  tenths: number
}

/** Figures by the id of their standard; null: the centre does not have it, and it leaves the denominator. */
export type Figures = Record<string, Figure | null>

type Source = (year: MonthCounts) => { part: number; whole: number } | null

/** Nothing to share: the centre should have done something, and did not. */
const required = (part: number, whole: number) => ({ part, whole })
/** Nothing to share: the centre does not have it. */
const where = (has: boolean, part: number, whole: number) => (has ? { part, whole } : null)

/** Hours of volunteers for each thousand residents, rounded down. */
const perThousand = ({ volunteerMinutes, residents }: MonthCounts) =>
  residents === 0 ? 0 : Math.floor((volunteerMinutes * 1000) / (60 * residents))

/** Where each measure is read. The whole of a count is what the standard asks for. */
const SOURCES: Record<Measure, Source> = {
  hours: year => required(year.inHours, year.checkIns),
  rosters: year => required(year.closed, year.rosters),
  themed: year => required(year.themed, 0),
  riders: year => where(year.stations > 0, year.visits, 0),
  kinds: year => required(year.kinds.length, 0),
  held: year => required(year.held, year.planned),
  attended: year => required(year.attended, year.places),
  'no-shows': year => where(year.booked > 0, year.missed, year.booked),
  meals: year => where(year.sittings > 0, year.handed, year.ordered),
  satisfaction: year => where(year.ratings > 0, year.stars, year.ratings * 5),
  complaints: year => where(year.complaints > 0, year.inTime, year.complaints),
  volunteers: year => where(year.residents > 0, perThousand(year), 0),
  partners: year => where(year.owed > 0, year.delivered, year.owed),
  needs: year => where(year.needs > 0, year.answered, year.needs),
  groups: year => required(year.groups, 0),
}

/** The figures of a year. */
export function figuresOf(year: MonthCounts, { standards, unread }: RatingRules): Figures {
  return Object.fromEntries(
    standards.flatMap(standard =>
      standard.measure === null
        ? []
        : [[standard.id, unread.includes(standard.measure) ? null : figureOf(year, standard)]],
    ),
  )
}

function figureOf(year: MonthCounts, { measure, scale, points }: ComputedStandard): Figure | null {
  const found = SOURCES[measure](year)
  if (!found) return null
  const whole = scale.by === 'count' ? scale.full : found.whole
  return { part: found.part, whole, tenths: tenthsOf({ part: found.part, whole }, scale, points * 10) }
}

/** Tenths of points of a figure, rounded down; only whole numbers, so that sums do not drift. */
export function tenthsOf({ part, whole }: { part: number; whole: number }, scale: Scale, full: number): number {
  if (whole === 0) return 0
  switch (scale.by) {
    case 'count':
      return Math.min(full, Math.floor((full * part) / whole))
    case 'share':
      return Math.min(full, Math.floor((full * part * 100) / (whole * scale.full)))
    case 'limit': {
      const beyond = scale.none * whole - part * 100
      return Math.max(0, Math.min(full, Math.floor((full * beyond) / ((scale.none - scale.full) * whole))))
    }
  }
}
