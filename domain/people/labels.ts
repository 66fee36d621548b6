import { isolated } from '../text'
import { nameKey } from '../typed'
import type { Member } from './members'

type Named = Pick<Member, 'id' | 'nickname' | 'birthMonth'>

/**
 * The names by which the people of one household are told apart, by member id. Equal nicknames, in whatever way they are
 * written, get the month of birth, and twins, for whom that is equal too, their number in the household:
 * 果果（2018年3月）, 果果（第 2 位）.
 */
export function labelsOf(household: readonly Named[]): Map<string, string> {
  return new Map(
    household.map(member => {
      const { id, nickname, birthMonth } = member
      const namesakes = household.filter(other => nameKey(other.nickname) === nameKey(nickname))
      if (namesakes.length === 1) return [id, nickname]
      const twins = namesakes.filter(other => other.birthMonth === birthMonth)
      const mark = twins.length === 1 ? sayBirth(birthMonth) : `第 ${twins.indexOf(member) + 1} 位`
      return [id, `${isolated(nickname)}（${mark}）`]
    }),
  )
}

function sayBirth(birthMonth: string | null): string {
  if (birthMonth === null) return '没填出生年月'
  const [year, month] = birthMonth.split('-')
  return `${year}年${Number(month)}月`
}
