import type { VolunteerReport } from '@domain/contracts/office-volunteers'
import { atLocal, localDate } from '@domain/time'
import type { Context } from '../kernel/router/context'
import { both, gte, lt } from '../kernel/store/port'

/** More shifts than a centre has in a month. */
const MAX_SHIFTS = 400

/** What a centre's volunteers did in a month, from check-ins and what was signed or approved. */
export async function reportOf(
  { store }: Pick<Context, 'store'>,
  centreId: string,
  month: string,
): Promise<VolunteerReport> {
  const [from, to] = monthSpan(month)
  const [shifts, year] = await Promise.all([
    store.shifts.find({
      where: { centreId, startsAt: both(gte(from), lt(to)) },
      limit: MAX_SHIFTS,
      fields: ['people', 'taken', 'minutes', 'manualMinutes', 'state'],
    }),
    yearMinutes({ store }, centreId, from),
  ])
  const open = shifts.filter(({ state }) => state === 'open')
  const people = open.flatMap(shift => Object.entries(shift.people))
  const served = people.filter(([, { minutes }]) => (minutes ?? 0) > 0)
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
  return {
    month,
    shifts: open.length,
    // Who was forgotten or erased counts once for each shift.
    volunteers: new Set(served.map(([key, { accountId }]) => accountId || key)).size,
    minutes: sum(open.map(({ minutes }) => minutes)),
    manualMinutes: sum(open.map(({ manualMinutes }) => manualMinutes)),
    taken: sum(open.map(({ taken }) => taken)),
    missed: people.filter(([, { outcome, minutes }]) => outcome === 'missed' && !minutes).length,
    manualPercent: year.all === 0 ? 0 : Math.ceil((year.manual / year.all) * 100),
  }
}

/** The first moments of a month, `YYYY-MM`, and of the next one. */
function monthSpan(month: string): [number, number] {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const next = number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`
  return [atLocal(`${month}-01`), atLocal(`${next}-01`)]
}

/** Minutes of a centre in the calendar year of a moment: all, and those that were entered by hand. */
export async function yearMinutes(
  { store }: Pick<Context, 'store'>,
  centreId: string,
  at: number,
): Promise<{ all: number; manual: number }> {
  const year = Number(localDate(at).slice(0, 4))
  const where = { centreId, startsAt: both(gte(atLocal(`${year}-01-01`)), lt(atLocal(`${year + 1}-01-01`))) }
  const [all, manual] = await Promise.all([
    store.shifts.tally(where, 'centreId', 'minutes', 'centreId'),
    store.shifts.tally(where, 'centreId', 'manualMinutes', 'centreId'),
  ])
  return { all: all.get(centreId)?.all ?? 0, manual: manual.get(centreId)?.all ?? 0 }
}
