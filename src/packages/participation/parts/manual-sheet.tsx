import { MANUAL_REASON_LENGTH } from '@domain/contracts/limits'
import type { GuidedShift, ShiftPersonView } from '@domain/contracts/staff-volunteers'
import { isolated } from '@domain/text'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Field, TextField } from '@/ui/field'
import { Sheet } from '@/ui/sheet'
import { Stepper } from '@/ui/stepper'
import styles from './points.module.scss'
import { sayHours } from './volunteer-words'

/** Minutes of one step. */
const STEP = 15

interface ManualSheetProps {
  centreId: string
  shiftId: string
  person: ShiftPersonView
  /** Most minutes: those of the shift. */
  most: number
  onClose: () => void
  onDone: (answer: { now: number; shift: GuidedShift }) => void
}

/** Enters hours by hand, for another centre to approve. */
export function ManualSheet({ centreId, shiftId, person, most, onClose, onDone }: ManualSheetProps) {
  const [steps, setSteps] = useState(Math.max(1, most / STEP))
  const [reason, setReason] = useState('')
  const { busy, error, run } = useAction('staff.shiftManual')
  const problem = error && messageOf(error)
  const enter = async () => {
    const answer = await run({ centreId, shiftId, key: person.key, minutes: steps * STEP, reason: reason.trim() })
    if (answer) onDone(answer)
  }
  return (
    <Sheet id="manual-sheet" title={`给 ${isolated(person.name)} 补时长`} onClose={onClose}>
      <View className={cx(styles.stack)}>
        <View className={cx(styles.note)}>要别的中心核准；记录里一直写着是手工补的，一年不能超过全部时长的 5%。</View>
        <Field label={`服务了 ${sayHours(steps * STEP)}`}>
          <Stepper
            id="manual-steps"
            value={steps}
            min={1}
            max={Math.max(1, most / STEP)}
            less="少 15 分钟"
            more="多 15 分钟"
            onChange={setSteps}
          />
        </Field>
        <TextField
          id="manual-reason"
          label="为什么要补"
          placeholder="比如手机没电，没签上"
          maxLength={MANUAL_REASON_LENGTH}
          value={reason}
          onChange={setReason}
        />
        {problem && <Alert id="manual-problem" {...problem} />}
        <Button id="manual-save" busy={busy} disabled={reason.trim() === ''} onTap={() => void enter()}>
          {reason.trim() === '' ? '请先写原因' : '报上去'}
        </Button>
      </View>
    </Sheet>
  )
}
