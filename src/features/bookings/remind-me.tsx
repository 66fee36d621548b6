import { type BookingView, NOTICE_KINDS } from '@domain/contracts/views'
import { useAction } from '@/cloud/use-action'
import { useErrorToast } from '@/features/errors/use-error-toast'
import { askNotices } from '@/platform/notices/ask'
import { ListGroup, ListRow } from '@/ui/list-row'
import { toast } from '@/ui/toast'

interface RemindMeProps {
  booking: BookingView
  onChange: (booking: BookingView) => void
}

/** Offers to be reminded; asked on a tap, when it makes sense, and only once. */
export function RemindMe({ booking, onChange }: RemindMeProps) {
  const { run, error } = useAction('booking.notices')
  useErrorToast(error)
  if (booking.notices.length > 0) {
    return (
      <ListGroup>
        <ListRow id="remind-on" icon="bell" title="上课前会提醒您" note="消息发到微信的「服务通知」里。" />
      </ListGroup>
    )
  }
  const ask = async () => {
    const notices = await askNotices(NOTICE_KINDS)
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
        note="怕忘了？点一下，微信会提醒您。"
        leads
        onTap={() => void ask()}
      />
    </ListGroup>
  )
}
