import type { BookingView } from '@domain/contracts/views'
import { sayMoment, saySpan } from '@domain/time'
import { View } from '@tarojs/components'
import { NoticeRow } from '@/features/bookings/notice-row'
import { ResultHead } from '@/features/bookings/result-head'
import styles from '@/features/bookings/success-view.module.scss'
import { open } from '@/platform/navigate'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { FAIR } from './words'

interface RegisteredViewProps {
  booking: BookingView
  now: number
  onChange: (booking: BookingView) => void
}

/** After registering for a draw: when it takes place, and what happens then. */
export function RegisteredView({ booking, now, onChange }: RegisteredViewProps) {
  return (
    <View>
      <ResultHead scene="calendar" title="登记好了，等抽签" booking={booking} />
      <ListGroup>
        <ListRow
          icon="clock"
          title={`${sayMoment(booking.drawAt ?? booking.startsAt, now)} 抽签`}
          note="抽中了直接约好，不用再确认；没抽中，按抽出的顺序候补。"
        />
        <ListRow icon="calendar" title={saySpan(booking.startsAt, booking.endsAt, now)} note={booking.centreName} />
        <ListRow
          id="ballot-proof"
          icon="check"
          title="怎么保证公平"
          note={FAIR}
          leads
          onTap={() => open('ballot/proof', { sessionId: booking.sessionId, bookingId: booking.id })}
        />
      </ListGroup>
      <View className={cx(styles.remind)}>
        <NoticeRow booking={booking} kind="ballot" onChange={onChange} />
      </View>
    </View>
  )
}
