import { localDate } from '../time'

/** Groups of ages in which people are counted, by their youngest. */
const FROM = [0, 6, 13, 18, 30, 46, 60, 70, 80] as const

/** The keys of all groups, in order; the last is of those whose age is not known: guests of the desk, and who did not say. */
export const AGE_GROUPS: readonly string[] = [...FROM.map(String), 'unknown']

/** The group of an age in whole years; null: not known. */
export function ageGroupOf(age: number | null): string {
  if (age === null) return 'unknown'
  const [from = 0] = FROM.filter(youngest => age >= youngest).reverse()
  return String(from)
}

/** A group in words: 6–12 岁. */
export function sayAgeGroup(key: string): string {
  if (key === 'unknown') return '没说年龄'
  const at = FROM.findIndex(from => String(from) === key)
  const next = FROM[at + 1]
  if (next === undefined) return `${key} 岁以上`
  return at === 0 ? `${next - 1} 岁以下` : `${key}–${next - 1} 岁`
}

/** How many came, and how many of them had not come in the months before (`FIRST_AFTER_DAYS`). */
export type PeopleCount = [came: number, first: number]
type ByGroup = Record<string, PeopleCount>

/** People of a month, by day (`01`) and in all, by the group of their age. Each visit to a class counts. */
export interface MonthPeople {
  days: Record<string, ByGroup>
  total: ByGroup
}

/**
 * Whoever has not come in so many days before the month is new in it. Bookings are kept for a year and months are counted again for half
 * a year, so a longer time would count people as new only because what they booked is not known any more.
 */
export const FIRST_AFTER_DAYS = 120

/** Somebody who came to a class. */
export interface Attended {
  /** The account and the member; null: a guest, or not known any more. */
  person: string | null
  /** In whole years on that day; null: not known. */
  age: number | null
  startsAt: number
}

/** Counts those who came in a month. `before`: who had come in the days before it. Pure. */
export function countPeople(attended: readonly Attended[], before: ReadonlySet<string>): MonthPeople {
  const result: MonthPeople = { days: {}, total: {} }
  const seen = new Set(before)
  for (const { person, age, startsAt } of [...attended].sort((a, b) => a.startsAt - b.startsAt)) {
    const group = ageGroupOf(age)
    const isFirst = person !== null && !seen.has(person)
    if (person !== null) seen.add(person)
    const date = localDate(startsAt).slice(8)
    const day = result.days[date] ?? {}
    result.days[date] = day
    for (const counts of [day, result.total]) {
      const [came, first] = counts[group] ?? [0, 0]
      counts[group] = [came + 1, first + (isFirst ? 1 : 0)]
    }
  }
  return result
}
