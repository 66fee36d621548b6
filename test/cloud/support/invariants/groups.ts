import { GROUP_RULES, groupDerived } from '@domain/participation/group'
import { partnerStateOf } from '@domain/participation/partner'
import type { Documents } from '../../../../cloudfunctions/lib/kernel/store/documents'

/** The collections that these invariants read. */
export type KeptGroups = { [Name in 'groups' | 'partners']: Documents[Name][] }

/**
 * Checks that what is derived of a group and an agreement is what follows from the rest at the last count or change, that nobody
 * is twice in a group, that few lead it, and that the timer will count what goes on.
 */
export function groupViolations({ groups, partners }: KeptGroups): string[] {
  return [...groups.flatMap(violationsOf), ...partners.flatMap(partnerViolationsOf)]
}

function violationsOf(group: Documents['groups']): string[] {
  const { _id, people, accountIds, activities, offerings, offeringIds, closedAt, dueAt, countedTo } = group
  const wrong: string[] = []
  const members = Object.values(people)
  if (JSON.stringify(groupDerived(group, countedTo).accountIds) !== JSON.stringify(accountIds))
    wrong.push(`${_id}: accounts are not those of its people`)
  if (new Set(accountIds).size !== accountIds.length) wrong.push(`${_id}: somebody is in it twice`)
  if (members.length > GROUP_RULES.membersMost) wrong.push(`${_id}: too many members`)
  if (members.filter(({ isHolder }) => isHolder).length > GROUP_RULES.holdersMost)
    wrong.push(`${_id}: too many lead it`)
  if (activities.some(({ attended }) => attended <= 0)) wrong.push(`${_id}: an activity without people`)
  const open = offerings.filter(({ until }) => until === null).map(({ id }) => id)
  if (JSON.stringify(open) !== JSON.stringify(offeringIds)) wrong.push(`${_id}: other classes than it says`)
  if (closedAt > 0 !== (group.state === 'closed')) wrong.push(`${_id}: ${group.state}, closed at ${closedAt}`)
  if (closedAt > 0 !== (dueAt === 0)) wrong.push(`${_id}: counted again at ${dueAt}, closed at ${closedAt}`)
  return wrong
}

function partnerViolationsOf(partner: Documents['partners']): string[] {
  const { _id, months, offerings, offeringIds, startsAt, endsAt, dueAt, state, countedTo } = partner
  const wrong: string[] = []
  const names = months.map(({ month }) => month)
  if (JSON.stringify([...new Set(names)].sort()) !== JSON.stringify(names))
    wrong.push(`${_id}: months are not in order`)
  const open = offerings.filter(({ until }) => until === null).map(({ id }) => id)
  if (JSON.stringify(open) !== JSON.stringify(offeringIds)) wrong.push(`${_id}: other classes than it says`)
  if (endsAt <= startsAt) wrong.push(`${_id}: ends before it begins`)
  if (dueAt === 0 && state !== 'ended') wrong.push(`${_id}: ${state}, and nobody will count`)
  if (state === 'review' && partnerStateOf(partner, countedTo) === 'going')
    wrong.push(`${_id}: reviewed without a reason`)
  return wrong
}
