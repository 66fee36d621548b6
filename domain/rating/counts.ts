import type { CheckInWay } from '../checkin/log'
import type { Category, Kind } from '../offerings/kinds'
import { CLASS_CATEGORIES } from '../offerings/kinds'
import { closingMinute, closureOn, type OpeningHours } from '../places/opening-hours'
import { atLocal, DAY, localDate, startOfLocalDay, weekday } from '../time'
import type { RatingRules } from './standards'

/** The five kinds of classes that every centre should hold. */
const PROGRAMMES: readonly Category[] = ['children', 'parent-child', 'safety', 'seniors', 'holiday']

/** A class or meal sitting as far as it is counted, with what is recorded of it. */
export interface CountedSession {
  id: string
  kind: Kind
  category: Category
  title: string
  status: 'open' | 'cancelled'
  startsAt: number
  endsAt: number
  capacity: number
  /** Confirmed bookings. */
  bookings: readonly CountedBooking[]
  /** People whose absence counts and whose booking is not confirmed any more. */
  released: number
  /** When the rows of its check-in log were recorded, epoch ms. */
  loggedAt: readonly number[]
}

export interface CountedBooking {
  partySize: number
  missed: boolean
  checkIn: { at: number; by: string; way: CheckInWay } | null
}

/**
 * What one session adds. Figures count people unless they say otherwise; `inHours` and `checkIns` count check-ins, `closed` is 1
 * when its roster was closed in time.
 */
export interface SessionCounts {
  checkIns: number
  inHours: number
  rosters: number
  closed: number
  themed: number
  planned: number
  held: number
  places: number
  attended: number
  booked: number
  missed: number
  ordered: number
  handed: number
}

/** What a centre did in a month: sums of its sessions, and what is counted beside them. */
export interface MonthCounts extends SessionCounts {
  /** Kinds of classes that were held, of the five. */
  kinds: string[]
  /** Stations, and visits of them that somebody scanned in for. */
  stations: number
  visits: number
  /** Sum of the stars, and the number of ratings. */
  stars: number
  ratings: number
  /** Needs that were put in the month before and go on with no other, and those of them that were answered. */
  needs: number
  answered: number
  /** Meal sittings that were published. */
  sittings: number
  /** Complaints of the month before, and those of them that were answered in time. */
  complaints: number
  inTime: number
  /** Verified minutes of volunteers in shifts of the month before. */
  volunteerMinutes: number
  /** Residents for whom the centre is there; 0: not known. */
  residents: number
  /** Services that partners owed, and those of them that were delivered. */
  owed: number
  delivered: number
  /** Resident groups that were active at the end of the month. */
  groups: number
}

/** What stands all year and is not added up. */
const STANDING: ReadonlySet<keyof MonthCounts> = new Set(['stations', 'groups'])

export const NO_COUNTS: SessionCounts = {
  checkIns: 0,
  inHours: 0,
  rosters: 0,
  closed: 0,
  themed: 0,
  planned: 0,
  held: 0,
  places: 0,
  attended: 0,
  booked: 0,
  missed: 0,
  ordered: 0,
  handed: 0,
}

/** Counts one session. */
export function countSession(session: CountedSession, hours: OpeningHours, rules: RatingRules): SessionCounts {
  const { kind, status, bookings, released, capacity, endsAt, loggedAt, title } = session
  const people = (of: readonly CountedBooking[]) => of.reduce((sum, { partySize }) => sum + partySize, 0)
  if (status === 'cancelled') return { ...NO_COUNTS, planned: kind === 'class' ? 1 : 0 }
  const came = bookings.filter(({ checkIn }) => checkIn !== null)
  const booked = people(bookings)
  const attended = countedAttendance(session, rules)
  const shared = {
    ...NO_COUNTS,
    checkIns: came.length,
    inHours: came.filter(({ checkIn }) => checkIn !== null && isOpenAt(hours, checkIn.at)).length,
    rosters: bookings.length > 0 ? 1 : 0,
    closed: bookings.length > 0 && loggedAt.every(at => at <= endsAt + rules.closedWithin) ? 1 : 0,
  }
  if (kind === 'meal') return { ...shared, ordered: booked, handed: people(came) }
  const isHeld = attended > 0
  return {
    ...shared,
    themed: isHeld && rules.themes.some(word => title.includes(word)) ? 1 : 0,
    planned: 1,
    held: isHeld ? 1 : 0,
    places: capacity,
    attended,
    booked: booked + released,
    missed: people(bookings.filter(({ missed }) => missed)) + released,
  }
}

