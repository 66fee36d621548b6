import { TEXT_LENGTH, TITLE_LENGTH } from '@domain/contracts/limits'
import type { OfficeTopic } from '@domain/contracts/office-topics'
import { MAX_NEEDS } from '@domain/governance/topic'
import { toggled } from '@domain/toggled'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Checkbox, Field, TextArea, TextField } from '@/ui/field'
import { Sheet } from '@/ui/sheet'
import styles from '../parts/office.module.scss'

interface TopicSheetProps {
  centreId: string
  /** Null: a new one. */
  topic: OfficeTopic | null
  needs: readonly { id: string; text: string }[]
  onClose: () => void
  onDone: () => void
}

/** Edits the text of a topic and the needs that it gathers. */
export function TopicSheet({ centreId, topic, needs, onClose, onDone }: TopicSheetProps) {
  const [title, setTitle] = useState(topic?.title ?? '')
  const [words, setWords] = useState(topic?.words ?? '')
  const [needIds, setNeedIds] = useState<readonly string[]>(topic?.needIds ?? [])
  const { busy, error, run } = useAction('office.saveTopic')
  const problem = error && messageOf(error)
  const isReady = title.trim() !== '' && words.trim() !== '' && needIds.length > 0 && needIds.length <= MAX_NEEDS
  const asksAgain = topic !== null && topic.supporters > 0 && (title !== topic.title || words !== topic.words)
  const save = async () => {
    const text = { title: title.trim(), words: words.trim(), needIds: [...needIds] }
    const known = topic ? { topicId: topic.id } : {}
    if (await run({ centreId, ...known, revision: topic?.revision ?? 0, ...text })) onDone()
  }
  return (
    <Sheet id="topic-sheet" title={topic ? '改议题' : '新议题'} onClose={onClose}>
      <View className={cx(styles.form)}>
        <TextField id="topic-title" label="叫什么" maxLength={TITLE_LENGTH} value={title} onChange={setTitle} />
        <TextArea id="topic-words" label="打算怎么办" maxLength={TEXT_LENGTH} value={words} onChange={setWords} />
        <Field label="汇集哪些需求">
          <View className={cx(styles.stack)}>
            {needs.map(({ id, text }) => (
              <Checkbox
                key={id}
                id={`topic-need-${id}`}
                checked={needIds.includes(id)}
                onChange={() => setNeedIds(toggled(needIds, id))}
              >
                {text}
              </Checkbox>
            ))}
          </View>
        </Field>
        {asksAgain && (
          <Alert
            id="topic-again"
            text={`已经有 ${topic.supporters} 家支持`}
            hint="改了文字就是新的一版，支持从头算，会再问他们一次。"
          />
        )}
        {problem && <Alert id="topic-problem" {...problem} />}
        <Button id="topic-save" busy={busy} disabled={!isReady} onTap={() => void save()}>
          {isReady ? '保存' : '请写名称和办法，选至少一条需求'}
        </Button>
      </View>
    </Sheet>
  )
}
