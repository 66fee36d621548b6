import type { ClassView } from '@domain/contracts/classes'
import { View } from '@tarojs/components'
import { cloudNow } from '@/cloud/clock'
import { type Message, messageOf } from '@/cloud/messages'
import { open } from '@/platform/navigate'
import { a11y } from '@/ui/base/a11y'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import styles from './book-bar.module.scss'
import { seatState } from './seats'
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

/** The main action of a class: book for those chosen, or show the code that is there already. */
export function BookBar({ view, booking }: BookBarProps) {
  const { session, coming, bookings, busy, error, book } = booking
  const names = view.members.filter(choice => coming.includes(choice.member.id)).map(choice => choice.member.nickname)
  const held = bookings[0]
  if (held && coming.length === 0) {
    return (
      <Button id="class-code" icon="scan" onTap={() => open('code', { id: held.id })}>
        已约好，看签到码
      </Button>
    )
  }
  const seats = session && seatState(session, cloudNow())
  const label = !session
    ? '最近没有排课'
    : !seats?.bookable
      ? (seats?.text ?? '')
      : names.length === 0
        ? '请先选谁来上课'
        : names.length === 1
          ? `为${names[0]}预约`
          : `为 ${names.length} 个人预约`
  const problem = error && refusalOf(view, error)
  return (
    <View>
      {problem && (
        <View id="class-problem" className={cx(styles.problem)} {...a11y({ role: 'alert' })}>
          <View className={cx(styles.text)}>{problem.text}</View>
          {problem.hint && <View>{problem.hint}</View>}
        </View>
      )}
      <Button
        id="class-confirm"
        busy={busy}
        disabled={!seats?.bookable || names.length === 0}
        onTap={() => void book()}
      >
        {label}
      </Button>
    </View>
  )
}
