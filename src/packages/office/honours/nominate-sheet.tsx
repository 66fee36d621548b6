import { HONOUR_LENGTH } from '@domain/contracts/limits'
import type { HonoursEdit } from '@domain/contracts/office-honours'
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
import styles from '../parts/office.module.scss'

/** The number that a person copies from their own page. */
const NUMBER = /^[a-z2-7]{20}$/

interface NominateSheetProps {
  centreId: string
  onClose: () => void
  onDone: (answer: HonoursEdit) => void
}

/** Nominates a household, which is asked first. */
export function NominateSheet({ centreId, onClose, onDone }: NominateSheetProps) {
  const [kind, setKind] = useState<HonourKind>(HONOUR_KINDS[0].id)
  const [number, setNumber] = useState('')
  const [words, setWords] = useState('')
  const { busy, error, run } = useAction('office.nominateHonour')
  const problem = error && messageOf(error)
  const personId = number.trim()
  const hasWho = NUMBER.test(personId)
  const isReady = hasWho && words.trim() !== ''
  const nominate = async () => {
    const answer = await run({ centreId, kind, personId, words: words.trim() })
    if (answer) onDone(answer)
  }
  return (
    <Sheet id="nominate-sheet" title="推荐一家" onClose={onClose}>
      <View className={cx(styles.form)}>
        <View className={cx(styles.note)}>先问这家人答不答应，答应了才交给评议小组。</View>
        <Field label="哪个荣誉">
          <View className={cx(styles.wrap)}>
            {HONOUR_KINDS.map(({ id, label }) => (
              <Chip key={id} id={`kind-${id}`} on={kind === id} onTap={() => setKind(id)}>
                {label}
              </Chip>
            ))}
          </View>
        </Field>
        <TextField
          id="nominate-number"
          label="这家人的编号"
          placeholder="在他们的「我的 → 我的编号」里"
          maxLength={64}
          value={number}
          onChange={setNumber}
        />
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
          {!hasWho ? '请写编号' : isReady ? '推荐' : '请先写好在哪里'}
        </Button>
      </View>
    </Sheet>
  )
}
