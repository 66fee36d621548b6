import type { DayHours } from '@domain/places/opening-hours'
import type { CountedAgreement, CountedComplaint, CountedGroup } from '@domain/rating/beside'
import type { CountedBooking, CountedSession, MonthCounts } from '@domain/rating/counts'

/**
 * An independent count of the second version of the standards: record by record over the whole year, with everything spelt out and
 * with exact fractions. It shares no code with `domain/rating`.
 */

type Beside = Pick<MonthCounts, 'stations' | 'visits' | 'stars' | 'ratings' | 'needs' | 'answered' | 'residents'>

/** What else is recorded in a year. */
export interface SlowRecords {
  complaints: CountedComplaint[]
  /** Minutes of shifts that count. */
  shifts: number[]
  agreements: CountedAgreement[]
  groups: CountedGroup[]
  /** The ends of the months, epoch ms. */
  ends: number[]
}

/** Working days of a year without holidays are Monday to Friday; the caller chooses moments that no holiday is near. */
function isInTime({ at, answeredAt }: CountedComplaint): boolean {
  if (answeredAt === null) return false
  const days: number[] = []
  const first = Math.floor((at + CHINA) / DAY)
  for (let day = first + 1; day <= Math.floor((answeredAt + CHINA) / DAY); day++) {
    if (![6, 0].includes(new Date(day * DAY).getUTCDay())) days.push(day)
  }
  // After the fifth of them, weekend days before the sixth are late as well.
  return days.length < 5 || (days.length === 5 && days[4] === Math.floor((answeredAt + CHINA) / DAY))
}

function isActive({ startedAt, closedAt, joinedAt, activities }: CountedGroup, at: number): boolean {
  if (startedAt >= at || (closedAt > 0 && closedAt < at)) return false
  const past = activities.filter(({ endsAt }) => endsAt <= at).map(({ endsAt }) => endsAt)
  if (past.filter(end => at - end < 365 * DAY).length < 4) return false
  // A group that has just begun has had no time to be dormant.
  const isAwake = [startedAt, ...past].some(moment => at - moment < 90 * DAY)
  return joinedAt.filter(joined => joined < at).length >= 10 && isAwake
}
type Hours = { week: DayHours[]; closures: { from: string; to: string }[] }

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const CHINA = 8 * HOUR
const PROGRAMMES = ['children', 'parent-child', 'safety', 'seniors', 'holiday']

/** One person of a party, in the booking that brings them. */
interface Person {
  booking: CountedBooking
}

const peopleOf = (bookings: readonly CountedBooking[]): Person[] =>
  bookings.flatMap(booking => Array.from({ length: booking.partySize }, () => ({ booking })))

function isInBulk(booking: CountedBooking, all: readonly CountedBooking[]): boolean {
  const mark = booking.checkIn
  if (mark?.way !== 'name') return false
  const same = all.flatMap(({ checkIn }) => (checkIn?.way === 'name' && checkIn.by === mark.by ? [checkIn.at] : []))
  // Some minute that holds this check-in and at least four others by the same person.
  return same.some(begin => {
    const inside = same.filter(at => at >= begin && at - begin <= MINUTE)
    return mark.at >= begin && mark.at - begin <= MINUTE && inside.length >= 5
  })
}

function isOpen(hours: Hours, at: number): boolean {
  const local = new Date(at + CHINA)
  const minute = local.getUTCHours() * 60 + local.getUTCMinutes()
  return hours.week.some(
    ({ weekday, opens, closes }) => weekday === local.getUTCDay() && minute >= opens && minute < closes,
  )
}

const counting = (session: CountedSession): number => {
  const people = peopleOf(session.bookings.filter(({ checkIn }) => checkIn))
  const doubtful = people.filter(
    ({ booking }) =>
      isInBulk(booking, session.bookings) || (booking.checkIn !== null && booking.checkIn.at > session.endsAt),
  )
  let allowed = 0
  while ((allowed + 1) * 5 <= peopleOf(session.bookings).length) allowed++
  return people.length - doubtful.length + Math.min(doubtful.length, allowed)
}

/** The greatest whole number of tenths that is not more than the fraction, found by counting. */
function tenths(full: number, numerator: number, denominator: number): number {
  let found = 0
  while (found < full && (found + 1) * denominator <= numerator) found++
  return found
}

