import type { BookingStatus, BookingView } from '@domain/contracts/views'
import { replaceBy } from '@/platform/navigate'
import { toast } from '@/ui/toast'

const DONE: Partial<Record<BookingStatus, [text: string, hint: string]>> = {
  registered: ['登记好了', '到「预约」里能看到抽签结果。'],
  waiting: ['候补好了', '到「预约」里能看到排第几。'],
  offered: ['轮到您了', '到「预约」里确认，名额只留一会儿。'],
}

/** After a booking: opens its result in place of the page it was made on, or says it when the person has left that page. */
export function showBooked(booking: BookingView, inFront: boolean): void {
  if (inFront) {
    replaceBy('success', { id: booking.id })
    return
  }
  const [text, hint] = DONE[booking.status] ?? ['约好了', '到「预约」里能看到签到码。']
  toast(text, hint)
}
