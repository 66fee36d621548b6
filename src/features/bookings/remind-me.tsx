import type { BookingView, NoticeKind } from '@domain/contracts/views'
import { useAction } from '@/cloud/use-action'
import { useErrorToast } from '@/features/errors/use-error-toast'
import { askNotices } from '@/platform/notices/ask'
import { ListGroup, ListRow } from '@/ui/list-row'
import { toast } from '@/ui/toast'

interface RemindMeProps {
  booking: BookingView
  onChange: (booking: BookingView) => void
}

/** Asked for together, for it is one tap: the reminder, and word when the centre changes something. */
const KINDS: readonly NoticeKind[] = ['reminder', 'changed']

/** Offers to be reminded; asked on a tap, when it makes sense, and only once. */
export function RemindMe({ booking, onChange }: RemindMeProps) {
  const { run, error } = useAction('booking.notices')
  useErrorToast(error)
  if (booking.notices.length > 0) {
    return (
      <ListGroup>
        <ListRow
          id="remind-on"
          icon="bell"
          title={booking.notices.includes('reminder') ? '上课前会提醒您' : '有变动会通知您'}
          note="消息发到微信的「服务通知」里。"
        />
      </ListGroup>
    )
  }
  const ask = async () => {
    const notices = await askNotices(KINDS)
    if (notices.length === 0) {
      toast('好的，不打扰您', '记得自己看看时间。')
      return
    }
    const answer = await run({ bookingId: booking.id, notices: [...notices] })
    if (answer) onChange(answer.booking)
  }
  return (
    <ListGroup>
      <ListRow
        id="remind-me"
        icon="bell"
        title="上课前提醒我"
        note="点一下，上课前、课有变动时，微信都会告诉您。"
        leads
        onTap={() => void ask()}
      />
    </ListGroup>
  )
}
