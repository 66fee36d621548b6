import { codeUseful } from '@domain/bookings/phase'
import { useRouter } from '@tarojs/taro'
import { BookingDetail } from '@/features/bookings/booking-detail'
import { useBooking } from '@/features/bookings/use-booking'
import { Loaded } from '@/features/requests/loaded'
import { OfferBar } from '@/features/waitlist/offer-bar'
import { open } from '@/platform/navigate'
import { Button } from '@/ui/button'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'

function BookingPage() {
  const { id = '' } = useRouter().params
  const { booking, now, request, update } = useBooking(id)
  const footer =
    booking?.status === 'offered' ? (
      <OfferBar booking={booking} onLost={request.reload} />
    ) : (
      booking &&
      codeUseful(booking, now) && (
        <Button id="booking-code" icon="scan" onTap={() => open('code', { id })}>
          出示签到码
        </Button>
      )
    )
  return (
    <Screen id="booking" title="预约详情" footer={footer}>
      <Loaded request={request} skeleton={[96, 240, 60]}>
        {shown => <BookingDetail booking={shown} now={now} onChange={update} />}
      </Loaded>
    </Screen>
  )
}

export default page(BookingPage)
