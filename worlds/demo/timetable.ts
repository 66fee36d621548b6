import { openState } from '@domain/places/opening-hours'
import { atLocal, localDate, MINUTE, startOfLocalDay, weekday } from '@domain/time'
import { newSession } from '../../cloudfunctions/lib/catalogue/new-session'
import type { CentreDocument, OfferingDocument, SessionDocument } from '../../cloudfunctions/lib/kernel/store/documents'
import type { ClassPlan } from './classes/plan'

/** Days of the timetable, today included. */
export const DAYS_AHEAD = 28

export function offering(plan: Omit<ClassPlan, 'rhythm'>): OfferingDocument {
  const { id, centreId, category, title, summary, bring, teacher } = plan
  return { _id: id, centreId, kind: 'class', category, title, summary, bring, teacher, priceCents: 0 }
}

/** One dated occurrence without bookings. Its id depends on the local date, so that a later start creates no second one. */
export function session(
  plan: Omit<ClassPlan, 'rhythm'>,
  centre: CentreDocument,
  span: { startsAt: number; endsAt: number; n?: number },
): SessionDocument {
  const { id, category, title, room, teacher, capacity, reserve, rules } = plan
  const day = localDate(span.startsAt).replaceAll('-', '')
  return newSession({
    _id: [id, day, ...(span.n === undefined ? [] : [span.n])].join('-'),
    offeringId: id,
    centreId: centre._id,
    centreName: centre.name,
    address: centre.address,
    kind: 'class',
    category,
    title,
    room,
    teacher: teacher.name,
    startsAt: span.startsAt,
    endsAt: span.endsAt,
    capacity,
    reserve,
    rules,
    series: plan.weekly ? { id: `${id}-${weekOf(span.startsAt)}`, mode: plan.weekly } : null,
  })
}

/** Returns the Monday of the week as digits; depends only on the calendar. */
function weekOf(ms: number): string {
  const sinceMonday = (weekday(ms) + 6) % 7
  return localDate(startOfLocalDay(ms, -sinceMonday)).replaceAll('-', '')
}

/** The sessions of a class from one day to another, both counted from today; none while the centre is closed. */
export function sessionsOf(
  plan: ClassPlan,
  centre: CentreDocument,
  now: number,
  fromDay: number,
  toDay: number,
): SessionDocument[] {
  const found: SessionDocument[] = []
  for (let day = fromDay; day <= toDay; day++) {
    const midnight = startOfLocalDay(now, day)
    const times = plan.rhythm.filter(({ on }) => on.includes(weekday(midnight)))
    for (const [index, { at, minutes }] of times.entries()) {
      const startsAt = atLocal(localDate(midnight), minuteOf(at))
      const endsAt = startsAt + minutes * MINUTE
      const state = openState(centre.hours, startsAt)
      if (!state.open || state.closesAt < endsAt) continue
      found.push(session(plan, centre, index === 0 ? { startsAt, endsAt } : { startsAt, endsAt, n: index + 1 }))
    }
  }
  return found
}

function minuteOf(clock: string): number {
  const [hour = 0, minute = 0] = clock.split(':').map(Number)
  return hour * 60 + minute
}
