import { UNDO_REASON_LENGTH } from '@domain/contracts/limits'
import { outcomeUnknown } from '@/cloud/errors'
import { useAction } from '@/cloud/use-action'
import { noteUndone } from '@/features/staff-checkin/pack'
import { toast } from '@/ui/toast'
import { ReasonSheet } from '../parts/reason-sheet'
import { Problem } from './problem'
import { sayProblem } from './say-problem'

const USUAL = ['签错人了', '人还没到', '人换了别的一场', '人数不对'] as const

interface UndoSheetProps {
  centreId: string
  /** Who was let in, in words. */
  who: string
  bookingId: string
  onClose: () => void
  onDone: () => void
}

/** Undoes a check-in, with a reason that stays on record. */
export function UndoSheet({ centreId, who, bookingId, onClose, onDone }: UndoSheetProps) {
  const { run, busy, error } = useAction('staff.undoCheckIn')
  const undo = async (reason: string) => {
    const answer = await run({ centreId, bookingId, reason })
    if (!answer) return
    noteUndone(bookingId, answer.undoneAt)
    toast('签到撤销了', '预约还在；人来了，可以再签。')
    onDone()
  }
  return (
    <ReasonSheet
      id="undo-sheet"
      title={`撤销 ${who} 的签到？`}
      note="撤销后算没到，可以再签。谁撤的、为什么，会留在记录里。"
      actionId="undo-yes"
      label={error && outcomeUnknown(error) ? '再试一次' : '撤销签到'}
      keep="先不撤销"
      look="danger"
      usual={USUAL}
      field={{ label: `原因（最多 ${UNDO_REASON_LENGTH} 个字）`, longest: UNDO_REASON_LENGTH }}
      busy={busy}
      problem={error && <Problem message={sayProblem('undo', error)} />}
      onConfirm={reason => void undo(reason)}
      onClose={onClose}
    />
  )
}
