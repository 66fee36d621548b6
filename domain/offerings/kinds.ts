/**
 * What can be booked: a place in a class or at a meal sitting, a numbered seat, a room by time, a berth for half an
 * hour. A new kind is an entry here, plus its rules and layout as data on the offering.
 */
export const KINDS = ['class', 'meal', 'seat', 'room', 'berth'] as const
export type Kind = (typeof KINDS)[number]

/** Kinds that the app shows as spaces: one day with numbered units. */
export const SPACE_KINDS = ['seat', 'room', 'berth'] as const satisfies readonly Kind[]
export type SpaceKind = (typeof SPACE_KINDS)[number]

/** The categories of classes that the city runs, in display order. */
export const CLASS_CATEGORIES = [
  { id: 'children', label: '儿童特色课堂', short: '儿童' },
  { id: 'parent-child', label: '亲子课堂', short: '亲子' },
  { id: 'safety', label: '安全课堂', short: '安全' },
  { id: 'seniors', label: '老来乐课堂', short: '老来乐' },
  { id: 'holiday', label: '假期课堂', short: '假期' },
  { id: 'night-school', label: '青年夜校', short: '夜校' },
  { id: 'classics', label: '国学小课堂', short: '国学' },
  { id: 'elders', label: '长者课堂', short: '长者' },
] as const

/** The filters of the class list: the city's two programmes for older people are one choice for whoever looks. */
export const CLASS_FILTERS = CLASS_CATEGORIES.filter(({ id }) => id !== 'seniors')

/** The categories that a filter of the class list shows. */
export function categoriesOfFilter(filter: ClassCategory): ClassCategory[] {
  return filter === 'elders' ? ['elders', 'seniors'] : [filter]
}

export type ClassCategory = (typeof CLASS_CATEGORIES)[number]['id']

/** The categories of spaces, in display order. */
export const SPACE_CATEGORIES = [
  { id: 'study', kind: 'seat', label: '自习室', short: '自习' },
  { id: 'sewing', kind: 'room', label: '爱心缝纫坊', short: '缝纫' },
  { id: 'dance', kind: 'room', label: '舞蹈室', short: '舞蹈' },
  { id: 'gym', kind: 'seat', label: '健身房', short: '健身' },
  { id: 'start-up', kind: 'room', label: '青创空间', short: '青创' },
  { id: 'audio-library', kind: 'seat', label: '有声图书馆', short: '听书' },
  { id: 'nap', kind: 'berth', label: '小憩床位', short: '小憩' },
] as const
export type SpaceCategory = (typeof SPACE_CATEGORIES)[number]['id']

/** Categories of meal sittings. */
const MEAL_CATEGORIES = [{ id: 'canteen', label: '爱心食堂', short: '食堂' }] as const

const CATEGORIES = [...CLASS_CATEGORIES, ...SPACE_CATEGORIES, ...MEAL_CATEGORIES]
export type Category = (typeof CATEGORIES)[number]['id']

/** The ids of all categories. */
export const CATEGORY_IDS = CATEGORIES.map(({ id }) => id)

/** Whether a category belongs to this kind. */
export function fitsKind(category: Category, kind: Kind): boolean {
  if (kind === 'class') return CLASS_CATEGORIES.some(({ id }) => id === category)
  if (kind === 'meal') return MEAL_CATEGORIES.some(({ id }) => id === category)
  return SPACE_CATEGORIES.some(entry => entry.id === category && entry.kind === kind)
}

/** The full Chinese name of a category. */
export function categoryLabel(id: Category): string {
  return CATEGORIES.find(category => category.id === id)?.label ?? id
}

/** Whether a kind is a space. */
export function isSpace(kind: Kind): kind is SpaceKind {
  return (SPACE_KINDS as readonly Kind[]).includes(kind)
}
