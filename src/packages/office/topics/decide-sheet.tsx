import { ANSWER_LENGTH } from '@domain/contracts/limits'
import type { OfficeTopic } from '@domain/contracts/office-topics'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { TextArea } from '@/ui/field'
import { Sheet } from '@/ui/sheet'
import { ChoiceField } from '../fields/choice-field'
import styles from '../parts/office.module.scss'

const OUTCOMES = [
  { id: 'yes', value: true, label: '就这么办' },
  { id: 'no', value: false, label: '这次不办' },
] as const

interface DecideSheetProps {
  centreId: string
  topic: OfficeTopic
  onClose: () => void
  onDone: () => void
}

/** Publishes the decision on a topic with its reasons. */
export function DecideSheet({ centreId, topic, onClose, onDone }: DecideSheetProps) {
  const [adopted, setAdopted] = useState(true)
  const [reasons, setReasons] = useState('')
  const { busy, error, run } = useAction('office.decideTopic')
  const problem = error && messageOf(error)
  const isReady = reasons.trim() !== ''
  const { result } = topic
  const decide = async () => {
    if (await run({ centreId, topicId: topic.id, adopted, reasons: reasons.trim() })) onDone()
  }
  return (
    <Sheet id="decide-sheet" title={topic.title} onClose={onClose}>
      <View className={cx(styles.form)}>
        {result && (
          <View className={cx(styles.bold)}>
            赞成 {result.for} 家，不赞成 {result.against} 家，弃权 {result.abstain} 家，其中纸票 {result.counter} 张
          </View>
        )}
        <ChoiceField id="decision" label="决定" value={adopted} choices={OUTCOMES} onChange={setAdopted} />
        <TextArea
          id="decide-reasons"
          label="为什么这样定（会公布）"
          maxLength={ANSWER_LENGTH}
          value={reasons}
          onChange={setReasons}
        />
        {problem && <Alert id="decide-problem" {...problem} />}
        <Button id="decide-yes" busy={busy} disabled={!isReady} onTap={() => void decide()}>
          {isReady ? '公布' : '请先写理由'}
        </Button>
      </View>
    </Sheet>
  )
}
