import { STAR_WORDS_LENGTH } from '@domain/contracts/limits'
import { View } from '@tarojs/components'
import { type ReactNode, useState } from 'react'
import type { CloudError } from '@/cloud/errors'
import { messageOf } from '@/cloud/messages'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { TextArea } from '@/ui/field'
import { Sheet } from '@/ui/sheet'
import styles from '../parts/office.module.scss'

interface WordsSheetProps {
  title: string
  label: string
  /** What stands above the words. */
  children?: ReactNode
  /** Whether everything but the words is there. */
  isReady?: boolean
  /** Nothing has to be written. */
  optional?: boolean
  busy: boolean
  error: CloudError | null
  onClose: () => void
  onSave: (words: string) => void
}

/** Something that is said in a few words. */
export function WordsSheet(props: WordsSheetProps) {
  const { title, label, children, isReady = true, optional = false, busy, error, onClose, onSave } = props
  const [words, setWords] = useState('')
  const problem = error && messageOf(error)
  const isComplete = isReady && (optional || words.trim() !== '')
  return (
    <Sheet id="words-sheet" title={title} onClose={onClose}>
      <View className={cx(styles.form)}>
        {children}
        <TextArea
          id="words-text"
          label={label}
          placeholder={optional ? '可以不写' : ''}
          maxLength={STAR_WORDS_LENGTH}
          value={words}
          onChange={setWords}
        />
        {problem && <Alert id="words-problem" {...problem} />}
        <Button id="words-save" busy={busy} disabled={!isComplete} onTap={() => onSave(words.trim())}>
          {isComplete ? '提交' : '请先写清楚'}
        </Button>
      </View>
    </Sheet>
  )
}
