import type { RouteInput } from '@domain/contracts'
import { CLASS_CATEGORIES, CLASS_FILTERS, type ClassCategory, categoriesOfFilter } from '@domain/offerings/kinds'
import { stored } from '@/platform/storage'

/** The filters of the list; null: any. */
export interface Filters {
  category: ClassCategory | null
  date: string | null
  centre: { id: string; name: string } | null
  /** Of those who come together; empty: any. */
  ages: readonly number[]
  /** Only what can be booked now. */
  bookable: boolean
}

/** The filters that stay on this phone: for whom, and what is of use. */
type Remembered = Pick<Filters, 'ages' | 'bookable'>

const remembered = stored<Remembered>({
  name: 'class-filters',
  version: 2,
  // Before, one age could be chosen.
  upgrade(old) {
    const { age, bookable } = old as { age: number | null; bookable: boolean }
    return { ages: age === null ? [] : [age], bookable }
  },
  kept: 'lasting',
})

/** The filters with which the list opens: those of the link, and what was chosen before. */
export function openingFilters(link: Partial<Filters>): Filters {
  return { ...NO_FILTERS, ...(remembered.read() ?? {}), ...link }
}

/** Keeps what stays of these filters. */
export function rememberFilters({ ages, bookable }: Filters): void {
  remembered.write({ ages, bookable })
}

export const NO_FILTERS: Filters = { category: null, date: null, centre: null, ages: [], bookable: false }

/** The ages that stand for all adults and for seniors. */
const ADULT = 30
const SENIOR = 60

export const AGE_CHOICES: readonly { age: number; label: string }[] = [
  ...[3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17].map(age => ({ age, label: `${age} 岁` })),
  { age: ADULT, label: '成人' },
  { age: SENIOR, label: '60 岁以上' },
]

/** The label of an age. */
export function sayAge(age: number): string {
  return AGE_CHOICES.find(choice => choice.age === age)?.label ?? `${age} 岁`
}

/** The filter that shows the category named in a link; null when there is no such category. */
export function asCategory(text: string | undefined): ClassCategory | null {
  const named = CLASS_CATEGORIES.find(({ id }) => id === text)?.id
  return CLASS_FILTERS.find(({ id }) => named && categoriesOfFilter(id).includes(named))?.id ?? null
}

/** The input of `class.list` for these filters. */
export function listInput(filters: Filters, after?: string): RouteInput<'class.list'> {
  return {
    ...(filters.category ? { category: filters.category } : {}),
    ...(filters.date ? { date: filters.date } : {}),
    ...(filters.centre ? { centreId: filters.centre.id } : {}),
    ...agesInput(filters.ages),
    ...(filters.bookable ? { bookable: true as const } : {}),
    ...(after ? { after } : {}),
  }
}

/** The youngest and the oldest: a class that takes both takes all. */
export function agesInput(ages: readonly number[]): { age?: number; ageTo?: number } {
  if (ages.length === 0) return {}
  const [age, ageTo] = [Math.min(...ages), Math.max(...ages)]
  return age === ageTo ? { age } : { age, ageTo }
}

/** How many sessions these filters leave. Lists load page by page: until the last one, only that there are more. */
export function sayRemaining(
  shown: number,
  more: boolean,
  { category, date, centre, ages, bookable }: Filters,
): string {
  if (more) return `${shown} 节以上，往下看更多`
  const isFiltered = bookable || ages.length > 0 || [category, date, centre].some(chosen => chosen !== null)
  return isFiltered ? `还剩 ${shown} 节` : `共 ${shown} 节`
}

/** The link to the week of classes with these filters. */
export function weekLink({ category, centre, ages }: Filters) {
  return {
    ...(category ? { category } : {}),
    ...(centre ? { centreId: centre.id, centreName: centre.name } : {}),
    ...(ages.length === 0 ? {} : { ages: ages.join('-') }),
  }
}
