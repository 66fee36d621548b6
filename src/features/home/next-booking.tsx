import type { BookingView } from '@domain/contracts/views'
import { sayMoment } from '@domain/time'
import { View } from '@tarojs/components'
import { sayAttendees, sayRoom } from '@/features/bookings/status'
import { open } from '@/platform/navigate'
import { Card } from '@/ui/card'
import { cx } from '@/ui/cx'
import { Icon } from '@/ui/icon'
import styles from './next-booking.module.scss'

/** The next booking; opens its code. */
export function NextBooking({ booking, now }: { booking: BookingView; now: number }) {
  const when = sayMoment(booking.startsAt, now)
  return (
    <Card id="home-next" onTap={() => open('code', { id: booking.id })}>
      <View className={cx(styles.row)}>
        <View className={cx(styles.code)}>
          <Icon name="scan" />
        </View>
        <View className={cx(styles.text)}>
          <View className={cx(styles.when)}>{when}</View>
          <View className={cx(styles.title)}>{booking.title}</View>
          <View className={cx(styles.note)}>
            {sayAttendees(booking)} · {booking.centreName} {sayRoom(booking)}
          </View>
        </View>
        <View className={cx(styles.show)}>签到码</View>
      </View>
    </Card>
  )
}
