import { atLocal, MONDAY_FIRST, WEEKDAYS, weekday } from '@domain/time'
import { View } from '@tarojs/components'
import { KEY_ROW } from '@/platform/keys'
import { Tap } from '@/ui/base/tap'
import { cx } from '@/ui/cx'
import { SpecialDay } from './item-tap'
import { itemsOn, type Shown } from './items'
import styles from './timetable.module.scss'

interface MonthGridProps extends Shown {
  onOpen: (date: string) => void
}

const NAMES = MONDAY_FIRST.map(day => WEEKDAYS[day].slice(1))

/** A month as a calendar: how much each day has; a tap opens its week. */
export function MonthGrid({ dates, items, days, today, onOpen }: MonthGridProps) {
  const [first = ''] = dates
  const before = (weekday(atLocal(first)) + 6) % 7
  return (
    <View className={cx(styles.month)}>
      {NAMES.map(name => (
        <View key={name} className={cx(styles.weekday)}>
          {name}
        </View>
      ))}
      {NAMES.slice(0, before).map(name => (
        <View key={`before-${name}`} />
      ))}
      {dates.map(date => {
        const own = itemsOn(items, date)
        const drafts = own.filter(({ type }) => type === 'draft').length
        const open = own.filter(({ type, of }) => type === 'session' && of.status === 'open').length
        const isClash = own.some(({ type, of }) => type === 'draft' && of.clashes.length > 0)
        return (
          <Tap
            key={date}
            id={`month-${date}`}
            className={cx(KEY_ROW, styles.cell, date === today && styles.today, isClash && styles.clashCell)}
            onTap={() => onOpen(date)}
          >
            <View className={cx(styles.dayNumber)}>{Number(date.slice(8))}</View>
            <SpecialDay days={days} date={date} />
            {open > 0 && <View className={cx(styles.count)}>{open} 场</View>}
            {drafts > 0 && <View className={cx(styles.draftCount)}>草稿 {drafts}</View>}
          </Tap>
        )
      })}
    </View>
  )
}
