import type { SessionCard } from '../contracts/views'
import { type Category, CLASS_CATEGORIES, type ClassCategory, categoriesOfFilter, type Kind } from '../offerings/kinds'

/** Most wishes of a household to hear of new classes. */
export const MAX_INTERESTS = 5

/** What somebody wants to hear of. Null: any. */
export interface InterestFilter {
  /** A filter of the class list: it stands for all its categories. */
  category: ClassCategory | null
  centreId: string | null
  /** In whole years. */
  age: number | null
}

/** The facts of a published session that decide who is told of it. */
export type PublishedSession = Pick<SessionCard, 'category' | 'centreId' | 'rules'> & { kind: Kind }

/** The key by which a wish is found; the age is decided afterwards. */
export function interestKey({ category, centreId }: Pick<InterestFilter, 'category' | 'centreId'>): string {
  return `${category ?? '*'}/${centreId ?? '*'}`
}

/** The keys of all wishes that these sessions of one centre may fit. */
export function keysOfSessions(sessions: readonly PublishedSession[], centreId: string): string[] {
  const filters = new Set(sessions.flatMap(({ category }) => filtersOf(category)))
  return ['*', ...filters].flatMap(filter => [`${filter}/*`, `${filter}/${centreId}`])
}

/** Whether a published session is what somebody wants to hear of. */
export function fitsInterest(
  { category, centreId, age }: InterestFilter,
  { kind, rules, ...session }: PublishedSession,
): boolean {
  if (kind !== 'class') return false
  if (category !== null && !categoriesOfFilter(category).some(one => one === session.category)) return false
  if (centreId !== null && session.centreId !== centreId) return false
  const { ageMin, ageMax } = rules.audience
  return age === null || (age >= (ageMin ?? 0) && age <= (ageMax ?? Number.POSITIVE_INFINITY))
}

/** Whether two wishes ask for the same. */
export function isSameInterest(a: InterestFilter, b: InterestFilter): boolean {
  return interestKey(a) === interestKey(b) && a.age === b.age
}

/** The filters of the class list that show a category; none when it is not one of classes. */
function filtersOf(category: Category): ClassCategory[] {
  return CLASS_CATEGORIES.map(({ id }) => id).filter(id => categoriesOfFilter(id).some(one => one === category))
}
