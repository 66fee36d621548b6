import { codeUseful } from '@domain/bookings/phase'
import { useRouter } from '@tarojs/taro'
import { cloudNow } from '@/cloud/clock'
import { messageOf } from '@/cloud/messages'
import { BookingDetail } from '@/features/bookings/booking-detail'
import { useBooking } from '@/features/bookings/use-booking'
import { OfferBar } from '@/features/waitlist/offer-bar'
import { open } from '@/platform/navigate'
import { Button } from '@/ui/button'
import { Screen } from '@/ui/screen'
import { Skeleton } from '@/ui/skeleton'
import { ErrorState } from '@/ui/states'

export default function BookingPage() {
  const { id = '' } = useRouter().params
  const { booking, error, reload, update } = useBooking(id)
  const problem = error && messageOf(error)
  const footer =
    booking?.status === 'offered' ? (
      <OfferBar booking={booking} onLost={reload} />
    ) : (
      booking &&
      codeUseful(booking, cloudNow()) && (
        <Button id="booking-code" icon="scan" onTap={() => open('code', { id })}>
          出示签到码
        </Button>
      )
    )
  return (
    <Screen id="booking" title="预约详情" footer={footer}>
      {booking ? (
        <BookingDetail booking={booking} onChange={update} />
      ) : problem ? (
        <ErrorState reason={problem.text} hint={problem.hint} onRetry={reload} />
      ) : (
        <Skeleton blocks={[96, 240, 60]} />
      )}
    </Screen>
  )
}
