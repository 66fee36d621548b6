import type { Audience } from '@domain/offerings/rules'
import type { Member } from '@domain/people/members'
import { DAY, HOUR, MINUTE } from '@domain/time'
import type {
  AccountDocument,
  BookingDocument,
  CheckInDocument,
  SessionDocument,
} from '../../cloudfunctions/lib/kernel/store/documents'
import { book, checkIn, openedAt } from '../bookings'
import { account, birthMonthBefore, holder, member } from '../households'
import { type Random, seededRandom } from '../random'
import type { ClassPlan } from './classes/plan'
import { doorkeeperOf } from './people'

/** Lowest and highest share of the places that is taken. */
const FILL: Record<ClassPlan['demand'], [least: number, most: number]> = {
  quiet: [0, 0.15],
  steady: [0.2, 0.6],
  popular: [0.7, 0.95],
  rush: [1, 1],
}
export const SHOWS_UP = 0.85

const CHILDREN = [
  '小宝',
  '糖糖',
  '乐乐',
  '石榴',
  '米线',
  '辰辰',
  '朵朵',
  '小满',
  '阳阳',
  '可可',
  '橙子',
  '团团',
] as const
const ADULTS = [
  '李女士',
  '普先生',
  '杨女士',
  '白先生',
  '施女士',
  '矣先生',
  '龙女士',
  '张先生',
  '者女士',
  '方先生',
] as const
const SENIORS = ['张爷爷', '李奶奶', '普爷爷', '杨奶奶', '郭大爷', '马阿姨', '段叔', '赵孃孃'] as const

export interface Crowd {
  accounts: AccountDocument[]
  bookings: BookingDocument[]
  checkins: CheckInDocument[]
}

/**
 * Households that come to one session only, so that a later top-up of the timetable never changes a stored one. Changes
 * `session`.
 */
export function crowdOf(session: SessionDocument, demand: ClassPlan['demand'], now: number): Crowd {
  const crowd: Crowd = { accounts: [], bookings: [], checkins: [] }
  // A whole series would need households that come to every session.
  if (session.series?.mode === 'whole') return crowd
  const random = seededRandom(session._id)
  const [least, most] = FILL[demand]
  const wanted = Math.round(session.seatsLeft * (least + random.next() * (most - least)))
  const opened = openedAt(session)
  const until = Math.min(now, session.startsAt - session.rules.closesBefore)
  if (until - opened < HOUR) return crowd

  let taken = 0
  for (let k = 1; taken < wanted; k++) {
    const createdAt = Math.floor(opened + random.next() * (until - opened))
    const since = createdAt - random.whole(1, 200) * DAY
    const members = household(session, createdAt, since, random)
    const party = partyOf(members, session, wanted - taken, random)
    if (party.length === 0 || party.length > session.seatsLeft) break
    taken += party.length
    const owner = account(`demo-crowd-${session._id}-${k}`, members, since)
    const booking = book(session, {
      account: owner,
      party,
      requestId: `demo-booking-${k}`,
      createdAt,
      now,
      random,
    })
    crowd.accounts.push(owner)
    crowd.bookings.push(booking)
    const cameAt = session.startsAt - random.whole(-5, 20) * MINUTE
    if (random.chance(SHOWS_UP) && cameAt <= now) {
      crowd.checkins.push(checkIn(booking, cameAt, doorkeeperOf(session.centreId)))
    }
  }
  return crowd
}

/** A holder, and two children when the class is for children. */
export function household(session: SessionDocument, now: number, since: number, random: Random): Member[] {
  const { ageMin, ageMax, accompanied } = session.rules.audience
  if (!isForChildren(session.rules.audience)) {
    const grey = ageMin !== null && ageMin >= 45
    const years = grey ? random.whole(ageMin + 1, 82) : random.whole(22, ageMax ?? 60)
    return [holder(random.pick(grey ? SENIORS : ADULTS), birthMonthBefore(session.startsAt, years, 2), since)]
  }
  const first = random.whole(0, CHILDREN.length - 2)
  const child = (n: number) => {
    const years = random.whole(ageMin ?? 3, Math.min(ageMax ?? 14, 14) - 1)
    const nickname = CHILDREN[first + n] ?? CHILDREN[0]
    return member(`child-${n + 1}`, 'child', nickname, birthMonthBefore(session.startsAt, years, 3), since)
  }
  const parent = holder(random.pick(ADULTS), accompanied === 'together' ? birthMonthBefore(now, 34) : null, since)
  return [parent, child(0), child(1)]
}

function isForChildren({ ageMax }: Audience): boolean {
  return ageMax !== null && ageMax < 18
}

/** Returns who of the household comes, as far as rules and places allow; nobody comes alone to a class for families. */
export function partyOf(members: Member[], session: SessionDocument, places: number, random: Random): Member[] {
  const { rules } = session
  const [parent, ...children] = members
  if (!parent) return []
  if (rules.audience.accompanied === 'together') {
    const three = places === 3 || (places > 4 && random.chance(0.3))
    return places < 2 ? [] : members.slice(0, three ? 3 : 2)
  }
  if (children.length === 0) return [parent]
  return children.slice(0, rules.partyMax > 1 && places > 1 && random.chance(0.2) ? 2 : 1)
}
