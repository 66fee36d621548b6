import { atLocal, DAY, localDate } from '@domain/time'
import { aCentre } from '../../../worlds/fixtures/index'
import { givenMarks } from '../../../worlds/fixtures/stars'
import type { Phone } from './phone'

/** Enough other centres that each is reviewed by another. */
export const OTHER_CENTRES = ['bixi', 'majiaying', 'qianwei']

/** The centre of the fixtures and the others, in one county. */
export const ratedCentres = (county: string) => [
  aCentre({ county }),
  ...OTHER_CENTRES.map((_id, n) => aCentre({ _id, name: `第 ${n + 2} 党群服务中心`, county, order: n + 2 })),
]

/** Writes some lines of text. */
export const fillArea = (phone: Phone, id: string, words: string) => phone.seen(`#${id} textarea`).fill(words)

/** Gives full marks but for one, and says something about them. */
export async function giveMarks(phone: Phone, { safety, words }: { safety: string; words: string }): Promise<void> {
  for (const { id, tenths } of givenMarks())
    await phone.seen(`input#mark-${id}`).fill(id === 'safety' ? safety : String(tenths / 10))
  await fillArea(phone, 'mark-words', words)
  await phone.seen('#mark-save').click()
  await phone.seen('#mark-sheet').waitFor({ state: 'detached' })
}

/** Days from a moment to June of the next year: a rating that ends then can count its whole year, and its stars are not over. */
export function daysToNextJune(from: number): number {
  return Math.ceil((atLocal(`${Number(localDate(from).slice(0, 4)) + 1}-06-01`) - from) / DAY)
}
