import type { CaredBooking, CaredChild, Cares } from '@domain/contracts/cares'
import { isolated } from '@domain/text'
import { saySpan } from '@domain/time'
import { useState } from 'react'
import { useAction } from '@/cloud/use-action'
import { useErrorToast } from '@/features/errors/use-error-toast'
import { open } from '@/platform/navigate'
import { Button } from '@/ui/button'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Section } from '@/ui/section'
import { ConfirmSheet } from '@/ui/sheet'
import { toast } from '@/ui/toast'

interface CaredPartProps {
  child: CaredChild
  now: number
  onChange: (cares: Cares) => void
}

const ENDED = {
  age: (name: string) => ({
    title: `${name}满 14 岁了`,
    note: '从 14 岁起由孩子自己做主，一起照看到这里为止。',
  }),
  gone: () => ({ title: '有一位孩子不再一起照看了', note: '孩子家里结束了，或者删掉了孩子的资料。' }),
} as const

const STATES: Record<CaredBooking['status'], string> = {
  confirmed: '约好了',
  waiting: '在候补',
  offered: '轮到了，请孩子家里确认',
  registered: '等抽签',
  cancelled: '取消了',
  lapsed: '没有约上',
}

/** A child of another household: its classes, and what can be done for it. */
export function CaredPart({ child, now, onChange }: CaredPartProps) {
  const { id, nickname, ended, bookings } = child
  const [asking, setAsking] = useState<CaredBooking | 'end' | null>(null)
  const end = useAction('care.end')
  const cancel = useAction('care.cancel')
  useErrorToast(end.error)
  useErrorToast(cancel.error)
  const leave = async () => {
    const answer = await end.run({ careId: id })
    setAsking(null)
    if (answer) onChange(answer)
  }
  const giveUp = async (booking: CaredBooking) => {
    const answer = await cancel.run({ careId: id, bookingId: booking.id })
    setAsking(null)
    if (!answer) return
    onChange(answer)
    toast('已取消，名额空出来了，谢谢您', '孩子家里也看得到。')
  }
  if (ended !== null) {
    const words = ENDED[ended](isolated(nickname))
    return (
      <ListGroup>
        <ListRow
          id={`cared-${id}`}
          icon="info"
          title={words.title}
          note={words.note}
          end="知道了"
          onTap={() => void leave()}
        />
      </ListGroup>
    )
  }
  return (
    <Section title={`帮着照看：${isolated(nickname)}`}>
      <ListGroup>
        {bookings.map(booking => {
          const { title, startsAt, endsAt, centreName, room, status, checkedInAt, cancelUntil } = booking
          const state = checkedInAt === null ? STATES[status] : '签到了'
          return (
            <ListRow
              key={booking.id}
              id={`cared-booking-${booking.id}`}
              icon="calendar"
              title={title}
              note={`${saySpan(startsAt, endsAt, now)}，${centreName} ${room}，${state}`}
              end={
                checkedInAt === null && now < cancelUntil ? (
                  <Button id={`cared-cancel-${booking.id}`} look="plain" size="small" onTap={() => setAsking(booking)}>
                    取消
                  </Button>
                ) : undefined
              }
            />
          )
        })}
        {bookings.length === 0 && <ListRow title="还没有要上的课" />}
        <ListRow
          id={`cared-find-${id}`}
          icon="search"
          title={`给${isolated(nickname)}找课`}
          note="在课的页面上，点「给孩子约这一节」"
          leads
          onTap={() => open('classes', {})}
        />
        <ListRow id={`cared-end-${id}`} icon="close" title="不一起照看了" onTap={() => setAsking('end')} />
      </ListGroup>
      {asking === 'end' && (
        <ConfirmSheet
          title={`不再照看${isolated(nickname)}？`}
          text="您就看不到孩子的课，也约不了了；已经约好的课不变。"
          confirm={{ id: 'cared-leave', label: '不照看了' }}
          keep="先留着"
          busy={end.busy}
          onConfirm={() => void leave()}
          onClose={() => setAsking(null)}
        />
      )}
      {asking !== null && asking !== 'end' && (
        <ConfirmSheet
          title={`取消${isolated(nickname)}的「${asking.title}」？`}
          text={asking.withOthers ? '只取消孩子的，一起来的其他人不变。' : '名额会让给候补的人，孩子家里也会看到。'}
          confirm={{ id: 'cared-cancel', label: '取消预约' }}
          keep="先留着"
          busy={cancel.busy}
          onConfirm={() => void giveUp(asking)}
          onClose={() => setAsking(null)}
        />
      )}
    </Section>
  )
}
