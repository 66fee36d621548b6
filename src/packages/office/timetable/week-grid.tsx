import { atLocal, HOUR, localClock, localHour, MINUTE, minuteOfDay, sayShortDate } from '@domain/time'
import { View } from '@tarojs/components'
import { Tap } from '@/ui/base/tap'
import { cx } from '@/ui/cx'
import { ItemTap, SpecialDay } from './item-tap'
import { type Item, isAllDay, itemsOn, layOut, type Shown } from './items'
import { sayState } from './say'
import styles from './timetable.module.scss'

/** Height of an hour, px. */
const HOUR_HEIGHT = 56
/** Hours that are shown at least. */
const FIRST = 9
const LAST = 20

interface WeekGridProps extends Shown {
  onOpen: (item: Item) => void
  /** A tap on a free hour. */
  onAdd: (startsAt: number) => void
}

/** A week as columns of hours, for a wide window. */
export function WeekGrid({ dates, items, days, today, onOpen, onAdd }: WeekGridProps) {
  const timed = items.filter(item => !isAllDay(item))
  const first = Math.min(FIRST, ...timed.map(({ of }) => localHour(of.startsAt)))
  const last = Math.max(LAST, ...timed.map(({ of }) => Math.min(24, localHour(of.endsAt - 1) + 1)))
  const hours = Array.from({ length: last - first }, (_, n) => first + n)
  return (
    <View className={cx(styles.week)}>
      <View className={cx(styles.heads)}>
        <View />
        {dates.map(date => (
          <View key={date} className={cx(styles.head, date === today && styles.today)}>
            <View>{sayShortDate(atLocal(date))}</View>
            <SpecialDay days={days} date={date} isLong />
            {itemsOn(items, date)
              .filter(isAllDay)
              .map(item => (
                <ItemTap key={item.of.id} item={item} className={styles.allDay} onOpen={onOpen}>
                  {item.of.title}
                </ItemTap>
              ))}
          </View>
        ))}
      </View>
      <View className={cx(styles.hours)} style={{ height: `${hours.length * HOUR_HEIGHT}px` }}>
        <View>
          {hours.map(hour => (
            <View key={hour} className={cx(styles.hour)} style={{ height: `${HOUR_HEIGHT}px` }}>
              {hour}:00
            </View>
          ))}
        </View>
        {dates.map(date => (
          <View key={date} className={cx(styles.column, date === today && styles.today)}>
            {hours.map(hour => (
              <Tap
                key={hour}
                className={cx(styles.free)}
                label={`${date} ${hour} 点加一场`}
                onTap={date < today ? undefined : () => onAdd(atLocal(date, hour * 60))}
              />
            ))}
            {layOut(itemsOn(timed, date)).map(({ item, lane, lanes }) => (
              <View
                key={item.of.id}
                className={cx(styles.place)}
                style={{
                  top: `${((minuteOfDay(item.of.startsAt) - first * 60) * MINUTE * HOUR_HEIGHT) / HOUR}px`,
                  height: `${Math.max(34, ((item.of.endsAt - item.of.startsAt) * HOUR_HEIGHT) / HOUR - 3)}px`,
                  left: `${(lane * 100) / lanes}%`,
                  width: `${100 / lanes}%`,
                }}
              >
                <ItemTap item={item} className={styles.block} onOpen={onOpen}>
                  <View className={cx(styles.title)}>{item.of.title}</View>
                  <View className={cx(styles.when)}>
                    {localClock(item.of.startsAt)}–{localClock(item.of.endsAt)}
                  </View>
                  <View className={cx(styles.when)}>{item.of.room}</View>
                  <View className={cx(styles.when)}>{sayState(item)}</View>
                </ItemTap>
              </View>
            ))}
          </View>
        ))}
      </View>
    </View>
  )
}
