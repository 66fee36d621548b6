import type { BoardSession } from '@domain/contracts/staff'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { useAction } from '@/cloud/use-action'
import { useErrorToast } from '@/features/errors/use-error-toast'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Sheet } from '@/ui/sheet'
import { toast } from '@/ui/toast'
import { ReasonField } from './reason-field'
import styles from './session-actions.module.scss'

interface CancelSheetProps {
  centreId: string
  session: BoardSession
  onClose: () => void
  onDone: () => void
}

/** Asks once more, and why, before a session is called off. */
export function CancelSheet({ centreId, session, onClose, onDone }: CancelSheetProps) {
  const [reason, setReason] = useState('')
  const { run, busy, error } = useAction('staff.cancelSession')
  useErrorToast(error)
  const ready = reason.trim() !== ''
  const cancel = async () => {
    if (!(await run({ centreId, sessionId: session.id, reason }))) return
    toast('本场取消了', '约好的人会看到；同意接收通知的，微信会告诉他们。')
    onDone()
  }
  return (
    <Sheet id="cancel-sheet" title={`取消「${session.title}」本场？`} onClose={onClose}>
      <View className={cx(styles.form)}>
        <View className={cx(styles.note)}>约好的 {session.booked} 人会全部取消，不算他们爽约。取消后不能恢复。</View>
        <ReasonField value={reason} onChange={setReason} />
        <Button id="session-cancel-yes" look="danger" busy={busy} disabled={!ready} onTap={() => void cancel()}>
          {ready ? '取消本场' : '请先写原因'}
        </Button>
        <Button id="session-cancel-keep" look="plain" onTap={onClose}>
          先不取消
        </Button>
      </View>
    </Sheet>
  )
}
