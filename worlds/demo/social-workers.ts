import type { CertificateLevel } from '@domain/participation/social-worker'
import { atLocal, DAY, localDate } from '@domain/time'
import { accountIdOf } from '../../cloudfunctions/lib/kernel/ids'
import type { SocialWorkerDocument } from '../../cloudfunctions/lib/kernel/store/documents'

interface Plan {
  openid: string
  name: string
  level: CertificateLevel
  /** Days ago it was entered, and checked; null: it waits. */
  entered: number
  checked: number | null
}

const PLANS: readonly Plan[] = [
  { openid: 'demo-manager', name: '李主任', level: 'social', entered: 130, checked: 120 },
  { openid: 'demo-staff', name: '小周', level: 'assistant', entered: 3, checked: null },
]

/** Certificates at the first centre: one that gives pay steps, and one that the county has to check. */
export function socialWorkers(now: number): SocialWorkerDocument[] {
  return PLANS.map(({ openid, name, level, entered, checked }) => {
    const days = { from: localDate(now - 200 * DAY), until: localDate(now + 895 * DAY) }
    const at = now - entered * DAY
    return {
      ...{ _id: accountIdOf(openid), name, centreId: 'jiangchuan', centreName: '江川区党群服务中心', county: '江川区' },
      certificates: [
        {
          ...{ id: `demo-paper-${openid}`, level, ...days, at, state: checked === null ? 'asked' : 'right' },
          checkedAt: checked === null ? null : now - checked * DAY,
          ...{ checkedBy: '', checkedByName: checked === null ? null : '赵＊＊', reason: '' },
        },
      ],
      waitingAt: checked === null ? at : 0,
      ...{ requests: [], changedAt: at, forgetAt: atLocal(days.until) + 366 * DAY, revision: 1 },
    }
  })
}
