import type { GroupCard, GroupPerson } from '@domain/contracts/groups'
import { activitiesOfYear } from '@domain/participation/group'
import type { GroupDocument } from '../kernel/store/documents'

/** A group in a list, as an account sees it. */
export function groupCard(
  { _id: id, title, kind, state, people, accountIds, activities }: GroupDocument,
  now: number,
  accountId: string,
): GroupCard {
  const sums = { members: Object.keys(people).length, activities: activitiesOfYear(activities, now) }
  return { id, title, kind, state, ...sums, isMember: accountIds.includes(accountId) }
}

/** The people of a group: those who lead it first, then as they joined. */
export function peopleOf({ people }: Pick<GroupDocument, 'people'>, accountId: string): GroupPerson[] {
  return Object.entries(people)
    .sort(([, a], [, b]) => Number(b.isHolder) - Number(a.isHolder) || a.at - b.at)
    .map(([key, person]) => ({
      ...{ key, name: person.name, isHolder: person.isHolder },
      isOwn: person.accountId === accountId,
    }))
}

/** The key of an account among the people of a group; undefined: it is not a member. */
export function ownKeyIn({ people }: Pick<GroupDocument, 'people'>, accountId: string): string | undefined {
  return Object.keys(people).find(key => people[key]?.accountId === accountId)
}
