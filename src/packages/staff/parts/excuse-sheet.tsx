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

const USUAL = ['系统故障', '停电', '没有网络', '现场没来得及扫码'] as const

interface ExcuseSheetProps {
  centreId: string
  session: BoardSession
  onClose: () => void
  onDone: () => void
}

/** Asks why, before nobody's absence from a session counts. */
export function ExcuseSheet({ centreId, session, onClose, onDone }: ExcuseSheetProps) {
  const [reason, setReason] = useState('')
  const { run, busy, error } = useAction('staff.excuseSession')
  useErrorToast(error)
  const ready = reason.trim() !== ''
  const excuse = async () => {
    if (!(await run({ centreId, sessionId: session.id, reason }))) return
    toast('这一场没来的都不算爽约', '他们会看到您写的原因。')
    onDone()
  }
  return (
    <Sheet id="excuse-sheet" title="这一场没来的都不算爽约？" onClose={onClose}>
      <View className={cx(styles.form)}>
        <View className={cx(styles.note)}>
          还没签到的 {session.booked - session.came} 人都不计爽约，已经计上的一起去掉。设好后不能撤回。
        </View>
        <ReasonField value={reason} usual={USUAL} onChange={setReason} />
        <Button id="session-excuse-yes" busy={busy} disabled={!ready} onTap={() => void excuse()}>
          {ready ? '都不算爽约' : '请先写原因'}
        </Button>
        <Button id="session-excuse-keep" look="plain" onTap={onClose}>
          先不设
        </Button>
      </View>
    </Sheet>
  )
}
