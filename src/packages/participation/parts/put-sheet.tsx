import { NEED_LENGTH } from '@domain/contracts/limits'
import type { NeedView } from '@domain/contracts/needs'
import { NEED_CATEGORIES, type NeedCategory } from '@domain/governance/need'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { Chip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { Field, TextArea } from '@/ui/field'
import { Sheet } from '@/ui/sheet'
import styles from './points.module.scss'

interface PutSheetProps {
  centre: { id: string; name: string }
  onClose: () => void
  onDone: (need: NeedView) => void
}

/** Puts a need: what it is about, in one sentence. */
export function PutSheet({ centre, onClose, onDone }: PutSheetProps) {
  const [category, setCategory] = useState<NeedCategory | null>(null)
  const [text, setText] = useState('')
  const { busy, error, run } = useAction('need.put')
  const problem = error && messageOf(error)
  const isReady = category !== null && text.trim() !== ''
  const put = async () => {
    if (category === null) return
    const answer = await run({ centreId: centre.id, category, text: text.trim() })
    if (answer) onDone(answer.need)
  }
  return (
    <Sheet id="put-sheet" title="提一条需求" onClose={onClose}>
      <View className={cx(styles.stack)}>
        <View className={cx(styles.note)}>
          提给{centre.name}。大家看得到您写的话，看不到是谁写的，请别写姓名、门牌和电话。
        </View>
        <Field label="关于什么">
          <View className={cx(styles.wrap)}>
            {NEED_CATEGORIES.map(({ id, label }) => (
              <Chip key={id} id={`put-${id}`} on={category === id} onTap={() => setCategory(id)}>
                {label}
              </Chip>
            ))}
          </View>
        </Field>
        <TextArea
          id="put-text"
          label="一句话说清楚"
          placeholder="比如：周末开一个书法班"
          maxLength={NEED_LENGTH}
          value={text}
          onChange={setText}
        />
        {problem && <Alert id="put-problem" {...problem} />}
        <Button id="put-yes" busy={busy} disabled={!isReady} onTap={() => void put()}>
          {isReady ? '提交' : '请选一类，写一句话'}
        </Button>
      </View>
    </Sheet>
  )
}
