import type { BookingView } from '@domain/contracts/views'
import { saySpan } from '@domain/time'
import { View } from '@tarojs/components'
import { NoticeRow } from '@/features/bookings/notice-row'
import { ResultHead } from '@/features/bookings/result-head'
import styles from '@/features/bookings/success-view.module.scss'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'

interface WaitingViewProps {
  booking: BookingView
  now: number
  onChange: (booking: BookingView) => void
}

/** After joining the waitlist: the position, and what happens next. */
export function WaitingView({ booking, now, onChange }: WaitingViewProps) {
  const ahead = booking.ahead ?? 0
  return (
    <View>
      <ResultHead scene="calendar" title={`候补好了，排第 ${ahead + 1} 位`} booking={booking} />
      <ListGroup>
        <ListRow
          icon="people"
          title={ahead === 0 ? '下一个就是您' : `前面还有 ${ahead} 家`}
          note="按先后来。有了名额，先给您留一会儿，等您确认。"
        />
        <ListRow icon="clock" title={saySpan(booking.startsAt, booking.endsAt, now)} note={booking.centreName} />
      </ListGroup>
      <View className={cx(styles.remind)}>
        <NoticeRow booking={booking} kind="offer" onChange={onChange} />
      </View>
    </View>
  )
}
