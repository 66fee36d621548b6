import type { DraftView } from '@domain/contracts/office-timetable'
import { atLocal, HOUR, localClock, localDate, localHour, MINUTE, minuteOfDay, sayShortDate } from '@domain/time'
import { View } from '@tarojs/components'
import { CAN_DRAG, DRAGGED } from '@/platform/drag'
import { Tap } from '@/ui/base/tap'
import { cx } from '@/ui/cx'
import { ItemTap, SpecialDay } from './item-tap'
import { type Item, isAllDay, itemsOn, layOut, type Shown } from './items'
import { sayState } from './say'
import styles from './timetable.module.scss'
import { dragId, useMoving } from './use-moving'

/** Height of an hour, px. */
const HOUR_HEIGHT = 56
/** Hours that are shown at least. */
const FIRST = 9
const LAST = 20

/** Where a session stands in the column of its day. */
function placeStyle(
  { startsAt, endsAt }: { startsAt: number; endsAt: number },
  first: number,
  lane: number,
  lanes: number,
) {
  return {
    top: `${((minuteOfDay(startsAt) - first * 60) * MINUTE * HOUR_HEIGHT) / HOUR}px`,
    height: `${Math.max(34, ((endsAt - startsAt) * HOUR_HEIGHT) / HOUR - 3)}px`,
    left: `${(lane * 100) / lanes}%`,
    width: `${100 / lanes}%`,
  }
}

interface WeekGridProps extends Shown {
  centreId: string
  onOpen: (item: Item) => void
  /** A tap on a free hour. */
  onAdd: (startsAt: number) => void
  /** A draft was moved, or may not be (null): what is stored is to be read again. */
  onMoved: (saved: DraftView | null) => void
}

/** A week as columns of hours, for a wide window; drafts can be dragged to another time. */
export function WeekGrid({ centreId, dates, items, days, today, onOpen, onAdd, onMoved }: WeekGridProps) {
  const { dragged } = useMoving(centreId, { dates, items, days, today }, HOUR_HEIGHT, onMoved)
  const timed = items.filter(item => !isAllDay(item))
  const first = Math.min(FIRST, ...timed.map(({ of }) => localHour(of.startsAt)))
  const last = Math.max(LAST, ...timed.map(({ of }) => Math.min(24, localHour(of.endsAt - 1) + 1)))
  const hours = Array.from({ length: last - first }, (_, n) => first + n)
  return (
    <View id="week-grid" className={cx(styles.week)}>
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
            {dragged && localDate(dragged.startsAt) === date && (
              <View className={cx(styles.place, styles.target)} style={placeStyle(dragged, first, 0, 1)}>
                {`${sayShortDate(dragged.startsAt)} ${localClock(dragged.startsAt)}`}
              </View>
            )}
            {layOut(itemsOn(timed, date)).map(({ item, lane, lanes }) => (
              <View
                key={item.of.id}
                {...(item.type === 'draft' ? { id: dragId(item.of.id) } : {})}
                className={cx(
                  styles.place,
                  CAN_DRAG && item.type === 'draft' && cx(DRAGGED, styles.movable),
                  dragged?.id === item.of.id && styles.dragged,
                )}
                style={placeStyle(item.of, first, lane, lanes)}
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
      {CAN_DRAG && items.some(({ type }) => type === 'draft') && (
        <View className={cx(styles.hint)}>草稿可以拖到别的时间；用键盘就先选中它，再按 Alt 和方向键。</View>
      )}
    </View>
  )
}
