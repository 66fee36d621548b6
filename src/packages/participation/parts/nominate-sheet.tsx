import { HONOUR_LENGTH } from '@domain/contracts/limits'
import { HONOUR_KINDS, type HonourKind } from '@domain/participation/honour-state'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { Chip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { Field, TextArea, TextField } from '@/ui/field'
import { Sheet } from '@/ui/sheet'
import { toast } from '@/ui/toast'
import styles from './points.module.scss'

/** The number that a person copies from their own page. */
const NUMBER = /^[a-z2-7]{20}$/

interface NominateSheetProps {
  centreId: string
  onClose: () => void
  onDone: () => void
}

/** Nominates the own household, or that of a neighbour, who is asked first. */
export function NominateSheet({ centreId, onClose, onDone }: NominateSheetProps) {
  const [kind, setKind] = useState<HonourKind>(HONOUR_KINDS[0].id)
  const [isOwn, setOwn] = useState(true)
  const [number, setNumber] = useState('')
  const [words, setWords] = useState('')
  const { busy, error, run } = useAction('honours.nominate')
  const problem = error && messageOf(error)
  const personId = number.trim()
  const hasWho = isOwn || NUMBER.test(personId)
  const isReady = hasWho && words.trim() !== ''
  const nominate = async () => {
    if (!(await run({ centreId, kind, personId: isOwn ? null : personId, words: words.trim() }))) return
    toast('推荐好了', isOwn ? '评议小组会来评，通过了就公示。' : '等他家答应，再交给评议小组。')
    onDone()
  }
  return (
    <Sheet id="nominate-sheet" title="推荐" onClose={onClose}>
      <View className={cx(styles.stack)}>
        <Field label="哪个荣誉">
          <View className={cx(styles.wrap)}>
            {HONOUR_KINDS.map(({ id, label }) => (
              <Chip key={id} id={`kind-${id}`} on={kind === id} onTap={() => setKind(id)}>
                {label}
              </Chip>
            ))}
          </View>
        </Field>
        <Field label="推荐谁">
          <View className={cx(styles.wrap)}>
            <Chip id="nominate-own" on={isOwn} onTap={() => setOwn(true)}>
              自己家
            </Chip>
            <Chip id="nominate-neighbour" on={!isOwn} onTap={() => setOwn(false)}>
              邻居家
            </Chip>
          </View>
        </Field>
        {!isOwn && (
          <TextField
            id="nominate-number"
            label="邻居的编号"
            placeholder="在他的「我的 → 我的编号」里复制"
            maxLength={64}
            value={number}
            onChange={setNumber}
          />
        )}
        <TextArea
          id="nominate-words"
          label="好在哪里"
          placeholder="公示时大家看得到，别写名字、门牌和电话"
          maxLength={HONOUR_LENGTH}
          value={words}
          onChange={setWords}
        />
        {problem && <Alert id="nominate-problem" {...problem} />}
        <Button id="nominate-yes" busy={busy} disabled={!isReady} onTap={() => void nominate()}>
          {!hasWho ? '请写邻居的编号' : isReady ? '推荐' : '请先写好在哪里'}
        </Button>
      </View>
    </Sheet>
  )
}
