import type { Category } from '@domain/offerings/kinds'
import { type Member, SELF_ID } from '@domain/people/members'
import { DAY } from '@domain/time'
import type { AccountDocument } from '../../cloudfunctions/lib/kernel/store/documents'
import { account, birthMonthBefore, holder, member } from '../households'
import type { Random } from '../random'

const SINCE = 800 * DAY
const CHILD = 'child'
const ELDER = 'elder'
const SHARE_WITH_CHILD = 0.15

/** A parent, a child and a grandparent: every class of this world fits one of them. */
export function largeHousehold(openid: string, now: number, random: Random): AccountDocument {
  const since = now - SINCE
  return account(
    openid,
    [
      holder('家长', birthMonthBefore(now, random.whole(26, 50)), since),
      member(CHILD, 'child', '小朋友', birthMonthBefore(now, random.whole(8, 11)), since),
      member(ELDER, 'elder', '老人家', birthMonthBefore(now, random.whole(62, 85)), since),
    ],
    since,
  )
}

/** Returns who of the household goes to a class of this category. */
export function largeParty(household: AccountDocument, category: Category, random: Random): Member[] {
  const ids = idsFor(category, random)
  return household.members.filter(({ id }) => ids.includes(id))
}

function idsFor(category: Category, random: Random): string[] {
  switch (category) {
    case 'children':
    case 'holiday':
    case 'classics':
      return [CHILD]
    case 'parent-child':
      return [SELF_ID, CHILD]
    case 'seniors':
    case 'elders':
      return [ELDER]
    case 'safety':
      return random.chance(SHARE_WITH_CHILD) ? [SELF_ID, CHILD] : [SELF_ID]
    default:
      return [SELF_ID]
  }
}
