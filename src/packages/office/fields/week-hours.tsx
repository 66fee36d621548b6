import type { DayHours } from '@domain/places/opening-hours'
import { MONDAY_FIRST, WEEKDAYS } from '@domain/time'
import { digitsIn } from '@domain/typed'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Tap } from '@/ui/base/tap'
import { Chip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { Field, TextField } from '@/ui/field'
import styles from './fields.module.scss'

const sayMinute = (minute: number) =>
  `${String(Math.floor(minute / 60) % 24).padStart(2, '0')}${String(minute % 60).padStart(2, '0')}`

/** Minutes after midnight of a typed time; 2400 is the end of the day; null while it is no time. */
function minuteOf(typed: string): number | null {
  const digits = digitsIn(typed)
  const [hour, minute] = [Number(digits.slice(0, 2)), Number(digits.slice(2))]
  return digits.length === 4 && minute < 60 && hour * 60 + minute <= 1440 ? hour * 60 + minute : null
}

const ENDS = ['几点开', '几点关'] as const

interface WeekHoursProps {
  id: string
  /** What is asked for; the opening hours unless it says otherwise. */
  label?: string
  /** What is said of a day without hours. */
  none?: string
  /** What the two times of a day are called. */
  ends?: readonly [opens: string, closes: string]
  week: readonly DayHours[]
  onChange: (week: DayHours[]) => void
}

/** The opening hours of each weekday. A closing time before the opening is on the next day. */
export function WeekHours({
  id,
  label = '每天几点到几点开',
  none = '不开门',
  ends = ENDS,
  week,
  onChange,
}: WeekHoursProps) {
  const [filled, setFilled] = useState(0)
  const set = (weekday: number, hours: Omit<DayHours, 'weekday'> | null) =>
    onChange([...week.filter(day => day.weekday !== weekday), ...(hours === null ? [] : [{ weekday, ...hours }])])
  const [first] = MONDAY_FIRST.flatMap(weekday => week.find(day => day.weekday === weekday) ?? [])
  const likeFirst = () => {
    if (!first) return
    onChange(MONDAY_FIRST.map(weekday => ({ ...first, weekday })))
    setFilled(filled + 1)
  }
  return (
    <Field label={`${label}（早上八点写 0800）`}>
      <View className={cx(styles.days)} key={filled}>
        {MONDAY_FIRST.map(weekday => {
          const day = week.find(each => each.weekday === weekday)
          return (
            <View key={weekday} className={cx(styles.day)}>
              <Chip
                id={`${id}-${weekday}`}
                role="checkbox"
                on={day !== undefined}
                onTap={() => set(weekday, day ? null : { opens: first?.opens ?? 480, closes: first?.closes ?? 1260 })}
              >
                {WEEKDAYS[weekday]}
              </Chip>
              {day ? (
                <DayFields id={`${id}-${weekday}`} day={day} ends={ends} onChange={hours => set(weekday, hours)} />
              ) : (
                <View className={cx(styles.none)}>{none}</View>
              )}
            </View>
          )
        })}
      </View>
      <Tap id={`${id}-same`} className={styles.link} onTap={likeFirst}>
        每天都和第一天一样
      </Tap>
    </Field>
  )
}

function DayFields({
  id,
  day,
  ends,
  onChange,
}: {
  id: string
  day: DayHours
  ends: readonly [string, string]
  onChange: (hours: Omit<DayHours, 'weekday'>) => void
}) {
  const [opens, setOpens] = useState(sayMinute(day.opens))
  const [closes, setCloses] = useState(day.closes === 1440 ? '2400' : sayMinute(day.closes))
  const tell = (from: string, to: string) => {
    const [start, end] = [minuteOf(from), minuteOf(to)]
    if (start !== null && end !== null) onChange({ opens: start, closes: end })
  }
  const wrong = (typed: string) => (minuteOf(typed) === null ? '写 4 位数字' : null)
  return (
    <>
      <TextField
        id={`${id}-opens`}
        kind="digits"
        label={ends[0]}
        value={opens}
        maxLength={5}
        problem={wrong(opens)}
        onChange={text => {
          setOpens(text)
          tell(text, closes)
        }}
      />
      <TextField
        id={`${id}-closes`}
        kind="digits"
        label={ends[1]}
        value={closes}
        maxLength={5}
        problem={wrong(closes)}
        onChange={text => {
          setCloses(text)
          tell(opens, text)
        }}
      />
    </>
  )
}
