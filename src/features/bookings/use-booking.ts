import { bookingChangesAt } from '@domain/bookings/phase'
import type { BookingView } from '@domain/contracts/views'
import { MINUTE } from '@domain/time'
import { useEffect, useState } from 'react'
import { cloudNow } from '@/cloud/clock'
import { outcomeUnknown } from '@/cloud/errors'
import { useRequest } from '@/cloud/use-request'
import { useNow } from '@/features/time/use-now'
import { dropBooking, keepBookings, keptBooking } from './kept'

/** How often an open page asks for the state of its booking, ms: an offer is held for minutes. */
const REFRESH_MS = 20_000

/**
 * One booking: the stored one at once, then the cloud's answer, kept up to date while the page is in front. `request` is
 * for `Loaded`; `now` is renewed whenever the phase of the booking changes.
 */
export function useBooking(id: string) {
  const answer = useRequest('booking.get', { bookingId: id }, { refreshOnShow: true, refreshEvery: REFRESH_MS })
  const { data, setData } = answer
  useEffect(() => {
    if (data) keepBookings([data.booking], data.now)
  }, [data])
  const gone = answer.error !== null && !outcomeUnknown(answer.error)
  useEffect(() => {
    if (gone) dropBooking(id)
  }, [gone, id])
  const [kept] = useState(() => keptBooking(id))
  const booking: BookingView | null = data?.booking ?? (gone ? null : (kept?.booking ?? null))
  const at = data?.now ?? kept?.seenAt ?? null
  const now = useNow(MINUTE, booking ? bookingChangesAt(booking) : [])
  const update = (next: BookingView) => setData({ now: data?.now ?? cloudNow(), booking: next })
  return { booking, now, request: { ...answer, data: booking, at }, update }
}
