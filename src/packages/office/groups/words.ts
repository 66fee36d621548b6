import type { GroupState } from '@domain/participation/group'

const STATES: Record<GroupState, string> = {
  incubated: '培育中',
  active: '常活动',
  dormant: '歇着',
  closed: '已结束',
}

/** Where a group is in its life, as staff say it. */
export function sayState(state: GroupState): string {
  return STATES[state]
}
