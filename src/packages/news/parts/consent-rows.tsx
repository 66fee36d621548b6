import type { BookingView } from '@domain/contracts/views'
import { missingConsents } from '@domain/notices/news'
import { saySpan } from '@domain/time'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { useAction } from '@/cloud/use-action'
import { useErrorToast } from '@/features/errors/use-error-toast'
import { askableNotices, askNotices } from '@/platform/notices/ask'
import { ListGroup, ListRow } from '@/ui/list-row'
import { toast } from '@/ui/toast'
import { sayConsents } from './words'

interface ConsentRowsProps {
  /** Bookings that are still to come. */
  bookings: readonly BookingView[]
  now: number
  onChange: () => void
}

/** Which messages WeChat will send, by booking; one tap allows those that are missing. */
export function ConsentRows({ bookings, now, onChange }: ConsentRowsProps) {
  const { run, error } = useAction('booking.notices')
  useErrorToast(error)
  const [shown, setShown] = useState(false)
  if (bookings.length === 0) return null
  const allow = async (booking: BookingView) => {
    const agreed = await askNotices(missingConsents(booking, now))
    if (agreed.length === 0) {
      toast('好的，不打扰您', '这里随时能看到。')
      return
    }
    if (await run({ bookingId: booking.id, notices: [...agreed] })) onChange()
  }
  const silent = bookings.filter(({ notices }) => notices.length === 0).length
  return (
    <ListGroup>
      <ListRow
        id="news-consents"
        icon="bell"
        title="微信会提醒您什么"
        note={silent === 0 ? '每个预约都有微信提醒' : `${silent} 个预约没有微信提醒`}
        end={shown ? '收起' : '看看'}
        onTap={() => setShown(!shown)}
      />
      {shown &&
        bookings.map(booking => {
          const missing = askableNotices(missingConsents(booking, now))
          return (
            <ListRow
              key={booking.id}
              id={`consents-${booking.id}`}
              title={booking.title}
              note={
                <View>
                  <View>{saySpan(booking.startsAt, booking.endsAt, now)}</View>
                  <View>{sayConsents(booking)}</View>
                </View>
              }
              {...(missing.length > 0 ? { end: '提醒我', leads: true, onTap: () => void allow(booking) } : {})}
            />
          )
        })}
    </ListGroup>
  )
}
