import type { Documents } from '../../../../cloudfunctions/lib/kernel/store/documents'
import { localMonthOf } from './local-time'

/** The collections that these invariants read. */
export type KeptGroups = { [Name in 'groups' | 'partners']: Documents[Name][] }

/** Most people of a group, and of those who lead it; the people and the activities of a year that an active one has at least. */
const MEMBERS_MOST = 200
const HOLDERS_MOST = 2
const ACTIVE = { members: 10, activities: 4 }

/**
 * Checks that what is derived of a group and an agreement is what follows from the rest at the last count or change, that nobody
 * is twice in a group, that few lead it, and that the timer will count what goes on.
 */
export function groupViolations({ groups, partners }: KeptGroups): string[] {
  return [...groups.flatMap(violationsOf), ...partners.flatMap(partnerViolationsOf)]
}

function violationsOf(group: Documents['groups']): string[] {
  const { _id, people, accountIds, activities, offerings, offeringIds, closedAt, dueAt } = group
  const wrong: string[] = []
  const members = Object.values(people)
  if (JSON.stringify(members.map(({ accountId }) => accountId)) !== JSON.stringify(accountIds))
    wrong.push(`${_id}: accounts are not those of its people`)
  if (new Set(accountIds).size !== accountIds.length) wrong.push(`${_id}: somebody is in it twice`)
  if (members.length > MEMBERS_MOST) wrong.push(`${_id}: too many members`)
  if (members.filter(({ isHolder }) => isHolder).length > HOLDERS_MOST) wrong.push(`${_id}: too many lead it`)
  if (group.state === 'active' && (members.length < ACTIVE.members || activities.length < ACTIVE.activities))
    wrong.push(`${_id}: active with ${members.length} people and ${activities.length} activities`)
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
  const short = shortMonthsRunning(partner)
  const right = short >= 3 ? 'review' : short === 2 ? 'warned' : 'going'
  if (startsAt <= countedTo && countedTo < endsAt && state !== right && !['coming', 'ended'].includes(state))
    wrong.push(`${_id}: ${state} after ${short} short months`)
  return wrong
}

/** How many of the last months that were over at the last count and no review covers brought less than four fifths of what is owed. */
function shortMonthsRunning({ months, reviewedThrough, countedTo }: Documents['partners']): number {
  const present = localMonthOf(countedTo)
  let short = 0
  for (const { month, held, sessions } of months) {
    if (month >= present || month <= reviewedThrough) continue
    short = held / sessions < 0.8 ? short + 1 : 0
  }
  return short
}
