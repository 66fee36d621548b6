import { BookingList } from '@/features/bookings/booking-list'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'

function BookingsPage() {
  return (
    <Screen id="bookings" title="我的预约" tab="bookings">
      <BookingList />
    </Screen>
  )
}

export default page(BookingsPage)
