import { bookingPhase } from '@domain/bookings/phase'
import type { BookingView } from '@domain/contracts/views'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { RegisteredView } from '@/features/ballot/registered-view'
import { BookingDetail } from '@/features/bookings/booking-detail'
import { SuccessView } from '@/features/bookings/success-view'
import { useBooking } from '@/features/bookings/use-booking'
import { Loaded } from '@/features/requests/loaded'
import { OfferBar } from '@/features/waitlist/offer-bar'
import { WaitingView } from '@/features/waitlist/waiting-view'
import { replaceBy, switchTo } from '@/platform/navigate'
import { Button } from '@/ui/button'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'

interface ContentProps {
  booking: BookingView
  now: number
  onChange: (booking: BookingView) => void
}

/** The result of a booking as it stands now: it may be offered, cancelled or over while the page is open. */
function Content(props: ContentProps) {
  switch (bookingPhase(props.booking, props.now)) {
    case 'registered':
      return <RegisteredView {...props} />
    case 'waiting':
      return <WaitingView {...props} />
    case 'confirmed':
    case 'check-in-open':
      return <SuccessView {...props} />
    default:
      return <BookingDetail {...props} />
  }
}

function MainAction({ booking, now, onLost }: { booking: BookingView; now: number; onLost: () => void }) {
  const { id } = booking
  switch (bookingPhase(booking, now)) {
    case 'registered':
    case 'waiting':
      return (
        <Button id="success-wait" icon="calendar" onTap={() => replaceBy('booking', { id })}>
          {booking.status === 'registered' ? '看登记详情' : '看候补详情'}
        </Button>
      )
    case 'offered':
    case 'offer-expired':
      return <OfferBar booking={booking} onLost={onLost} />
    case 'confirmed':
    case 'check-in-open':
      return (
        <Button id="success-code" icon="scan" onTap={() => replaceBy('code', { id })}>
          看签到码
        </Button>
      )
    default:
      return null
  }
}

function SuccessPage() {
  const { id = '' } = useRouter().params
  const { booking, now, request, update } = useBooking(id)
  const footer = booking && (
    <View>
      <MainAction booking={booking} now={now} onLost={request.reload} />
      <Button id="success-home" look="plain" onTap={() => switchTo('home')}>
        回首页
      </Button>
    </View>
  )
  return (
    <Screen id="success" title="" footer={footer}>
      <Loaded request={request} skeleton={[180, 200, 60]}>
        {shown => <Content booking={shown} now={now} onChange={update} />}
      </Loaded>
    </Screen>
  )
}

export default page(SuccessPage)
