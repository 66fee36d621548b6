import { type GroupKind, groupDerived } from '@domain/participation/group'
import { DAY } from '@domain/time'
import { accountIdOf } from '../../cloudfunctions/lib/kernel/ids'
import type {
  BookingDocument,
  CentreDocument,
  GroupDocument,
  SessionDocument,
} from '../../cloudfunctions/lib/kernel/store/documents'

interface Plan {
  id: string
  centreId: string
  title: string
  words: string
  kind: GroupKind
  /** The class whose sessions are its activities; null: none yet. */
  offeringId: string | null
  /** Who leads it, then further personas. */
  people: { openid: string; name: string }[]
  /** Members beside them. */
  others: number
}

const PLANS: readonly Plan[] = [
  {
    id: 'strings',
    centreId: 'jiangchuan',
    title: '星云湖弹唱队',
    words: '下班来弹一会儿唱一会儿，不会也教。',
    kind: 'music',
    offeringId: 'jiangchuan-guitar',
    people: [
      { openid: 'demo-youth', name: '阿＊' },
      { openid: 'demo-parent', name: '王＊＊' },
    ],
    others: 11,
  },
  {
    id: 'desk',
    centreId: 'jiangchuan',
    title: '小课桌陪读站',
    words: '大学生和家长轮流来，陪孩子们写作业。',
    kind: 'tutoring',
    offeringId: 'jiangchuan-desk',
    people: [{ openid: 'demo-parent', name: '王＊＊' }],
    others: 6,
  },
  {
    id: 'reading',
    centreId: 'jiangchuan',
    title: '宁海文学社',
    words: '一个月读一本书，写一篇短文，念给大家听。',
    kind: 'reading',
    offeringId: null,
    people: [],
    others: 4,
  },
  {
    id: 'choir',
    centreId: 'bixi',
    title: '碧溪花灯合唱队',
    words: '唱花灯、排节目，逢年过节上台。',
    kind: 'music',
    offeringId: 'bixi-huadeng',
    people: [{ openid: 'demo-elder', name: '陈＊＊' }],
    others: 14,
  },
]

/** Classes of groups: their last sessions are in the demo data, with those who came. */
export const GROUP_CLASSES: readonly string[] = PLANS.flatMap(({ offeringId }) => offeringId ?? [])

const SURNAMES = [...'李杨普白施矣龙张者方段马郭赵']

/** Resident groups; their activities are counted from the check-ins of `sessions`. */
export function groups(
  centres: CentreDocument[],
  sessions: readonly SessionDocument[],
  bookings: readonly BookingDocument[],
  now: number,
): GroupDocument[] {
  const since = now - 200 * DAY
  return PLANS.map(({ id, centreId, people, others, offeringId, ...plan }) => {
    const known = people.map(({ openid, name }, n) => ({
      ...{ accountId: accountIdOf(openid), name, at: since + n * DAY, isHolder: n === 0 },
    }))
    const more = Array.from({ length: others }, (_, n) => ({
      ...{ accountId: accountIdOf(`demo-group-${id}-${n}`), name: `${SURNAMES[n % SURNAMES.length]}＊＊` },
      ...{ at: since + (n + 5) * DAY, isHolder: n === 0 && known.length > 0 && others > 10 },
    }))
    const title = sessions.find(session => session.offeringId === offeringId)?.title ?? ''
    const group = {
      ...{ ...plan, _id: `demo-group-${id}`, centreId, startedAt: offeringId ? since : now - 20 * DAY, closedAt: 0 },
      centreName: centres.find(({ _id }) => _id === centreId)?.name ?? '',
      offerings: offeringId ? [{ id: offeringId, title, from: since, until: null }] : [],
      offeringIds: offeringId ? [offeringId] : [],
      people: Object.fromEntries([...known, ...more].map((person, n) => [`demo-${id}-${n}`, person])),
      activities: activitiesOf(offeringId, sessions, bookings, now),
    }
    return {
      ...{ ...group, ...groupDerived(group, now), handOverAt: 0, countedTo: now, dueAt: now + DAY },
      ...{ revision: 1, requests: [], changedBy: '', forgottenAt: null },
    }
  })
}

function activitiesOf(
  offering: string | null,
  sessions: readonly SessionDocument[],
  bookings: readonly BookingDocument[],
  now: number,
): GroupDocument['activities'] {
  return sessions
    .filter(({ offeringId, endsAt }) => offeringId === offering && endsAt <= now)
    .map(({ _id: sessionId, title, startsAt, endsAt }) => ({
      ...{ sessionId, title, startsAt, endsAt },
      attended: bookings
        .filter(booking => booking.sessionId === sessionId && booking.checkIn !== null)
        .reduce((sum, { partySize }) => sum + partySize, 0),
    }))
    .filter(({ attended }) => attended > 0)
    .sort((a, b) => b.startsAt - a.startsAt)
}
