import { offerOpen } from '@domain/bookings/phase'
import type { BookingView } from '@domain/contracts/views'
import { sayMoment } from '@domain/time'
import { View } from '@tarojs/components'
import { sayAttendees } from '@/features/bookings/status'
import { useNow } from '@/features/time/use-now'
import { open } from '@/platform/navigate'
import { Card } from '@/ui/card'
import { cx } from '@/ui/cx'
import { Icon } from '@/ui/icon'
import styles from './offer-card.module.scss'
import { sayLeft } from './words'

/** An open offer with the time left; opens the booking, where it is answered. */
export function OfferCard({ booking }: { booking: BookingView }) {
  const now = useNow(1000)
  if (!offerOpen(booking, now)) return null
  const when = sayMoment(booking.startsAt, now)
  return (
    <Card id="home-offer" className={styles.card} onTap={() => open('booking', { id: booking.id })}>
      <View className={cx(styles.head)}>
        <Icon name="bell" size="small" />
        <View>轮到您了，还剩 {sayLeft(booking.offerUntil - now)}</View>
      </View>
      <View className={cx(styles.row)}>
        <View className={cx(styles.text)}>
          <View className={cx(styles.title)}>{booking.title}</View>
          <View className={cx(styles.note)}>
            {when} · {sayAttendees(booking)}
          </View>
        </View>
        <View className={cx(styles.go)}>去确认</View>
      </View>
    </Card>
  )
}
