import type { BoardSession } from '@domain/contracts/staff'
import { useAction } from '@/cloud/use-action'
import { useErrorToast } from '@/features/errors/use-error-toast'
import { toast } from '@/ui/toast'
import { ReasonSheet } from './reason-sheet'

interface CancelSheetProps {
  centreId: string
  session: BoardSession
  onClose: () => void
  onDone: () => void
}

/** Asks for a reason before a session is cancelled. */
export function CancelSheet({ centreId, session, onClose, onDone }: CancelSheetProps) {
  const { run, busy, error } = useAction('staff.cancelSession')
  useErrorToast(error)
  const cancel = async (reason: string) => {
    if (!(await run({ centreId, sessionId: session.id, reason }))) return
    toast('这一场取消了', '约好的人会看到；同意接收通知的，微信会告诉他们。')
    onDone()
  }
  return (
    <ReasonSheet
      id="cancel-sheet"
      title={`取消「${session.title}」这一场？`}
      note={`约好的 ${session.booked} 人会全部取消，不算他们爽约。取消后不能恢复。`}
      actionId="session-cancel-yes"
      label="取消这一场"
      keep="先不取消"
      look="danger"
      busy={busy}
      onConfirm={reason => void cancel(reason)}
      onClose={onClose}
    />
  )
}
