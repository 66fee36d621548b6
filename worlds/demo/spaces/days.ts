import { spotCounts } from '@domain/offerings/layout'
import { openState } from '@domain/places/opening-hours'
import { atLocal, localDate, startOfLocalDay, weekday } from '@domain/time'
import { newSession } from '../../../cloudfunctions/lib/catalogue/new-session'
import type {
  CentreDocument,
  OfferingDocument,
  SessionDocument,
} from '../../../cloudfunctions/lib/kernel/store/documents'
import { kindOf, type SpacePlan } from './plan'

const DAY_MINUTES = 720

export function spaceOffering(plan: SpacePlan): OfferingDocument {
  const { id, centreId, category, title, summary, bring, keeper, room, rules, layout, map } = plan
  const what = { centreId, kind: kindOf(category), category, title, summary, bring, teacher: keeper, priceCents: 0 }
  // Only an offering that was edited has a plan of its own; the others are as their latest session.
  const own = { room, minutes: DAY_MINUTES, capacity: layout.units.length, reserve: 0, rules, layout, series: null }
  return { _id: id, ...what, ...(map ? { plan: { ...own, map } } : {}) }
}

/** One session a day in the opening hours of the centre; none while the centre is closed. */
export function daysOf(plan: SpacePlan, centre: CentreDocument, now: number, days: number): SessionDocument[] {
  const found: SessionDocument[] = []
  for (let ahead = 0; ahead < days; ahead++) {
    const midnight = startOfLocalDay(now, ahead)
    const hours = centre.hours.week.find(day => day.weekday === weekday(midnight))
    const date = localDate(midnight)
    if (!hours || !openState(centre.hours, atLocal(date, hours.opens)).open) continue
    found.push(aDayOf(plan, centre, { startsAt: atLocal(date, hours.opens), endsAt: atLocal(date, hours.closes) }))
  }
  return found
}

function aDayOf(
  { id, category, title, room, keeper, layout, rules }: SpacePlan,
  centre: CentreDocument,
  hours: { startsAt: number; endsAt: number },
): SessionDocument {
  return newSession({
    _id: `${id}-${localDate(hours.startsAt).replaceAll('-', '')}`,
    offeringId: id,
    centreId: centre._id,
    centreName: centre.name,
    address: centre.address,
    kind: kindOf(category),
    category,
    title,
    room,
    teacher: keeper.name,
    ...hours,
    ...spotCounts(layout, hours),
    rules,
    layout,
  })
}
