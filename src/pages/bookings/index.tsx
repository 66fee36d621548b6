import { BookingList } from '@/features/bookings/booking-list'
import { Screen } from '@/ui/screen'

export default function BookingsPage() {
  return (
    <Screen id="bookings" title="我的预约" tab="bookings">
      <BookingList />
    </Screen>
  )
}
