import { ANSWER_LENGTH } from '@domain/contracts/limits'
import type { OfficeProject } from '@domain/contracts/projects'
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

interface CloseSheetProps {
  centreId: string
  project: OfficeProject
  onClose: () => void
  onDone: () => void
}

/** Closes a project; its figures are counted at this moment. */
export function CloseSheet({ centreId, project, onClose, onDone }: CloseSheetProps) {
  const [words, setWords] = useState('')
  const [fewReason, setFewReason] = useState('')
  const { busy, error, run } = useAction('office.closeProject')
  const problem = error && messageOf(error)
  const isReady = words.trim() !== ''
  const close = async () => {
    if (await run({ centreId, projectId: project.id, words: words.trim(), fewReason: fewReason.trim() })) onDone()
  }
  return (
    <Sheet id="close-sheet" title={`办完了：${project.topic.title}`} onClose={onClose}>
      <View className={cx(styles.form)}>
        <View className={cx(styles.note)}>场次、人数、评价这时按签到算一次，定下来不再变，和您写的话一起公布。</View>
        <TextArea id="close-words" label="做成了什么" maxLength={ANSWER_LENGTH} value={words} onChange={setWords} />
        <TextArea
          id="close-few"
          label="评价不到 30 个时，写为什么"
          maxLength={ANSWER_LENGTH}
          value={fewReason}
          onChange={setFewReason}
        />
        {problem && <Alert id="close-problem" {...problem} />}
        <Button id="close-yes" busy={busy} disabled={!isReady} onTap={() => void close()}>
          {isReady ? '结束并公布' : '请先写做成了什么'}
        </Button>
      </View>
    </Sheet>
  )
}
