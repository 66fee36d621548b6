import { OBJECTION_LENGTH } from '@domain/contracts/limits'
import { personNumberOf, TYPED_PERSON_NUMBER_LENGTH } from '@domain/people/number'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { TextArea, TextField } from '@/ui/field'
import { Sheet } from '@/ui/sheet'
import { toast } from '@/ui/toast'
import { NumberField } from '../fields/number-field'
import styles from '../parts/office.module.scss'

/** Moves points of a household to one that has left it. */
export function SplitSheet({ centreId, onClose }: { centreId: string; onClose: () => void }) {
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const [points, setPoints] = useState<number | null>(null)
  const [reason, setReason] = useState('')
  const { busy, error, run } = useAction('office.splitPoints')
  const problem = error && messageOf(error)
  const [fromId, toId] = [personNumberOf(from), personNumberOf(to)]
  const hasBoth = fromId !== null && toId !== null && fromId !== toId
  const isReady = hasBoth && points !== null && points > 0 && reason.trim() !== ''
  const split = async () => {
    if (points === null || fromId === null || toId === null) return
    const answer = await run({ centreId, fromId, toId, points, reason: reason.trim() })
    if (!answer) return
    toast('分好了', `原来那家还有 ${answer.left} 分。`)
    onClose()
  }
  return (
    <Sheet id="split-sheet" title="分户分积分" onClose={onClose}>
      <View className={cx(styles.form)}>
        <View className={cx(styles.note)}>
          一家分成两家，两家都同意了再分。编号在各自的「我的 →
          我的编号」里。分走的分到期的日子不变；记在两家的账上，也记在操作记录里。
        </View>
        <TextField
          id="split-from"
          label="从哪一家（编号）"
          maxLength={TYPED_PERSON_NUMBER_LENGTH}
          value={from}
          onChange={setFrom}
        />
        <TextField
          id="split-to"
          label="分给哪一家（编号）"
          maxLength={TYPED_PERSON_NUMBER_LENGTH}
          value={to}
          onChange={setTo}
        />
        <NumberField id="split-points" label="分多少分" value={points} onChange={setPoints} />
        <TextArea
          id="split-reason"
          label="为什么"
          placeholder="比如：儿子成家，搬出去单过"
          maxLength={OBJECTION_LENGTH}
          value={reason}
          onChange={setReason}
        />
        {problem && <Alert id="split-problem" {...problem} />}
        <Button id="split-yes" busy={busy} disabled={!isReady} onTap={() => void split()}>
          {!hasBoth ? '请写两家的编号' : isReady ? '分' : '请写多少分、为什么'}
        </Button>
      </View>
    </Sheet>
  )
}
