import { MAX_WANT_WORDS, TITLE_LENGTH } from '@domain/contracts/limits'
import type { OwnWant, WantsView } from '@domain/contracts/office-wants'
import { CLASS_CATEGORIES, type ClassCategory } from '@domain/offerings/kinds'
import type { WantSide } from '@domain/participation/match'
import type { DayHours } from '@domain/places/opening-hours'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { TextField } from '@/ui/field'
import { Sheet } from '@/ui/sheet'
import { ChoiceField } from '../fields/choice-field'
import { WeekHours } from '../fields/week-hours'
import styles from '../parts/office.module.scss'

const CATEGORIES = CLASS_CATEGORIES.map(({ id, label }) => ({ id, value: id, label }))

const ENDS = ['从几点', '到几点'] as const

interface WantSheetProps {
  centreId: string
  side: WantSide
  /** Null: a new one. */
  want: OwnWant | null
  onClose: () => void
  onDone: (answer: WantsView) => void
}

/** Edits what a centre needs, or what a partner offers. */
export function WantSheet({ centreId, side, want, onClose, onDone }: WantSheetProps) {
  const isOffer = side === 'offer'
  const [name, setName] = useState(want?.name ?? '')
  const [category, setCategory] = useState<ClassCategory>(want?.category ?? CLASS_CATEGORIES[0].id)
  const [week, setWeek] = useState<readonly DayHours[]>(want?.week ?? [])
  const [words, setWords] = useState(want?.words ?? '')
  const { busy, error, run } = useAction('office.saveWant')
  const problem = error && messageOf(error)
  const isForward = week.every(({ opens, closes }) => closes > opens)
  const isReady = (!isOffer || name.trim() !== '') && words.trim() !== '' && week.length > 0 && isForward
  const save = async (isOpen: boolean) => {
    const known = want ? { wantId: want.id } : {}
    const said = { side, name: isOffer ? name.trim() : '中心', category, week: [...week], words: words.trim() }
    const answer = await run({ centreId, ...known, revision: want?.revision ?? 0, ...said, isOpen })
    if (answer) onDone(answer)
  }
  return (
    <Sheet id="want-sheet" title={isOffer ? '能来办什么' : '缺什么课'} onClose={onClose}>
      <View className={cx(styles.form)}>
        {isOffer && (
          <TextField id="want-name" label="谁能来" maxLength={TITLE_LENGTH} value={name} onChange={setName} />
        )}
        <ChoiceField id="want-category" label="哪一类" value={category} choices={CATEGORIES} onChange={setCategory} />
        <WeekHours id="want-week" label="一周里哪些时间" none="不行" ends={ENDS} week={week} onChange={setWeek} />
        <TextField
          id="want-words"
          label="说一句"
          placeholder={isOffer ? '比如：教二胡，自带乐器' : '比如：想请人教老人拍照'}
          maxLength={MAX_WANT_WORDS}
          value={words}
          onChange={setWords}
        />
        {problem && <Alert id="want-problem" {...problem} />}
        <Button id="want-save" busy={busy} disabled={!isReady} onTap={() => void save(true)}>
          {isReady ? '保存' : isForward ? '请写时间和一句话' : '结束要晚于开始'}
        </Button>
        {want?.isOpen && (
          <Button id="want-stop" look="plain" busy={busy} disabled={!isReady} onTap={() => void save(false)}>
            先不找了
          </Button>
        )}
      </View>
    </Sheet>
  )
}
