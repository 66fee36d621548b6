import type { BookingView } from '@domain/contracts/views'
import { useEffect, useState } from 'react'
import { cloudNow } from '@/cloud/clock'
import { useRequest } from '@/cloud/use-request'
import { keepBookings, keptBooking } from './kept'

/** One booking: at once what this phone knows, then what the cloud says. */
export function useBooking(id: string) {
  const { data, error, loading, reload, setData } = useRequest(
    'booking.get',
    { bookingId: id },
    { refreshOnShow: true },
  )
  useEffect(() => {
    if (data) keepBookings([data.booking])
  }, [data])
  const [kept] = useState(() => keptBooking(id))
  const booking: BookingView | null = data?.booking ?? kept
  const update = (next: BookingView) => setData({ now: data?.now ?? cloudNow(), booking: next })
  return { booking, error, loading, reload, update }
}
