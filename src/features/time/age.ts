import { DAY, HOUR, MINUTE } from '@domain/time'

/** The age of something: 刚刚, 20 分钟前, 3 天前. */
export function sayAge(at: number, now: number): string {
  const age = now - at
  if (age < MINUTE) return '刚刚'
  if (age < HOUR) return `${Math.floor(age / MINUTE)} 分钟前`
  return age < DAY ? `${Math.floor(age / HOUR)} 小时前` : `${Math.floor(age / DAY)} 天前`
}

/** The age after other words, with a space before a figure: 这是刚刚, 这是 20 分钟前. */
export function sayAgeAfter(words: string, at: number, now: number): string {
  const age = sayAge(at, now)
  return /^\d/.test(age) ? `${words} ${age}` : `${words}${age}`
}
