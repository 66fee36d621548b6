import { codeUseful, offerOpen } from '@domain/bookings/phase'
import { checkRating } from '@domain/bookings/rating'
import type { BookingView } from '@domain/contracts/views'
import { localClock, saySpan } from '@domain/time'
import { View } from '@tarojs/components'
import { askHow } from '@/features/ratings/words'
import { open } from '@/platform/navigate'
import { Tap } from '@/ui/base/tap'
import { Card } from '@/ui/card'
import { cx } from '@/ui/cx'
import { Icon } from '@/ui/icon'
import { Pill } from '@/ui/pill'
import styles from './booking-item.module.scss'
import { sayAttendees, sayPhase, sayRoom } from './status'

/** One booking in a list, with buttons for an open offer and for its code. */
export function BookingItem({ booking, now }: { booking: BookingView; now: number }) {
  const state = sayPhase(booking, now)
  return (
    <Card>
      <Tap id={`booking-${booking.id}`} className={styles.main} onTap={() => open('booking', { id: booking.id })}>
        <View className={cx(styles.head)}>
          <View className={cx(styles.title)}>{booking.title}</View>
          <Pill tone={state.tone}>{state.text}</Pill>
        </View>
        <View className={cx(styles.when)}>{saySpan(booking.startsAt, booking.endsAt, now)}</View>
        <View className={cx(styles.note)}>
          {sayAttendees(booking)} · {booking.centreName} {sayRoom(booking)}
        </View>
      </Tap>
      {offerOpen(booking, now) && (
        <Tap id={`offer-${booking.id}`} className={styles.show} onTap={() => open('booking', { id: booking.id })}>
          <Icon name="bell" size="small" />
          <View>留到 {localClock(booking.offerUntil)}，去确认</View>
        </Tap>
      )}
      {codeUseful(booking, now) && booking.checkedInAt === null && (
        <Tap id={`show-${booking.id}`} className={styles.show} onTap={() => open('code', { id: booking.id })}>
          <Icon name="scan" size="small" />
          <View>出示签到码</View>
        </Tap>
      )}
      {checkRating(booking, now) === null && (
        <Tap id={`rate-${booking.id}`} className={styles.show} onTap={() => open('booking', { id: booking.id })}>
          <Icon name="edit" size="small" />
          <View>{askHow(booking.kind)}</View>
        </Tap>
      )}
      {now >= booking.endsAt && booking.kind === 'class' && (
        <Tap id={`again-${booking.id}`} className={styles.show} onTap={() => open('class', { id: booking.offeringId })}>
          <Icon name="calendar" size="small" />
          <View>再约</View>
        </Tap>
      )}
    </Card>
  )
}
