import type { BookingView } from '@domain/contracts/views'
import { localClock } from '@domain/time'
import { View } from '@tarojs/components'
import { a11y } from '@/ui/base/a11y'
import { cx } from '@/ui/cx'
import { Icon } from '@/ui/icon'
import styles from './checked-in.module.scss'
import { sayAttendees, sayRoom } from './status'

/** The confirmation of a check-in, in large words and colour. */
export function CheckedIn({ booking, at }: { booking: BookingView; at: number }) {
  return (
    <View id="code-checked-in" className={cx(styles.view)} {...a11y({ role: 'status' })}>
      <View className={cx(styles.ring)}>
        <Icon name="check" size="large" />
      </View>
      <View className={cx(styles.big)}>已签到 {localClock(at)}</View>
      <View className={cx(styles.who)}>
        {sayAttendees(booking)} · {booking.attendees.length} 人
      </View>
      <View className={cx(styles.note)}>
        {booking.title}，{sayRoom(booking)}。请进，祝您愉快！
      </View>
    </View>
  )
}
