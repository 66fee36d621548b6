import { TITLE_LENGTH } from '@domain/contracts/limits'
import type { GoodEdit, PointsEdit } from '@domain/contracts/office-points'
import { GOOD_KINDS, type GoodKind } from '@domain/participation/redemption'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Checkbox, TextField } from '@/ui/field'
import { Sheet } from '@/ui/sheet'
import { ChoiceField } from '../fields/choice-field'
import { NumberField } from '../fields/number-field'
import styles from '../parts/office.module.scss'

const KINDS = GOOD_KINDS.map(({ id, label }) => ({ id, value: id as GoodKind, label }))
const DIRECTIONS = [
  { id: 'in', value: 1, label: '补货' },
  { id: 'out', value: -1, label: '拿走' },
] as const

interface GoodSheetProps {
  centreId: string
  /** Null: a new one. */
  good: GoodEdit | null
  onClose: () => void
  onDone: (answer: PointsEdit) => void
}

/** Edits something that points buy, and its stock. */
export function GoodSheet({ centreId, good, onClose, onDone }: GoodSheetProps) {
  const [title, setTitle] = useState(good?.title ?? '')
  const [kind, setKind] = useState<GoodKind>(good?.kind ?? 'food')
  const [points, setPoints] = useState<number | null>(good?.points ?? null)
  const [pieces, setPieces] = useState<number | null>(null)
  const [direction, setDirection] = useState<1 | -1>(1)
  const [isOpen, setOpen] = useState(good?.isOpen ?? true)
  const { busy, error, run } = useAction('office.savePointGood')
  const problem = error && messageOf(error)
  const isReady = title.trim() !== '' && points !== null && points >= 1
  const save = async () => {
    if (points === null) return
    const fields = { kind, title: title.trim(), points, isOpen, added: (pieces ?? 0) * direction }
    const known = good ? { goodId: good.id } : {}
    const answer = await run({ centreId, ...known, revision: good?.revision ?? 0, ...fields })
    if (answer) onDone(answer)
  }
  return (
    <Sheet id="good-sheet" title={good ? `改${good.title}` : '加一样东西'} onClose={onClose}>
      <View className={cx(styles.form)}>
        <TextField
          id="good-title"
          label="叫什么"
          placeholder="比如 大米 5 斤"
          maxLength={TITLE_LENGTH}
          value={title}
          onChange={setTitle}
        />
        <ChoiceField id="good-kind" label="哪一类" value={kind} choices={KINDS} onChange={setKind} />
        <NumberField id="good-points" label="几分换一份" value={points} onChange={setPoints} />
        {good && (
          <ChoiceField
            id="good-direction"
            label={`现在库存 ${good.left} 份`}
            value={direction}
            choices={DIRECTIONS}
            onChange={setDirection}
          />
        )}
        <NumberField id="good-pieces" label="几份" value={pieces} placeholder="不变就空着" onChange={setPieces} />
        <Checkbox id="good-open" checked={isOpen} onChange={setOpen}>
          居民看得到，能换
        </Checkbox>
        {problem && <Alert id="good-problem" {...problem} />}
        <Button id="good-save" busy={busy} disabled={!isReady} onTap={() => void save()}>
          {isReady ? '保存' : '请先写名称和分数'}
        </Button>
      </View>
    </Sheet>
  )
}