/** Whole hours for each thousand residents, found by counting minutes down. */
function hoursFor(minutes: number, residents: number): number {
  let found = 0
  for (let left = minutes * 1000; left >= 60 * residents; left -= 60 * residents) found++
  return found
}

/** The figures of a year, by standard. */
export function slowFigures(
  sessions: readonly CountedSession[],
  months: readonly Beside[],
  hours: Hours,
  { complaints, shifts, agreements, groups, ends }: SlowRecords,
) {
  const open = sessions.filter(({ status }) => status === 'open')
  const classes = open.filter(({ kind }) => kind === 'class')
  const held = classes.filter(session => counting(session) > 0)
  const meals = open.filter(({ kind }) => kind === 'meal')
  const marks = open.flatMap(({ bookings }) => bookings.flatMap(({ checkIn }) => (checkIn ? [checkIn] : [])))
  const rosters = open.filter(({ bookings }) => bookings.length > 0)
  const planned = sessions.filter(({ kind }) => kind === 'class').length
  const add = (of: readonly number[]) => of.reduce((sum, one) => sum + one, 0)

  const share = (part: number, whole: number, points: number, full: number) => ({
    part,
    whole,
    tenths: whole === 0 ? 0 : tenths(points * 10, points * 10 * part * 100, whole * full),
  })
  const count = (part: number, points: number, full: number) => ({
    part,
    whole: full,
    tenths: tenths(points * 10, points * 10 * part, full),
  })

  const booked = add(classes.map(({ bookings, released }) => peopleOf(bookings).length + released))
  const missed = add(
    classes.map(({ bookings, released }) => peopleOf(bookings.filter(one => one.missed)).length + released),
  )
  const needs = add(months.map(month => month.needs))
  const ratings = add(months.map(month => month.ratings))
  const owed = add(agreements.map(one => one.sessions))
  const residents = months
    .map(month => month.residents)
    .filter(known => known > 0)
    .at(-1)
  return {
    hours: share(marks.filter(({ at }) => isOpen(hours, at)).length, marks.length, 6, 95),
    rosters: share(
      rosters.filter(({ loggedAt, endsAt }) => !loggedAt.some(at => at > endsAt + 24 * HOUR)).length,
      rosters.length,
      6,
      100,
    ),
    themed: count(held.filter(({ title }) => /主题|党|红色|宣讲|理论/.test(title)).length, 6, 12),
    riders: months.some(({ stations }) => stations > 0) ? count(add(months.map(({ visits }) => visits)), 6, 600) : null,
    kinds: count(PROGRAMMES.filter(kind => held.some(({ category }) => category === kind)).length, 5, 5),
    held: share(held.length, planned, 5, 90),
    attended: share(add(classes.map(counting)), add(classes.map(({ capacity }) => capacity)), 6, 60),
    'no-shows':
      booked === 0
        ? null
        : {
            part: missed,
            whole: booked,
            tenths: missed * 100 >= booked * 40 ? 0 : tenths(30, 30 * (booked * 40 - missed * 100), booked * 25),
          },
    meals: sessions.some(({ kind }) => kind === 'meal')
      ? share(
          add(meals.map(({ bookings }) => peopleOf(bookings.filter(({ checkIn }) => checkIn)).length)),
          add(meals.map(({ bookings }) => peopleOf(bookings).length)),
          3,
          95,
        )
      : null,
    satisfaction: ratings === 0 ? null : share(add(months.map(({ stars }) => stars)), ratings * 5, 5, 90),
    complaints: complaints.length === 0 ? null : share(complaints.filter(isInTime).length, complaints.length, 4, 100),
    volunteers: residents === undefined ? null : count(hoursFor(add(shifts), residents), 5, 1000),
    partners:
      owed === 0 ? null : share(owed - add(agreements.map(one => Math.max(0, one.sessions - one.held))), owed, 5, 90),
    needs: needs === 0 ? null : share(add(months.map(({ answered }) => answered)), needs, 8, 90),
    groups: count(Math.max(0, ...ends.map(at => groups.filter(one => isActive(one, at)).length)), 6, 3),
  }
}
