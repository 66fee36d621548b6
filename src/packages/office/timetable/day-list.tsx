import type { TimetableView } from '@domain/contracts/office-timetable'
import { atLocal, localClock, sayShortDate } from '@domain/time'
import { View } from '@tarojs/components'
import { KEY_ROW } from '@/platform/keys'
import { Tap } from '@/ui/base/tap'
import { cx } from '@/ui/cx'
import { joinWithDots } from '@/ui/join-with-dots'
import office from '../parts/office.module.scss'
import { type Item, itemsOn } from './items'
import { sayState } from './say'
import styles from './timetable.module.scss'
import { toneOf } from './week-grid'

interface DayListProps {
  dates: readonly string[]
  items: readonly Item[]
  days: TimetableView['days']
  today: string
  onOpen: (item: Item) => void
  onAdd: (startsAt: number) => void
}

/** The days of a week one below the other, for a phone. */
export function DayList({ dates, items, days, today, onOpen, onAdd }: DayListProps) {
  return (
    <View className={cx(office.page)}>
      {dates.map(date => {
        const special = days.find(day => day.date === date)
        const own = itemsOn(items, date)
        return (
          <View key={date} id={`day-${date}`} className={cx(office.stack)}>
            <View className={cx(styles.dayHead)}>
              <View className={cx(office.bold)}>{sayShortDate(atLocal(date))}</View>
              {special && (
                <View className={cx(styles.special, special.kind !== 'workday' && styles.off)}>{special.name}</View>
              )}
              {date >= today && (
                <Tap
                  id={`add-${date}`}
                  className={styles.add}
                  label="加一场"
                  onTap={() => onAdd(atLocal(date, 9 * 60))}
                >
                  ＋ 加一场
                </Tap>
              )}
            </View>
            {own.length === 0 && <View className={cx(office.note)}>没有排课</View>}
            {own.map(item => (
              <Tap
                key={item.of.id}
                id={`item-${item.of.id}`}
                className={cx(KEY_ROW, styles.row, toneOf(item))}
                onTap={() => onOpen(item)}
              >
                <View className={cx(office.bold)}>{item.of.title}</View>
                <View>
                  {localClock(item.of.startsAt)}–{localClock(item.of.endsAt)}
                </View>
                <View className={cx(office.note)}>{joinWithDots([item.of.room, item.of.teacher, sayState(item)])}</View>
              </Tap>
            ))}
          </View>
        )
      })}
    </View>
  )
}
