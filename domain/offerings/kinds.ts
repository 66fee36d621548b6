/** What can be booked. A new kind is a row here plus its rules as data on the offering. */
export const KINDS = ['class'] as const
export type Kind = (typeof KINDS)[number]

/** The kinds of class the city runs, in the order in which the app shows them. */
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
export type ClassCategory = (typeof CLASS_CATEGORIES)[number]['id']

/** The full Chinese name of a category. */
export function categoryLabel(id: ClassCategory): string {
  return CLASS_CATEGORIES.find(category => category.id === id)?.label ?? id
}
