import { offerOpen } from '@domain/bookings/phase'
import type { BookingView } from '@domain/contracts/views'
import { localClock } from '@domain/time'
import { View } from '@tarojs/components'
import { cloudNow } from '@/cloud/clock'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { keepBookings } from '@/features/bookings/kept'
import { showBooked } from '@/features/bookings/show-booked'
import { useNow } from '@/features/time/use-now'
import { usePageInFront } from '@/platform/in-front'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import styles from './offer-bar.module.scss'
import { sayLeft } from './words'

/** Accepts an offer, and shows how long it is still held. */
export function OfferBar({ booking, onLost }: { booking: BookingView; onLost: () => void }) {
  const now = useNow(1000)
  const { run, busy, error } = useAction('waitlist.accept')
  const inFront = usePageInFront()
  const accept = async () => {
    const answer = await run({ bookingId: booking.id })
    if (!answer) {
      onLost()
      return
    }
    keepBookings([answer.booking], cloudNow())
    showBooked(answer.booking, inFront())
  }
  const problem = error && messageOf(error)
  const held = offerOpen(booking, now)
  return (
    <View className={cx(styles.bar)}>
      {problem && <Alert id="offer-problem" {...problem} />}
      <View id="offer-left" className={cx(styles.left)}>
        {held
          ? `留到 ${localClock(booking.offerUntil)}，还剩 ${sayLeft(booking.offerUntil - now)}`
          : '时间到了，名额让给了下一位'}
      </View>
      <Button id="offer-accept" icon="check" busy={busy} disabled={!held} onTap={() => void accept()}>
        确认要这个名额
      </Button>
    </View>
  )
}
