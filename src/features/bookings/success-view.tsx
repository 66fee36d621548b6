import { sayMoney } from '@domain/canteen/price'
import type { BookingView } from '@domain/contracts/views'
import { saySpan } from '@domain/time'
import { View } from '@tarojs/components'
import { open } from '@/platform/navigate'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { NoticeRow } from './notice-row'
import { ResultHead } from './result-head'
import { sayCancel, sayOrder, sayRoom } from './status'
import styles from './success-view.module.scss'

interface SuccessViewProps {
  booking: BookingView
  now: number
  onChange: (booking: BookingView) => void
}

/** After booking: what was booked, and what happens next. */
export function SuccessView({ booking, now, onChange }: SuccessViewProps) {
  return (
    <View>
      <ResultHead
        scene={booking.order ? 'bowl' : 'welcome'}
        title={booking.order ? '订好了' : '约好了，等您来'}
        booking={booking}
      />
      <ListGroup>
        <ListRow
          icon="clock"
          title={saySpan(booking.startsAt, booking.endsAt, now)}
          note={sayCancel(booking.cancelUntil, now)}
        />
        {booking.order && (
          <ListRow
            id="success-order"
            icon="check"
            title={sayOrder(booking.order)}
            note={`${booking.prepaid ? '付好了' : '取餐时付'} ${sayMoney(booking.order.price.due)}`}
          />
        )}
        {booking.enrolment && (
          <ListRow
            id="success-course"
            icon="calendar"
            title={`整期 ${booking.enrolment.of} 节都约好了`}
            note="上面是第一节；每一节的时间和签到码都在这里。"
            leads
            onTap={() => open('course', { id: booking.enrolment?.id ?? '' })}
          />
        )}
        <ListRow icon="pin" title={`${booking.centreName} ${sayRoom(booking)}`} note={booking.address} />
        <ListRow
          icon="scan"
          title={booking.order ? '取餐时出示签到码' : '到了出示签到码'}
          note="在「预约」里也能找到，没网也能用。"
        />
      </ListGroup>
      <View className={cx(styles.remind)}>
        <NoticeRow booking={booking} kind="reminder" onChange={onChange} />
      </View>
    </View>
  )
}
