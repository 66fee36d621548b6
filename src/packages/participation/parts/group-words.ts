import type { GroupCard } from '@domain/contracts/groups'
import { GROUP_KINDS, GROUP_RULES, type GroupKind, type GroupState } from '@domain/participation/group'
import type { PillTone } from '@/ui/pill'

/** What residents do together. */
export function sayGroupKind(kind: GroupKind): string {
  return GROUP_KINDS.find(({ id }) => id === kind)?.label ?? ''
}

const STATES: Record<GroupState, { label: string; tone: PillTone }> = {
  incubated: { label: '刚起步', tone: 'few' },
  active: { label: '常活动', tone: 'good' },
  dormant: { label: '歇着', tone: 'quiet' },
  closed: { label: '结束了', tone: 'none' },
}

/** Where a group is, in words and colour. */
export function groupState(state: GroupState): { label: string; tone: PillTone } {
  return STATES[state]
}

/** How many are in a group, and how often they met. */
export function saySize({ members, activities }: Pick<GroupCard, 'members' | 'activities'>): string {
  return `${members} 人 · ${activities === 0 ? '一年里还没有活动' : `一年里活动 ${activities} 次`}`
}

/** What a group still needs, or until when it rests. */
export function sayStep({ state, members, activities }: Pick<GroupCard, 'state' | 'members' | 'activities'>): string {
  const { membersLeast, activitiesLeast } = GROUP_RULES
  if (state === 'active') return '人齐了，也常活动。'
  if (state === 'dormant') return '90 天没有活动了。再办一次活动就回来；满 180 天没有活动，小组自动结束。'
  if (state === 'closed') return '小组已经结束，不再加人。'
  const missing = [
    members < membersLeast ? `再来 ${membersLeast - members} 人` : '',
    activities < activitiesLeast ? `再办 ${activitiesLeast - activities} 次活动` : '',
  ].filter(Boolean)
  return `${missing.join('，')}，就是常活动的小组了。`
}
