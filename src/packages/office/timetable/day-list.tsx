import { atLocal, localClock, sayShortDate } from '@domain/time'
import { View } from '@tarojs/components'
import { Tap } from '@/ui/base/tap'
import { cx } from '@/ui/cx'
import { joinWithDots } from '@/ui/join-with-dots'
import office from '../parts/office.module.scss'
import { ItemTap, SpecialDay } from './item-tap'
import { type Item, itemsOn, type Shown } from './items'
import { sayState } from './say'
import styles from './timetable.module.scss'

interface DayListProps extends Shown {
  onOpen: (item: Item) => void
  onAdd: (startsAt: number) => void
}

/** The days of a week one below the other, for a phone. */
export function DayList({ dates, items, days, today, onOpen, onAdd }: DayListProps) {
  return (
    <View className={cx(office.page)}>
      {dates.map(date => {
        const own = itemsOn(items, date)
        return (
          <View key={date} id={`day-${date}`} className={cx(office.stack)}>
            <View className={cx(styles.dayHead)}>
              <View className={cx(office.bold)}>{sayShortDate(atLocal(date))}</View>
              <SpecialDay days={days} date={date} />
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
              <ItemTap key={item.of.id} item={item} className={styles.row} onOpen={onOpen}>
                <View className={cx(office.bold)}>{item.of.title}</View>
                <View>
                  {localClock(item.of.startsAt)}–{localClock(item.of.endsAt)}
                </View>
                <View className={cx(office.note)}>{joinWithDots([item.of.room, item.of.teacher, sayState(item)])}</View>
              </ItemTap>
            ))}
          </View>
        )
      })}
    </View>
  )
}
