import { isDrawInTime } from '../ballot/phase'
import { menuFaults } from '../canteen/menu'
import { priceFaults } from '../canteen/price-rules'
import type { Sitting } from '../canteen/sitting'
import { isSpace, type Kind } from '../offerings/kinds'
import { type Layout, slotCount } from '../offerings/layout'
import type { BookingRules } from '../offerings/rules'
import type { Series } from '../series/series'
import { LONGEST_SESSION } from './change'

/** The definition of a session before it is published. Times are epoch ms. */
export interface SessionPlan {
  kind: Kind
  startsAt: number
  endsAt: number
  /** Ignored for a container, where both follow from its layout. */
  capacity: number
  reserve: number
  rules: BookingRules
  series?: Series | null
  layout?: Layout | null
  /** Of a meal sitting. */
  sitting?: Sitting
}

/**
 * Why a plan makes no sense:
 * - `closed`: its centre is closed on that day; decided where the centre is known, at publication;
 * - `agreement`: the agreement with the partner that runs it ends before;
 * - `times`: it ends before it starts, or lasts longer than a day;
 * - `places`: no places, or a reserve that is negative or larger than all of them;
 * - `party`: no party that the rules allow could ever come;
 * - `ages`: nobody is of these ages;
 * - `window`: booking closes before it opens, or after the session is over;
 * - `draw-too-early`, `draw-too-late`: nobody could register before the draw, or booking closes before or soon after it;
 * - `draw-of-spaces`, `draw-of-series`: numbered parts and courses are not given out by ballot;
 * - `layout`: a kind of space without numbered parts or the reverse, or parts and slots that nobody could book;
 * - `series-of-spaces`: a day of opening hours is part of no course;
 * - `menu`, `prices`: a menu that cannot be published, prices that do not add up.
 */
export type PlanFault =
  | 'closed'
  | 'agreement'
  | 'times'
  | 'places'
  | 'party'
  | 'ages'
  | 'window'
  | 'draw-too-early'
  | 'draw-too-late'
  | 'draw-of-spaces'
  | 'draw-of-series'
  | 'layout'
  | 'series-of-spaces'
  | 'menu'
  | 'prices'

/** The faults of a plan; empty when it can be published. Pure. */
export function planFaults(plan: SessionPlan): PlanFault[] {
  const { startsAt, endsAt, capacity, reserve, rules, series, layout, sitting } = plan
  const { ageMin, ageMax, accompanied } = rules.audience
  const { opensBefore, closesBefore, partyMax, ballot } = rules
  const length = endsAt - startsAt
  const wrong: [PlanFault, boolean][] = [
    ['times', !(length > 0 && length <= LONGEST_SESSION)],
    ['places', !layout && !(capacity >= 1 && reserve >= 0 && reserve <= capacity)],
    ['party', partyMax < (accompanied === 'together' ? 2 : 1)],
    ['ages', ageMin !== null && ageMax !== null && ageMin > ageMax],
    ['window', (opensBefore !== null && closesBefore >= opensBefore) || closesBefore < -Math.max(length, 0)],
    ['draw-too-early', !!ballot && opensBefore !== null && ballot.drawBefore >= opensBefore],
    ['draw-too-late', !!ballot && !isDrawInTime(startsAt - ballot.drawBefore, plan)],
    ['draw-of-spaces', !!ballot && !!layout],
    ['draw-of-series', !!ballot && !!series],
    ['layout', isSpace(plan.kind) !== !!layout || (!!layout && !isBookable(layout, plan))],
    ['series-of-spaces', !!series && !!layout],
    ['menu', !!sitting && menuFaults(sitting.menu).length > 0],
    ['prices', !!sitting && priceFaults([sitting.prices]).length > 0],
  ]
  return wrong.flatMap(([fault, holds]) => (holds ? [fault] : []))
}

/** Whether the shortest booking fits into the hours on some unit. */
function isBookable(layout: Layout, hours: { startsAt: number; endsAt: number }): boolean {
  const { units, slot, minSlots, maxSlots, gapSlots } = layout
  const sensible = minSlots >= 1 && minSlots <= maxSlots && gapSlots >= 0
  const grid = slot === null || (slot > 0 && minSlots <= slotCount(layout, hours))
  return units.length > 0 && sensible && grid && new Set(units.map(({ id }) => id)).size === units.length
}