/** People who came, without those beyond what the rules let count of check-ins in bulk or after the session. */
export function countedAttendance(
  { bookings, endsAt }: Pick<CountedSession, 'bookings' | 'endsAt'>,
  rules: RatingRules,
) {
  const came = bookings.filter(({ checkIn }) => checkIn !== null)
  const bulk = bulkOf(came, rules)
  let all = 0
  let doubtful = 0
  for (const booking of came) {
    all += booking.partySize
    if (bulk.has(booking) || (booking.checkIn?.at ?? 0) > endsAt) doubtful += booking.partySize
  }
  const roster = bookings.reduce((sum, { partySize }) => sum + partySize, 0)
  return all - Math.max(0, doubtful - Math.floor((roster * rules.doubtfulMost) / 100))
}

/** The bookings that one member of staff checked in by name, so many within so short a time. */
function bulkOf(came: readonly CountedBooking[], { bulkLeast, bulkWithin }: RatingRules): Set<CountedBooking> {
  const byActor = new Map<string, CountedBooking[]>()
  for (const booking of came) {
    if (booking.checkIn?.way !== 'name') continue
    byActor.set(booking.checkIn.by, [...(byActor.get(booking.checkIn.by) ?? []), booking])
  }
  const bulk = new Set<CountedBooking>()
  for (const own of byActor.values()) {
    own.sort((a, b) => (a.checkIn?.at ?? 0) - (b.checkIn?.at ?? 0))
    for (let first = 0; first + bulkLeast <= own.length; first++) {
      const run = own.slice(first, first + bulkLeast)
      if ((run.at(-1)?.checkIn?.at ?? 0) - (run[0]?.checkIn?.at ?? 0) <= bulkWithin)
        for (const one of run) bulk.add(one)
    }
  }
  return bulk
}

/** Whether the published hours include a moment; also that of a day before that lasts past midnight. */
function isOpenAt(hours: OpeningHours, at: number): boolean {
  const today = startOfLocalDay(at)
  return [today - DAY, today].some(day => {
    const date = localDate(day)
    if (closureOn(hours, date)) return false
    return hours.week.some(
      plan =>
        plan.weekday === weekday(day) && atLocal(date, plan.opens) <= at && at < atLocal(date, closingMinute(plan)),
    )
  })
}

/** What a month of sessions adds up to; `beside` is what is counted without them. */
export function countMonth(
  sessions: readonly CountedSession[],
  hours: OpeningHours,
  rules: RatingRules,
  beside: CountedBeside,
): MonthCounts {
  const sum: SessionCounts = { ...NO_COUNTS }
  const kinds = new Set<string>()
  let sittings = 0
  for (const session of sessions) {
    const own = countSession(session, hours, rules)
    for (const name of Object.keys(sum) as (keyof SessionCounts)[]) sum[name] += own[name]
    if (own.held > 0 && PROGRAMMES.includes(session.category)) kinds.add(session.category)
    if (session.kind === 'meal') sittings++
  }
  return { ...sum, ...beside, kinds: orderedKinds(kinds), sittings }
}

function orderedKinds(kinds: ReadonlySet<string>): string[] {
  return CLASS_CATEGORIES.map(({ id }) => id as string).filter(id => kinds.has(id))
}

/** What is counted without sessions. */
export type CountedBeside = Omit<MonthCounts, keyof SessionCounts | 'kinds' | 'sittings'>

const NOTHING_BESIDE: CountedBeside = {
  ...{ stations: 0, visits: 0, stars: 0, ratings: 0, needs: 0, answered: 0, complaints: 0, inTime: 0 },
  ...{ volunteerMinutes: 0, residents: 0, owed: 0, delivered: 0, groups: 0 },
}

/**
 * The year of months that are in order. Stations and groups are the most that there were at one time, residents as they were known
 * last. A month that was counted before something had records has none of it.
 */
export function yearOf(months: readonly MonthCounts[]): MonthCounts {
  const total: MonthCounts = { ...NO_COUNTS, ...NOTHING_BESIDE, kinds: [], sittings: 0 }
  const kinds = new Set<string>()
  for (const month of months) {
    for (const kind of month.kinds) kinds.add(kind)
    for (const name of Object.keys(total) as (keyof MonthCounts)[]) {
      if (name === 'kinds') continue
      const own = month[name] ?? 0
      if (name === 'residents') total[name] = own || total[name]
      else total[name] = STANDING.has(name) ? Math.max(total[name], own) : total[name] + own
    }
  }
  return { ...total, kinds: orderedKinds(kinds) }
}
