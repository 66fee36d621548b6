import { type Member, memberAge, type Relation } from '@domain/people/members'

export const RELATION_LABELS: Record<Relation, string> = {
  self: '我自己',
  child: '孩子',
  elder: '老人',
  other: '其他家人',
}

/** Relation and age of a member: 孩子 · 7 岁. */
export function sayMember(member: Member, now: number): string {
  const age = memberAge(member, now)
  return age === null ? RELATION_LABELS[member.relation] : `${RELATION_LABELS[member.relation]} · ${age} 岁`
}
