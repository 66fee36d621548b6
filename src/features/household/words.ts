import { type Member, possibleAges, type Relation } from '@domain/people/members'

export const RELATION_LABELS: Record<Relation, string> = {
  self: '我自己',
  child: '孩子',
  elder: '老人',
  other: '其他家人',
}

/** Relation and age of a member: 孩子 · 7 岁. */
export function sayMember(member: Member, now: number): string {
  const age = sayMemberAge(member, now)
  return age === null ? RELATION_LABELS[member.relation] : `${RELATION_LABELS[member.relation]} · ${age}`
}

/** A member's age: 7 岁; in the month of the birthday, whose day is not known: 7–8 岁. Null when nothing is known. */
export function sayMemberAge(member: Pick<Member, 'birthMonth'>, now: number): string | null {
  const ages = possibleAges(member, now)
  if (ages === null) return null
  return ages.least === ages.most ? `${ages.most} 岁` : `${Math.max(ages.least, 0)}–${ages.most} 岁`
}
