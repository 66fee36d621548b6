import { OBJECTION_LENGTH } from '@domain/contracts/limits'
import { View } from '@tarojs/components'
import { useState } from 'react'
import type { CloudError } from '@/cloud/errors'
import { messageOf } from '@/cloud/messages'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { TextField } from '@/ui/field'
import { Sheet } from '@/ui/sheet'
import { toast } from '@/ui/toast'
import styles from './points.module.scss'

interface ObjectSheetProps {
  title: string
  busy: boolean
  error: CloudError | null
  /** Hands the reason in; false: it was refused. */
  onObject: (reason: string) => Promise<boolean>
  onClose: () => void
}

/** Objects to something that is listed; the panel decides. */
export function ObjectSheet({ title, busy, error, onObject, onClose }: ObjectSheetProps) {
  const [reason, setReason] = useState('')
  const problem = error && messageOf(error)
  const object = async () => {
    if (!(await onObject(reason.trim()))) return
    onClose()
    toast('记下了', '评议小组会来看，有关系的人不参加。')
  }
  return (
    <Sheet id="object-sheet" title={title} onClose={onClose}>
      <View className={cx(styles.stack)}>
        <View className={cx(styles.note)}>您是谁不会公开。他家看得到您写的原因。</View>
        <TextField
          id="object-reason"
          label="哪里不对"
          maxLength={OBJECTION_LENGTH}
          value={reason}
          onChange={setReason}
        />
        {problem && <Alert id="object-problem" {...problem} />}
        <Button id="object-yes" busy={busy} disabled={reason.trim() === ''} onTap={() => void object()}>
          {reason.trim() === '' ? '请先写哪里不对' : '交给评议小组'}
        </Button>
      </View>
    </Sheet>
  )
}
