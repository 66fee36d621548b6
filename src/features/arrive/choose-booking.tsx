import { canCheckIn } from '@domain/bookings/phase'
import { saySpan } from '@domain/time'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { useRequest } from '@/cloud/use-request'
import { sayAttendees } from '@/features/bookings/status'
import { Loaded } from '@/features/requests/loaded'
import { switchTo } from '@/platform/navigate'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { EmptyState } from '@/ui/states'
import styles from './arrive.module.scss'
import { ArriveView } from './arrive-view'

/** For people who scanned the door first: opens the only possible booking, or a choice of them. */
export function ChooseBooking({ scanned }: { scanned: string }) {
  const request = useRequest('booking.list', { scope: 'coming' })
  const [chosen, setChosen] = useState<string | null>(null)
  return (
    <Loaded request={request} skeleton={[120, 220]}>
      {({ items, now }) => {
        const open = items.filter(booking => canCheckIn(booking, now))
        const id = chosen ?? (open.length === 1 ? open[0]?.id : null)
        if (id) return <ArriveView bookingId={id} scanned={scanned} />
        if (open.length === 0) {
          return (
            <EmptyState
              scene="calendar"
              title="现在没有要签到的预约"
              note="开课前一会儿才能签到，到「预约」里看看时间。"
              action={{ id: 'arrive-bookings', label: '看我的预约', onTap: () => switchTo('bookings') }}
            />
          )
        }
        return (
          <View>
            <View className={cx(styles.title)}>要签到哪一个？</View>
            <ListGroup>
              {open.map(booking => (
                <ListRow
                  key={booking.id}
                  id={`arrive-${booking.id}`}
                  title={`${booking.title} · ${sayAttendees(booking)}`}
                  note={saySpan(booking.startsAt, booking.endsAt, now)}
                  leads
                  onTap={() => setChosen(booking.id)}
                />
              ))}
            </ListGroup>
          </View>
        )
      }}
    </Loaded>
  )
}
