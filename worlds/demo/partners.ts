import { monthEnd, monthStart, type PartnerMonth, partnerStateOf } from '@domain/participation/partner'
import { DAY, localMonth } from '@domain/time'
import type { PartnerDocument } from '../../cloudfunctions/lib/kernel/store/documents'

interface Plan {
  id: string
  name: string
  kind: PartnerDocument['kind']
  words: string
  terms: PartnerDocument['terms']
  service: { id: string; title: string }
  /** What was delivered in the months before the present one, the earliest first, with people. */
  past: [held: number, attended: number, roomMinutes: number][]
}

const PLANS: readonly Plan[] = [
  {
    id: 'taichi',
    name: '星云湖太极拳社',
    kind: 'space',
    words: '每天早上在前广场教大家；下午用舞蹈室排练。',
    terms: { roomHours: 16, sessions: 20 },
    service: { id: 'jiangchuan-taichi', title: '晨练太极拳·二十四式' },
    past: [
      [24, 310, 900],
      [22, 286, 960],
    ],
  },
  {
    id: 'smartphone',
    name: '小苏社工服务队',
    kind: 'service',
    words: '教老人用手机，社工带着志愿者一对一。',
    terms: { roomHours: 8, sessions: 8 },
    service: { id: 'jiangchuan-smartphone', title: '智能手机课·和孙子视频' },
    past: [
      [5, 61, 480],
      [6, 70, 420],
      [4, 38, 480],
    ],
  },
]

/** Agreements at the first centre: one that is kept, and one that asks for a review. */
export function partners(now: number): PartnerDocument[] {
  return PLANS.map(({ id, service, past, ...plan }) => {
    const months: PartnerMonth[] = []
    let end = monthStart(localMonth(now))
    for (const [held, attended, roomMinutes] of [...past].reverse()) {
      const month = localMonth(end - DAY)
      months.unshift({ month, ...plan.terms, held, attended, roomMinutes })
      end = monthStart(month)
    }
    const agreed = { startsAt: end, endsAt: monthEnd(localMonth(end + 715 * DAY)), months, reviewedThrough: '' }
    return {
      ...{ ...plan, ...agreed, _id: `demo-partner-${id}`, centreId: 'jiangchuan' },
      offerings: [{ ...service, from: end, until: null, use: 'service' }],
      offeringIds: [service.id],
      state: partnerStateOf(agreed, now),
      ...{ reviews: [], countedTo: now, dueAt: now + DAY, revision: 1, requests: [], changedBy: '', forgottenAt: null },
    }
  })
}
