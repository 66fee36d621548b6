import { STAR_WORDS_LENGTH } from '@domain/contracts/limits'
import type { StarSheet } from '@domain/contracts/office-stars'
import { type GivenMark, VETOES, type VetoKind } from '@domain/rating/result'
import type { MarkedStandard } from '@domain/rating/standards'
import { View } from '@tarojs/components'
import { type ReactNode, useState } from 'react'
import type { CloudError } from '@/cloud/errors'
import { messageOf } from '@/cloud/messages'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { TextArea, TextField } from '@/ui/field'
import { Sheet } from '@/ui/sheet'
import { ChoiceField } from '../fields/choice-field'
import styles from '../parts/office.module.scss'
import { sayTenths, tenthsIn } from './say'

const CHOICES: { id: string; value: VetoKind | null; label: string }[] = [
  { id: 'none', value: null, label: '没有' },
  ...VETOES.map(({ id, label }) => ({ id, value: id, label })),
]

interface MarkSheetProps {
  title: string
  /** What is marked, above the marks. */
  about?: ReactNode
  standards: readonly Pick<MarkedStandard, 'id' | 'label' | 'note' | 'points'>[]
  /** As it was saved; null: not yet. */
  sheet: StarSheet | null
  /** What the words are about; absent: there are none. */
  wordsLabel?: string
  /** An office can rule stars out. */
  withVeto?: boolean
  busy: boolean
  error: CloudError | null
  onClose: () => void
  onSave: (given: { n: number; marks: GivenMark[]; words: string }, veto: VetoKind | null) => void
}

/** Marks every marked standard, with some words. */
export function MarkSheet(props: MarkSheetProps) {
  const { title, about, standards, sheet, wordsLabel, withVeto = false, busy, error, onClose, onSave } = props
  const [typed, setTyped] = useState<Record<string, string>>(() =>
    Object.fromEntries(Object.entries(sheet?.marks ?? {}).map(([id, tenths]) => [id, sayTenths(tenths)])),
  )
  const [words, setWords] = useState(sheet?.words ?? '')
  const [veto, setVeto] = useState<VetoKind | null>(sheet?.veto ?? null)
  const problem = error && messageOf(error)
  const marks = standards.flatMap(({ id, points }): GivenMark[] => {
    const tenths = tenthsIn(typed[id] ?? '', points)
    return tenths === null ? [] : [{ id, tenths }]
  })
  const isReady = marks.length === standards.length
  return (
    <Sheet id="mark-sheet" title={title} onClose={onClose}>
      <View className={cx(styles.form)}>
        {about}
        {standards.map(({ id, label, note, points }) => (
          <TextField
            key={id}
            id={`mark-${id}`}
            label={`${label}（满分 ${points} 分）`}
            placeholder={note}
            maxLength={4}
            value={typed[id] ?? ''}
            problem={typed[id] && tenthsIn(typed[id], points) === null ? `0 到 ${points} 分，最多一位小数` : null}
            onChange={text => setTyped(was => ({ ...was, [id]: text }))}
          />
        ))}
        {wordsLabel !== undefined && (
          <TextArea
            id="mark-words"
            label={wordsLabel}
            placeholder="可以不写"
            maxLength={STAR_WORDS_LENGTH}
            value={words}
            onChange={setWords}
          />
        )}
        {withVeto && <ChoiceField id="mark-veto" label="一票否决" value={veto} choices={CHOICES} onChange={setVeto} />}
        {problem && <Alert id="mark-problem" {...problem} />}
        <Button
          id="mark-save"
          busy={busy}
          disabled={!isReady}
          onTap={() => onSave({ n: sheet?.n ?? 0, marks, words: words.trim() }, veto)}
        >
          {isReady ? '提交' : '请每一项都打上分'}
        </Button>
      </View>
    </Sheet>
  )
}
