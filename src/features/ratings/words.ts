import type { RatingSum, Stars } from '@domain/bookings/rating'
import { isSpace, type Kind } from '@domain/offerings/kinds'

/** What the numbers mean, best first. */
export const STAR_WORDS: readonly { stars: Stars; label: string }[] = [
  { stars: 5, label: '很好' },
  { stars: 4, label: '好' },
  { stars: 3, label: '一般' },
  { stars: 2, label: '不太好' },
  { stars: 1, label: '不好' },
]

/** A number of stars in words: 5 分，很好. */
export function sayStars(stars: number): string {
  const label = STAR_WORDS.find(each => each.stars === stars)?.label
  return label ? `${stars} 分，${label}` : `${stars} 分`
}

/** The sum of ratings in words: 4.8 分，32 人来过后评的. */
export function sayRatings({ mean, count }: RatingSum): string {
  return `${mean.toFixed(1)} 分，${count} 人来过后评的`
}

/** What is asked after the end. */
export function askHow(kind: Kind): string {
  if (kind === 'meal') return '这一餐吃得怎么样？'
  return isSpace(kind) ? '用得怎么样？' : '这节课怎么样？'
}
