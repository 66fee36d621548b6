import { View } from '@tarojs/components'
import { useState } from 'react'
import { Tap } from '../base/tap'
import { Chip } from '../chip'
import { cx } from '../cx'
import { Field } from '../field'
import { Icon } from '../icon'
import { Sheet } from '../sheet'
import styles from './month-picker.module.scss'
import { decades, monthsOf } from './years'

interface MonthPickerProps {
  id: string
  label: string
  /** `YYYY-MM`, or null while nothing is chosen. */
  value: string | null
  onChange: (month: string) => void
  /** The latest month that can be chosen, `YYYY-MM`. */
  last: string
  /** How many years before `last` the choice begins and ends. */
  yearsBack: readonly [least: number, most: number]
  problem?: string | null
}

function PickSheet({ last, yearsBack, onChange, onClose }: MonthPickerProps & { onClose: () => void }) {
  const [year, setYear] = useState<number | null>(null)
  if (year === null) {
    return (
      <Sheet id="year-sheet" title="哪一年" onClose={onClose}>
        {decades(last, yearsBack).map(({ decade, years }) => (
          <View key={decade}>
            <View className={cx(styles.decade)}>{decade} 年代</View>
            <View className={cx(styles.grid)}>
              {years.map(each => (
                <Chip key={each} id={`year-${each}`} role="button" onTap={() => setYear(each)}>
                  {each}
                </Chip>
              ))}
            </View>
          </View>
        ))}
      </Sheet>
    )
  }
  return (
    <Sheet id="month-sheet" title={`${year} 年几月`} onClose={onClose}>
      <View className={cx(styles.grid, styles.months)}>
        {monthsOf(year, last).map(month => (
          <Chip
            key={month}
            id={`month-${month}`}
            onTap={() => {
              onChange(`${year}-${String(month).padStart(2, '0')}`)
              onClose()
            }}
          >
            {month} 月
          </Chip>
        ))}
      </View>
    </Sheet>
  )
}

/** Chooses a month in two taps, the year first, with large targets instead of a picker wheel. */
export function MonthPicker(props: MonthPickerProps) {
  const { id, label, value, problem } = props
  const [open, setOpen] = useState(false)
  const [year, month] = value?.split('-') ?? []
  const shown = value ? `${year} 年 ${Number(month)} 月` : '请选择年月'
  return (
    <Field label={label} problem={problem}>
      <Tap
        id={id}
        className={cx(styles.box, problem && styles.wrong)}
        label={`${label}：${shown}`}
        onTap={() => setOpen(true)}
      >
        <View className={cx(styles.value, !value && styles.placeholder)}>{shown}</View>
        <Icon name="down" size="small" />
      </Tap>
      {open && <PickSheet {...props} onClose={() => setOpen(false)} />}
    </Field>
  )
}
