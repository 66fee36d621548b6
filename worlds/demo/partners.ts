import { monthEnd, monthStart, type PartnerMonth, partnerStateOf } from '@domain/participation/partner'
import { DAY, localMonth } from '@domain/time'
import type { PartnerDocument, PartnerWantDocument } from '../../cloudfunctions/lib/kernel/store/documents'

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

const WANTS: readonly Pick<
  PartnerWantDocument,
  'side' | 'centreId' | 'centreName' | 'name' | 'partnerId' | 'category' | 'week' | 'words'
>[] = [
  {
    ...{ side: 'need', centreId: 'jiangchuan', centreName: '江川区党群服务中心', name: '江川区党群服务中心' },
    ...{ partnerId: '', category: 'elders', words: '想请人教老人拍照、发朋友圈' },
    week: [2, 4].map(weekday => ({ weekday, opens: 540, closes: 660 })),
  },
  {
    ...{ side: 'offer', centreId: 'jiangchuan', centreName: '江川区党群服务中心', name: '星云湖太极拳社' },
    ...{ partnerId: 'demo-partner-taichi', category: 'elders', words: '教八段锦，也能带大家拍视频' },
    week: [1, 2, 3].map(weekday => ({ weekday, opens: 510, closes: 630 })),
  },
  {
    ...{ side: 'offer', centreId: 'bixi', centreName: '碧溪社区党群服务中心', name: '碧溪摄影小组' },
    ...{ partnerId: '', category: 'elders', words: '手机摄影，自带样片' },
    week: [4].map(weekday => ({ weekday, opens: 540, closes: 720 })),
  },
]

/** What the first centre needs, and what partners offer. */
export function partnerWants(now: number): PartnerWantDocument[] {
  return WANTS.map((want, n) => ({
    ...{ ...want, _id: `demo-want-${n}`, isOpen: true, until: now + (90 + n) * DAY },
    ...{ revision: 1, requests: [], changedBy: '', forgottenAt: null },
  }))
}
