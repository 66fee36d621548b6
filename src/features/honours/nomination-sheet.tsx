import { HONOUR_LENGTH } from '@domain/contracts/limits'
import { HONOUR_KINDS, type HonourKind } from '@domain/participation/honour-state'
import { personNumberOf, TYPED_PERSON_NUMBER_LENGTH } from '@domain/people/number'
import { View } from '@tarojs/components'
import { useState } from 'react'
import type { CloudError } from '@/cloud/errors'
import { messageOf } from '@/cloud/messages'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { Chip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { Field, TextArea, TextField } from '@/ui/field'
import { Sheet } from '@/ui/sheet'
import styles from './nomination-sheet.module.scss'

/** What is handed in. */
export interface Nomination {
  kind: HonourKind
  /** The number of the household; null: the own one. */
  personId: string | null
  words: string
}

interface NominationSheetProps {
  title: string
  /** What happens first, in a line above the form; absent: nothing is said. */
  note?: string
  /** Whose number is asked for. */
  whose: string
  /** Whether the own household can be nominated: it is proposed. */
  takesOwn?: boolean
  busy: boolean
  error: CloudError | null
  onNominate: (nomination: Nomination) => void
  onClose: () => void
}

/** Nominates a household for an honour: which honour, whom, and for what. */
export function NominationSheet({ title, note, whose, takesOwn = false, ...rest }: NominationSheetProps) {
  const { busy, error, onNominate, onClose } = rest
  const [kind, setKind] = useState<HonourKind>(HONOUR_KINDS[0].id)
  const [isOwn, setOwn] = useState(takesOwn)
  const [number, setNumber] = useState('')
  const [words, setWords] = useState('')
  const problem = error && messageOf(error)
  const personId = isOwn ? null : personNumberOf(number)
  const hasWho = isOwn || personId !== null
  const isReady = hasWho && words.trim() !== ''
  return (
    <Sheet id="nominate-sheet" title={title} onClose={onClose}>
      <View className={cx(styles.form)}>
        {note !== undefined && <View className={cx(styles.note)}>{note}</View>}
        <Field label="哪个荣誉">
          <View className={cx(styles.wrap)}>
            {HONOUR_KINDS.map(({ id, label }) => (
              <Chip key={id} id={`kind-${id}`} on={kind === id} onTap={() => setKind(id)}>
                {label}
              </Chip>
            ))}
          </View>
        </Field>
        {takesOwn && (
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
        )}
        {!isOwn && (
          <TextField
            id="nominate-number"
            label={`${whose}的编号`}
            placeholder="在他们的「我的 → 我的编号」里复制"
            maxLength={TYPED_PERSON_NUMBER_LENGTH}
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
        <Button
          id="nominate-yes"
          busy={busy}
          disabled={!isReady}
          onTap={() => onNominate({ kind, personId, words: words.trim() })}
        >
          {!hasWho ? `请写${whose}的编号` : isReady ? '推荐' : '请先写好在哪里'}
        </Button>
      </View>
    </Sheet>
  )
}
