import type { ClassView } from '@domain/contracts/classes'
import type { BookingView } from '@domain/contracts/views'
import { View } from '@tarojs/components'
import { type Message, messageOf } from '@/cloud/messages'
import { sayHold, sayPlace } from '@/features/waitlist/words'
import { open } from '@/platform/navigate'
import { a11y } from '@/ui/base/a11y'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import styles from './book-bar.module.scss'
import type { useClassBooking } from './use-class-booking'

interface BookBarProps {
  view: ClassView
  booking: ReturnType<typeof useClassBooking>
}

/** The refusal in words, led by the name of the person it is about. */
function refusalOf(view: ClassView, error: NonNullable<BookBarProps['booking']['error']>): Message {
  const message = messageOf(error)
  const { detail } = error
  const about = detail && 'memberId' in detail ? detail.memberId : null
  const name = view.members.find(choice => choice.member.id === about)?.member.nickname
  return name ? { ...message, text: `${name}：${message.text}` } : message
}

function sayHeld({ status, ahead }: BookingView): string {
  if (status === 'registered') return '已登记，等摇号'
  return status === 'offered' ? '有名额了，去确认' : sayPlace(ahead ?? 0)
}

/** What the party has in this session already: the code, the offer, or its place in the line. */
function Held({ held, whole }: { held: BookingView; whole: boolean }) {
  const { enrolment } = held
  if (whole && enrolment) {
    return (
      <Button id="class-course" icon="calendar" onTap={() => open('course', { id: enrolment.id })}>
        整期约好了，看每一节
      </Button>
    )
  }
  if (held.status === 'confirmed') {
    return (
      <Button id="class-code" icon="scan" onTap={() => open('code', { id: held.id })}>
        已约好，看签到码
      </Button>
    )
  }
  return (
    <Button id="class-wait" icon="calendar" onTap={() => open('booking', { id: held.id })}>
      {sayHeld(held)}
    </Button>
  )
}

function labelOf(
  names: readonly string[],
  { session, seats, waits, whole, registers }: BookBarProps['booking'],
): string {
  if (!session || !seats) return '最近没有排课'
  if (!seats.waitable) return seats.text
  if (names.length === 0) return registers ? '请先选谁来登记' : waits ? '请先选谁来候补' : '请先选谁来上课'
  const act = whole ? '报名整期' : registers ? '登记摇号' : waits ? '候补' : '预约'
  return names.length === 1 ? `为${names[0]}${act}` : `为 ${names.length} 个人${act}`
}

/** What waiting means here, before it is chosen. */
function sayWait({ session, coming }: BookBarProps['booking']): string {
  if (!session) return ''
  const { seatsLeft, waiting, rules } = session
  const line =
    waiting > 0
      ? `前面有 ${waiting} 家在候补`
      : seatsLeft > 0
        ? `只剩 ${seatsLeft} 个名额，不够 ${coming.length} 个人`
        : '您是第一个候补'
  return `${line}。有了名额，给您留 ${sayHold(rules.offerFor)}。`
}

/** The main action of a class: book for those chosen, wait when it is full, or show what is there already. */
export function BookBar({ view, booking }: BookBarProps) {
  const { coming, bookings, busy, error, book, seats, waits, whole, registers } = booking
  const names = view.members.filter(choice => coming.includes(choice.member.id)).map(choice => choice.member.nickname)
  const held = bookings.find(({ status }) => status === 'offered') ?? bookings[0]
  if (held && coming.length === 0) return <Held held={held} whole={whole !== null} />
  const problem = error && refusalOf(view, error)
  return (
    <View>
      {problem && (
        <View id="class-problem" className={cx(styles.problem)} {...a11y({ role: 'alert' })}>
          <View className={cx(styles.text)}>{problem.text}</View>
          {problem.hint && <View>{problem.hint}</View>}
        </View>
      )}
      {waits && !problem && (
        <View id="class-waiting" className={cx(styles.wait)}>
          {sayWait(booking)}
        </View>
      )}
      <Button
        id={registers ? 'class-register' : waits ? 'class-join' : 'class-confirm'}
        busy={busy}
        disabled={!seats?.waitable || names.length === 0}
        onTap={() => void book()}
      >
        {labelOf(names, booking)}
      </Button>
    </View>
  )
}
