import type { NeedView } from '@domain/contracts/needs'
import { useAction } from '@/cloud/use-action'
import { useErrorToast } from '@/features/errors/use-error-toast'
import { askableNotices, askNotices } from '@/platform/notices/ask'
import { ListGroup, ListRow } from '@/ui/list-row'
import { toast } from '@/ui/toast'

interface NeedNoticeRowProps {
  need: NeedView
  onChange: (need: NeedView) => void
}

/** Asks on a tap whether the household wants to be told of the next step of its need; one consent is one message. */
export function NeedNoticeRow({ need, onChange }: NeedNoticeRowProps) {
  const { run, busy, error } = useAction('need.tell')
  useErrorToast(error)
  const { notices } = need
  if (!notices || (notices.left === 0 && !notices.canAdd)) return null
  const { left, canAdd } = notices
  if (left === 0 && !askableNotices(['need']).includes('need')) return null
  const ask = async () => {
    const agreed = await askNotices(['need'])
    if (agreed.length === 0) {
      toast('好的，不打扰您', '有了进展，这一页也看得到。')
      return
    }
    const answer = await run({ needId: need.id })
    if (answer) onChange(answer.need)
  }
  const words =
    left === 0
      ? { title: '有进展时告诉我', note: '点一下，有答复或者有下一步，微信会告诉您一次。' }
      : {
          title: `有进展时告诉您，还有 ${left} 次`,
          note: canAdd ? '想一直知道，再点一下，多一次。' : '消息发到微信的「服务通知」里。',
        }
  return (
    <ListGroup>
      <ListRow
        id="need-tell"
        icon="bell"
        {...words}
        {...(canAdd && !busy ? { leads: true, onTap: () => void ask() } : {})}
      />
    </ListGroup>
  )
}
