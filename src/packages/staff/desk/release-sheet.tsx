import { RELEASE_REASON_LENGTH } from '@domain/contracts/limits'
import { outcomeUnknown } from '@/cloud/errors'
import { useAction } from '@/cloud/use-action'
import { toast } from '@/ui/toast'
import { ReasonSheet } from '../parts/reason-sheet'
import { Problem } from './problem'
import { sayProblem } from './say-problem'

const USUAL = ['孩子生病', '家里有急事', '约错了时间', '本人来电取消'] as const

interface ReleaseSheetProps {
  centreId: string
  /** Who booked, in words. */
  who: string
  partySize: number
  bookingId: string
  onClose: () => void
  onDone: () => void
}

/** Cancels a booking for a resident who can no longer do it in the app, with a reason that the person is told. */
export function ReleaseSheet({ centreId, who, partySize, bookingId, onClose, onDone }: ReleaseSheetProps) {
  const { run, busy, error } = useAction('staff.releaseBooking')
  const release = async (reason: string) => {
    if (!(await run({ centreId, bookingId, reason }))) return
    toast('帮他取消了', `不算爽约，${partySize} 个名额放回去了。`)
    onDone()
  }
  return (
    <ReasonSheet
      id="release-sheet"
      title={`帮 ${who} 取消预约？`}
      note="对方来不了、自己又取消不了时用。不算爽约；名额马上放回去，有人候补的先给候补。原因对方能看到，谁取消的会留在记录里。"
      actionId="release-yes"
      label={error && outcomeUnknown(error) ? '再试一次' : '取消预约'}
      keep="先不取消"
      look="danger"
      usual={USUAL}
      field={{ label: `原因（最多 ${RELEASE_REASON_LENGTH} 个字）`, longest: RELEASE_REASON_LENGTH }}
      busy={busy}
      problem={error && <Problem message={sayProblem('cancel', error)} />}
      onConfirm={reason => void release(reason)}
      onClose={onClose}
    />
  )
}
