import { DAY, HOUR, MINUTE, weekday } from '@domain/time'
import type { SessionDocument } from '../../../../cloudfunctions/lib/kernel/store/documents'
import { aDay, aSession, units } from '../../../../worlds/fixtures/index'
import type { Random } from '../../../../worlds/random'
import type { CentrePlan } from './plan'

/** How many days ahead sessions are published. */
export const DAYS_AHEAD = 5

/** At most three upcoming bookings per person; cancelling is free until an hour before. */
const RULES = { maxActive: 3, cancelBefore: HOUR, offerFor: 30 * MINUTE }

/** The sessions of one local day of a centre, from its midnight, epoch ms: small classes that fill, and spaces. */
export function timetableOf({ id }: CentrePlan, midnight: number, random: Random): SessionDocument[] {
  const date = Math.round(midnight / DAY)
  const named = (what: string) => `${id}-${what}-${date}`
  const place = { centreId: id, centreName: id }
  const at = (hour: number, minute = 0) => midnight + hour * HOUR + minute * MINUTE
  const klass = { ...place, offeringId: `${id}-class` }
  const sessions = [
    aSession(midnight, {
      ...klass,
      _id: named('early'),
      startsAt: at(9, random.pick([0, 0, 30])),
      capacity: random.whole(3, 5),
      rules: { ...RULES, closesBefore: random.pick([0, 30 * MINUTE]) },
    }),
    aSession(midnight, {
      ...klass,
      _id: named('wide'),
      startsAt: at(10),
      capacity: 9,
      reserve: 2,
      rules: { ...RULES, closesBefore: 15 * MINUTE },
    }),
    aSession(midnight, { ...klass, _id: named('late'), startsAt: at(19), capacity: 4, rules: RULES }),
    aDay(midnight, {
      ...place,
      offeringId: `${id}-study`,
      _id: named('study'),
      startsAt: at(8),
      endsAt: at(21),
      layout: { units: units('s', 3), maxSlots: 4 },
      rules: RULES,
    }),
    aDay(midnight, {
      ...place,
      offeringId: `${id}-naps`,
      _id: named('naps'),
      kind: 'berth',
      category: 'nap',
      startsAt: at(11),
      endsAt: at(15),
      layout: { units: units('b', 2), choose: false, maxSlots: 2, gapSlots: 1 },
      rules: { ...RULES, graceMs: 10 * MINUTE },
    }),
  ]
  if (date % 2 === 0) {
    const startsAt = at(15)
    const rules = { ...RULES, ballot: { drawBefore: random.pick([6, 24]) * HOUR }, closesBefore: 30 * MINUTE }
    sessions.push(aSession(midnight, { ...klass, _id: named('ballot'), startsAt, capacity: random.whole(2, 5), rules }))
  }
  return [...sessions, ...courseOf(id, midnight, klass)]
}

/** A series begins every Monday and has three evenings; all three are published at once. */
function courseOf(id: string, midnight: number, klass: { centreId: string; offeringId: string }): SessionDocument[] {
  if (weekday(midnight) !== 1) return []
  const week = Math.round(midnight / (7 * DAY))
  const series = { id: `${id}-course-${week}`, mode: week % 2 === 0 ? ('both' as const) : ('whole' as const) }
  return [0, 1, 2].map(n =>
    aSession(midnight, {
      ...klass,
      _id: `${series.id}-${n + 1}`,
      startsAt: midnight + n * DAY + 17 * HOUR,
      capacity: 5,
      reserve: 1,
      rules: { ...RULES, closesBefore: HOUR },
      series,
    }),
  )
}
