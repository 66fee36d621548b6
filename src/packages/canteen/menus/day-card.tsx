import { COURSES } from '@domain/canteen/menu'
import type { MenuDay } from '@domain/contracts/staff-menus'
import { atLocal, sayDay } from '@domain/time'
import { View } from '@tarojs/components'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { joinWithDots } from '@/ui/join-with-dots'
import styles from '../parts/page.module.scss'
import own from './menus.module.scss'
import { isEditable, isReady, sayAllergens, sayDayState, sayFault } from './words'

/** One day of the week: what is served, and what is still missing. */
export function DayCard({ day, now, onEdit }: { day: MenuDay; now: number; onEdit: () => void }) {
  const { date, dishes, faults, sessionId } = day
  return (
    <View id={`menu-${date}`} className={cx(own.day)}>
      <View className={cx(styles.head)}>
        <View className={cx(own.date)}>{sayDay(atLocal(date), now)}</View>
        <View className={cx(own.state, sessionId !== null || isReady(day) ? styles.good : styles.note)}>
          {sayDayState(day)}
        </View>
      </View>
      {dishes.length > 0 && (
        <View className={cx(own.dishes)}>
          {COURSES.flatMap(({ id }) => dishes.filter(({ course }) => course === id)).map(dish => (
            <View key={dish.id} className={cx(own.dish)}>
              <View>{dish.name}</View>
              <View className={cx(styles.note)}>
                {joinWithDots([sayAllergens(dish), dish.cap !== null && `${dish.cap} 份`])}
              </View>
            </View>
          ))}
        </View>
      )}
      {sessionId === null &&
        dishes.length > 0 &&
        faults.map(fault => (
          <View key={sayFault(fault, dishes)} className={cx(styles.bad)}>
            {sayFault(fault, dishes)}
          </View>
        ))}
      {isEditable(day) && (
        <Button id={`menu-edit-${date}`} look="soft" size="small" onTap={onEdit}>
          {dishes.length > 0 ? '改菜单' : '排这天'}
        </Button>
      )}
    </View>
  )
}
