import type { BookingNoticeKind, BookingView } from '@domain/contracts/views'
import { canKeepConsent } from '@domain/notices/consents'
import { cloudNow } from '@/cloud/clock'
import { useAction } from '@/cloud/use-action'
import { useErrorToast } from '@/features/errors/use-error-toast'
import { askableNotices, askNotices } from '@/platform/notices/ask'
import { ListGroup, ListRow } from '@/ui/list-row'
import { toast } from '@/ui/toast'

interface NoticeRowProps {
  booking: BookingView
  kind: AskedKind
  onChange: (booking: BookingView) => void
}

/** Kinds with a row of their own; `changed` is asked for together with them, in one tap. */
type AskedKind = 'reminder' | 'offer' | 'ballot'

const ASKED: Record<AskedKind, readonly BookingNoticeKind[]> = {
  reminder: ['reminder', 'changed'],
  offer: ['offer'],
  ballot: ['ballot', 'offer', 'changed'],
}

const WORDS: Record<AskedKind, { id: string; on: string; ask: string; why: string; refused: string }> = {
  reminder: {
    id: 'remind',
    on: '开始前会提醒您',
    ask: '开始前提醒我',
    why: '点一下，开始前、有变动时，微信都会告诉您。',
    refused: '记得自己看看时间。',
  },
  offer: {
    id: 'tell',
    on: '轮到您时会通知您',
    ask: '轮到我时通知我',
    why: '名额只留一会儿，点一下，微信会马上告诉您。',
    refused: '记得常来「预约」里看看。',
  },
  ballot: {
    id: 'draw',
    on: '抽签结果会通知您',
    ask: '抽签结果告诉我',
    why: '点一下，抽完签微信会马上告诉您。',
    refused: '记得抽签后来「预约」里看看。',
  },
}

/** Asks for consent to a message on a tap, or says that it was given. */
export function NoticeRow({ booking, kind, onChange }: NoticeRowProps) {
  const { run, error } = useAction('booking.notices')
  useErrorToast(error)
  const words = WORDS[kind]
  if (booking.notices.includes(kind)) {
    return (
      <ListGroup>
        <ListRow id={`${words.id}-on`} icon="bell" title={words.on} note="消息发到微信的「服务通知」里。" />
      </ListGroup>
    )
  }
  if (!askableNotices([kind]).includes(kind)) return null
  if (!canKeepConsent(kind, { ...booking, now: cloudNow(), offerTellAt: null })) return null
  const ask = async () => {
    const agreed = await askNotices(ASKED[kind])
    if (agreed.length === 0) {
      toast('好的，不打扰您', words.refused)
      return
    }
    const answer = await run({ bookingId: booking.id, notices: [...agreed] })
    if (answer) onChange(answer.booking)
  }
  return (
    <ListGroup>
      <ListRow id={`${words.id}-me`} icon="bell" title={words.ask} note={words.why} leads onTap={() => void ask()} />
    </ListGroup>
  )
}
