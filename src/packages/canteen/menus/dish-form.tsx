import { ALLERGENS, COURSES, MARKS, type Menu } from '@domain/canteen/menu'
import { toggled } from '@domain/toggled'
import { digitsIn, typedFen } from '@domain/typed'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '@/ui/button'
import { Chip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { Field, TextField } from '@/ui/field'
import styles from '../parts/page.module.scss'
import type { DishDraft } from './use-menus'

const NEW: DishDraft = { name: '', course: 'meat', allergens: null, marks: [], cap: null, surcharge: 0 }
/** Longest name of a dish, characters. */
const NAME_LENGTH = 16

interface DishFormProps {
  /** Null: a new one. */
  dish: DishDraft | null
  picks: Menu['picks']
  onDone: (dish: DishDraft) => void
  /** Takes it off the menu; null: it is not on it. */
  onRemove: (() => void) | null
}

/** One dish: what it is, what is in it, and how many there are. */
export function DishForm({ dish, picks, onDone, onRemove }: DishFormProps) {
  const [draft, setDraft] = useState<DishDraft>(dish ?? NEW)
  const [cap, setCap] = useState(draft.cap === null ? '' : String(draft.cap))
  const [extra, setExtra] = useState(draft.surcharge === 0 ? '' : String(draft.surcharge / 100))
  const change = (more: Partial<DishDraft>) => setDraft(was => ({ ...was, ...more }))
  const isChosen = (picks[draft.course] ?? 0) > 0
  const count = Number(cap)
  const fen = typedFen(extra)
  const isCapRight = cap === '' || (Number.isInteger(count) && count >= 1 && count <= 1000)
  const isExtraRight = extra === '' || (fen !== null && fen <= 10_000 && fen % 10 === 0)
  const ready = draft.name.trim() !== '' && (!isChosen || (isCapRight && isExtraRight))
  const done = () =>
    onDone({
      ...draft,
      name: draft.name.trim(),
      // What every meal includes has neither.
      cap: isChosen && cap !== '' ? count : null,
      surcharge: isChosen ? (fen ?? 0) : 0,
    })
  return (
    <View className={cx(styles.stack)}>
      <TextField
        id="dish-name"
        label="菜名"
        maxLength={NAME_LENGTH}
        value={draft.name}
        onChange={name => change({ name })}
      />
      <Field label="哪一类">
        <View className={cx(styles.wrap)}>
          {COURSES.map(({ id, label }) => (
            <Chip key={id} id={`course-${id}`} on={draft.course === id} onTap={() => change({ course: id })}>
              {label}
            </Chip>
          ))}
        </View>
      </Field>
      <Field label="含哪些致敏物（必填）">
        <View className={cx(styles.wrap)}>
          <Chip
            id="allergen-none"
            role="checkbox"
            on={draft.allergens?.length === 0}
            onTap={() => change({ allergens: [] })}
          >
            都不含
          </Chip>
          {ALLERGENS.map(({ id, label }) => (
            <Chip
              key={id}
              id={`allergen-${id}`}
              role="checkbox"
              on={draft.allergens?.includes(id) === true}
              onTap={() => change({ allergens: toggled(draft.allergens ?? [], id) })}
            >
              {label}
            </Chip>
          ))}
        </View>
      </Field>
      <Field label="适合谁">
        <View className={cx(styles.wrap)}>
          {MARKS.map(({ id, label }) => (
            <Chip
              key={id}
              id={`mark-${id}`}
              role="checkbox"
              on={draft.marks.includes(id)}
              onTap={() => change({ marks: toggled(draft.marks, id) })}
            >
              {label}
            </Chip>
          ))}
        </View>
      </Field>
      {isChosen && (
        <>
          <TextField
            id="dish-cap"
            label="最多做几份（不写就不限）"
            kind="digits"
            maxLength={4}
            value={cap}
            problem={isCapRight ? null : '请写 1 到 1000'}
            onChange={text => setCap(digitsIn(text))}
          />
          <TextField
            id="dish-extra"
            label="加价，元（不写就不加）"
            maxLength={8}
            value={extra}
            problem={isExtraRight ? null : '请写金额，比如 2'}
            onChange={setExtra}
          />
        </>
      )}
      <Button id="dish-done" disabled={!ready} onTap={done}>
        {draft.name.trim() === '' ? '请先写菜名' : '好了'}
      </Button>
      {onRemove && (
        <Button id="dish-remove" look="plain" onTap={onRemove}>
          这天不做这道菜
        </Button>
      )}
    </View>
  )
}
