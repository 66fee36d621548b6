import type { BookingView } from '@domain/contracts/views'
import { useEffect, useState } from 'react'
import { cloudNow } from '@/cloud/clock'
import { useRequest } from '@/cloud/use-request'
import { keepBookings, keptBooking } from './kept'

/** One booking: the stored one at once, then the cloud's answer. `request` is for `Loaded`. */
export function useBooking(id: string) {
  const answer = useRequest('booking.get', { bookingId: id }, { refreshOnShow: true })
  const { data, setData } = answer
  useEffect(() => {
    if (data) keepBookings([data.booking])
  }, [data])
  const [kept] = useState(() => keptBooking(id))
  const booking: BookingView | null = data?.booking ?? kept
  const update = (next: BookingView) => setData({ now: data?.now ?? cloudNow(), booking: next })
  return { booking, request: { ...answer, data: booking }, update }
}
