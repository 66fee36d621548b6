import { UNDO_REASON_LENGTH } from '@domain/contracts/staff-desk'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { useAction } from '@/cloud/use-action'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Sheet } from '@/ui/sheet'
import { toast } from '@/ui/toast'
import { ReasonField } from '../parts/reason-field'
import styles from './desk.module.scss'
import { Problem } from './problem'
import { sayProblem } from './say-problem'

const USUAL = ['签错人了', '人还没到', '人换了别的场次', '人数不对'] as const

interface UndoSheetProps {
  centreId: string
  /** Who was let in, in words. */
  who: string
  bookingId: string
  onClose: () => void
  onDone: () => void
}

/** Takes a check-in back, with a reason that stays on record. */
export function UndoSheet({ centreId, who, bookingId, onClose, onDone }: UndoSheetProps) {
  const [reason, setReason] = useState('')
  const { run, busy, error } = useAction('staff.undoCheckIn')
  const ready = reason.trim() !== ''
  const undo = async () => {
    if (!(await run({ centreId, bookingId, reason }))) return
    toast('签到撤销了', '预约还在；人来了，可以再签。')
    onDone()
  }
  return (
    <Sheet id="undo-sheet" title={`撤销 ${who} 的签到？`} onClose={onClose}>
      <View className={cx(styles.form)}>
        <View className={cx(styles.note)}>撤销后算没到，可以再签。谁撤的、为什么，会留在记录里。</View>
        <ReasonField
          label={`原因（最多 ${UNDO_REASON_LENGTH} 个字）`}
          longest={UNDO_REASON_LENGTH}
          value={reason}
          usual={USUAL}
          onChange={setReason}
        />
        {error && <Problem message={sayProblem('undo', error)} />}
        <View className={cx(styles.choices)}>
          <Button id="undo-yes" look="danger" busy={busy} disabled={!ready} onTap={() => void undo()}>
            {ready ? (error?.code === 'NETWORK' ? '再试一次' : '撤销签到') : '请先写原因'}
          </Button>
          <Button id="undo-keep" look="plain" onTap={onClose}>
            先不撤销
          </Button>
        </View>
      </View>
    </Sheet>
  )
}
