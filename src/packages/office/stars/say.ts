import type { StarRow } from '@domain/contracts/office-stars'
import type { Figure } from '@domain/rating/figures'
import type { ComputedStandard, Stars } from '@domain/rating/standards'

/** Formats tenths of points: 5.7. */
export function sayTenths(tenths: number): string {
  return (tenths / 10).toFixed(1)
}

const NAMES: Record<Stars, string> = { 3: '三星', 4: '四星', 5: '五星' }

/** Formats stars: 五星. Null: 没有评上. */
export function sayStars(stars: Stars | null): string {
  return stars === null ? '没有评上' : NAMES[stars]
}

/** Formats a figure by its scale: 38 / 40, or 14 次 of a count. */
export function sayFigure({ scale }: ComputedStandard, { part, whole }: Figure): string {
  return scale.by === 'count' ? `${part}，满分要 ${whole}` : `${part} / ${whole}`
}

/** Reads points as they are typed, such as 4.5, as tenths; null: they cannot be read, or are more than `most` points. */
export function tenthsIn(typed: string, most: number): number | null {
  const found = /^(\d{1,2})(?:[.。．](\d))?$/.exec(typed.normalize('NFKC').trim())
  if (!found) return null
  const tenths = Number(found[1]) * 10 + Number(found[2] ?? 0)
  return tenths <= most * 10 ? tenths : null
}

/** Whether nothing but the result is known: it was rated before the system had its records. */
export function hasOnlyResult({ score, counted }: StarRow): boolean {
  return score !== null && counted === 0
}
