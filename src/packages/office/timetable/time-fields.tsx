import { localDate } from '@domain/time'
import { View } from '@tarojs/components'
import { momentOf, typedClock } from '@/features/time/typed-clock'
import { cx } from '@/ui/cx'
import { TextField } from '@/ui/field'
import { DayField } from '../fields/day-field'
import styles from '../parts/office.module.scss'

/** Longest typed time, characters: four digits, with what people put between them. */
const TYPED_LENGTH = 8

/** A time as it is typed. */
export interface Typed {
  day: string
  from: string
  to: string
}

/** A span as it is typed. */
export function typedOf(startsAt: number, endsAt: number): Typed {
  return { day: localDate(startsAt), from: typedClock(startsAt), to: typedClock(endsAt) }
}

/** The span that was typed, epoch ms; null while it is none. */
export function spanOf({ day, from, to }: Typed): { startsAt: number; endsAt: number } | null {
  const [startsAt, endsAt] = [momentOf(day, from), momentOf(day, to)]
  return startsAt !== null && endsAt !== null && endsAt > startsAt ? { startsAt, endsAt } : null
}

interface TimeFieldsProps {
  id: string
  /** The days to choose from. */
  days: readonly string[]
  typed: Typed
  onChange: (typed: Typed) => void
}

/** Day, start and end of a session. */
export function TimeFields({ id, days, typed, onChange }: TimeFieldsProps) {
  const all = days.includes(typed.day) ? days : [typed.day, ...days]
  const isWrong = (text: string) => momentOf(typed.day, text) === null
  const isBackwards = !isWrong(typed.from) && !isWrong(typed.to) && spanOf(typed) === null
  const hint = '下午两点半写 1430'
  return (
    <>
      <DayField id={id} label="哪一天" days={all} day={typed.day} onChange={day => onChange({ ...typed, day })} />
      <View className={cx(styles.pair)}>
        <TextField
          id={`${id}-from`}
          kind="digits"
          label="几点开始"
          value={typed.from}
          maxLength={TYPED_LENGTH}
          problem={isWrong(typed.from) ? hint : null}
          onChange={from => onChange({ ...typed, from })}
        />
        <TextField
          id={`${id}-to`}
          kind="digits"
          label="几点结束"
          value={typed.to}
          maxLength={TYPED_LENGTH}
          problem={isWrong(typed.to) ? hint : isBackwards ? '要晚于开始' : null}
          onChange={to => onChange({ ...typed, to })}
        />
      </View>
    </>
  )
}
