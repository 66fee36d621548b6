import type { TopicView } from '@domain/contracts/topics'
import type { Choice } from '@domain/governance/topic'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { Chip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { Field } from '@/ui/field'
import { Sheet } from '@/ui/sheet'
import styles from './points.module.scss'
import { CHOICE_LABELS } from './topic-words'

interface VoteSheetProps {
  topic: TopicView
  onClose: () => void
  onDone: (answer: { now: number; topic: TopicView }) => void
}

/** Gives the voice of the household. It is final, so it is chosen first and given afterwards. */
export function VoteSheet({ topic, onClose, onDone }: VoteSheetProps) {
  const [choice, setChoice] = useState<Choice | null>(null)
  const { busy, error, run } = useAction('topic.vote')
  const problem = error && messageOf(error)
  const vote = async () => {
    if (choice === null) return
    const answer = await run({ topicId: topic.id, choice })
    if (answer) onDone(answer)
  }
  return (
    <Sheet id="vote-sheet" title={topic.title} onClose={onClose}>
      <View className={cx(styles.stack)}>
        <View className={cx(styles.note)}>
          一家一票，交了不能改。截止以前谁也看不到结果，工作人员也看不到；您家怎么投的，哪个页面上都看不到。
        </View>
        <Field label="您家的意见">
          <View className={cx(styles.wrap)}>
            {CHOICE_LABELS.map(({ id, label }) => (
              <Chip key={id} id={`vote-${id}`} on={choice === id} onTap={() => setChoice(id)}>
                {label}
              </Chip>
            ))}
          </View>
        </Field>
        {problem && <Alert id="vote-problem" {...problem} />}
        <Button id="vote-yes" busy={busy} disabled={choice === null} onTap={() => void vote()}>
          {choice === null ? '请先选一项' : `交票：${CHOICE_LABELS.find(({ id }) => id === choice)?.label}`}
        </Button>
      </View>
    </Sheet>
  )
}
