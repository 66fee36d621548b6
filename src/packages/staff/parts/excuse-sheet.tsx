import type { BoardSession } from '@domain/contracts/staff'
import { useAction } from '@/cloud/use-action'
import { useErrorToast } from '@/features/errors/use-error-toast'
import { toast } from '@/ui/toast'
import { ReasonSheet } from './reason-sheet'

const USUAL = ['系统故障', '停电', '没有网络', '现场没来得及扫码'] as const

interface ExcuseSheetProps {
  centreId: string
  session: BoardSession
  onClose: () => void
  onDone: () => void
}

/** Asks for a reason before all absences from a session are excused. */
export function ExcuseSheet({ centreId, session, onClose, onDone }: ExcuseSheetProps) {
  const { run, busy, error } = useAction('staff.excuseSession')
  useErrorToast(error)
  const excuse = async (reason: string) => {
    if (!(await run({ centreId, sessionId: session.id, reason }))) return
    toast('这一场没来的都不算爽约', '他们会看到您写的原因。')
    onDone()
  }
  return (
    <ReasonSheet
      id="excuse-sheet"
      title="这一场没来的都不算爽约？"
      note={`还没签到的 ${session.booked - session.came} 人都不计爽约，已经计上的一起去掉。设好后不能撤回。`}
      actionId="session-excuse-yes"
      label="都不算爽约"
      keep="先不设"
      usual={USUAL}
      busy={busy}
      onConfirm={reason => void excuse(reason)}
      onClose={onClose}
    />
  )
}
