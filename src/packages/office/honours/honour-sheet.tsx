import { OBJECTION_LENGTH } from '@domain/contracts/limits'
import type { HonourRow, HonoursEdit } from '@domain/contracts/office-honours'
import { sayHonour } from '@domain/participation/honour-state'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { TextArea } from '@/ui/field'
import { Sheet } from '@/ui/sheet'
import styles from '../parts/office.module.scss'
import { sayHonourRow } from './words'

interface HonourSheetProps {
  centreId: string
  honour: HonourRow
  now: number
  /** Whether the person may ask for a re-check. */
  mayRecheck: boolean
  onClose: () => void
  onDone: (answer: HonoursEdit) => void
}

/** An honour of a household; one that is held can be looked at again before its time. */
export function HonourSheet({ centreId, honour, now, mayRecheck, onClose, onDone }: HonourSheetProps) {
  const [reason, setReason] = useState('')
  const { busy, error, run } = useAction('office.recheckHonour')
  const problem = error && messageOf(error)
  const isReady = reason.trim() !== ''
  const recheck = async () => {
    const answer = await run({ centreId, honourId: honour.id, reason: reason.trim() })
    if (answer) onDone(answer)
  }
  return (
    <Sheet id="honour-sheet" title={`${honour.name}一家 · ${sayHonour(honour.kind)}`} onClose={onClose}>
      <View className={cx(styles.form)}>
        <View>{honour.words}</View>
        <View className={cx(styles.note)}>{sayHonourRow(honour, now)}</View>
        {honour.reason !== '' && <View className={cx(styles.note)}>提前复查的原因：{honour.reason}</View>}
        {mayRecheck && honour.canRecheck && (
          <>
            <View>出了事，可以请评议小组提前复查。他们说不够格了，荣誉从那天起取消；以前得过的、换过的都算数。</View>
            <TextArea
              id="recheck-reason"
              label="为什么提前复查"
              placeholder="他家和评议小组看得到这句话"
              maxLength={OBJECTION_LENGTH}
              value={reason}
              onChange={setReason}
            />
            {problem && <Alert id="recheck-problem" {...problem} />}
            <Button id="recheck-yes" busy={busy} disabled={!isReady} onTap={() => void recheck()}>
              {isReady ? '请评议小组复查' : '请先写原因'}
            </Button>
          </>
        )}
      </View>
    </Sheet>
  )
}
