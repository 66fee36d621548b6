import type { Audience } from '@domain/offerings/rules'

/** Who may come, in words: 6–12 岁, 60 岁以上, 谁都可以来. */
export function sayAudience({ ageMin, ageMax, accompanied }: Audience): string {
  const ages =
    ageMin !== null && ageMax !== null
      ? `${ageMin}–${ageMax} 岁`
      : ageMin !== null
        ? `${ageMin} 岁以上`
        : ageMax !== null
          ? `${ageMax} 岁以下`
          : ''
  if (accompanied === 'together') return ages ? `${ages}，大人陪同` : '大人孩子一起来'
  return ages || '谁都可以来'
}

/** A price in words: 免费, ¥12, ¥9.50. */
export function sayPrice(cents: number): string {
  if (cents === 0) return '免费'
  return `¥${cents % 100 === 0 ? cents / 100 : (cents / 100).toFixed(2)}`
}
