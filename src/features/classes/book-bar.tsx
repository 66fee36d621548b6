import type { ClassChoice } from '@domain/classes/choice'
import type { ClassView } from '@domain/contracts/classes'
import type { BookingView } from '@domain/contracts/views'
import { isolated } from '@domain/text'
import { View } from '@tarojs/components'
import { type Message, messageOf } from '@/cloud/messages'
import { sayHold, sayPlace } from '@/features/waitlist/words'
import { open } from '@/platform/navigate'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import styles from './book-bar.module.scss'
import { sayAvailability } from './say-seats'
import type { ClassBooking } from './use-class-booking'

interface BookBarProps {
  view: ClassView
  booking: ClassBooking
  now: number
}

/** The refusal in words, with the name of the person it concerns. */
function refusalOf(view: ClassView, error: NonNullable<ClassBooking['error']>): Message {
  const message = messageOf(error)
  const { detail } = error
  const about = detail && 'memberId' in detail ? detail.memberId : null
  const name = view.members.find(choice => choice.member.id === about)?.member.nickname
  return name ? { ...message, text: `${isolated(name)}：${message.text}` } : message
}

function sayHeld({ status, ahead }: BookingView): string {
  if (status === 'registered') return '已登记，等抽签'
  return status === 'offered' ? '有名额了，去确认' : sayPlace(ahead ?? 0)
}

/** What the household already has in this session: the code, the offer, or its place on the waitlist. */
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

const OBSTACLES = {
  'no-session': '最近没有排课',
  'birth-month-missing': '请先补上出生年月',
  'nobody-may-come': '家里还没有能来的人',
} as const

const WHO = { book: '上课', 'book-series': '上课', register: '登记', 'join-waitlist': '候补' } as const
const ACTS = { book: '预约', 'book-series': '报名整期', register: '登记抽签', 'join-waitlist': '候补' } as const
const IDS = {
  book: 'class-confirm',
  'book-series': 'class-confirm',
  register: 'class-register',
  'join-waitlist': 'class-join',
} as const

function labelOf(
  names: readonly string[],
  { availability, whole, action, obstacle }: ClassChoice,
  gone: boolean,
  now: number,
): string {
  if (gone && obstacle === 'no-session') return '请先选一节'
  if (obstacle === 'not-available' && availability) return sayAvailability(availability, now, whole !== null).text
  if (obstacle === 'nobody-chosen') return `请先选谁来${WHO[action]}`
  if (obstacle && obstacle !== 'not-available') return OBSTACLES[obstacle]
  return names.length === 1 ? `为${isolated(names[0] ?? '')}${ACTS[action]}` : `为 ${names.length} 个人${ACTS[action]}`
}

/** What joining the waitlist means. */
function sayWait({ session, party }: ClassChoice): string {
  if (!session) return ''
  const { seatsLeft, waiting, rules } = session
  const line =
    waiting > 0
      ? `前面有 ${waiting} 家在候补`
      : seatsLeft > 0
        ? `只剩 ${seatsLeft} 个名额，不够 ${party.length} 个人`
        : '您是第一个候补'
  return `${line}。有了名额，给您留 ${sayHold(rules.offerFor)}。`
}

/** The main button of a class: books, joins the waitlist, registers, or opens what the household already has. */
export function BookBar({ view, booking, now }: BookBarProps) {
  const { choice, gone, busy, error, book } = booking
  const { party, bookings, whole, action, obstacle } = choice
  const names = view.members.filter(({ member }) => party.includes(member.id)).map(({ member }) => member.nickname)
  const held = bookings.find(({ status }) => status === 'offered') ?? bookings[0]
  if (held && party.length === 0) return <Held held={held} whole={whole !== null} />
  const problem = error && refusalOf(view, error)
  return (
    <View className={cx(styles.bar)}>
      {problem && <Alert id="class-problem" {...problem} />}
      {action === 'join-waitlist' && !problem && (
        <View id="class-waiting" className={cx(styles.wait)}>
          {sayWait(choice)}
        </View>
      )}
      <Button id={IDS[action]} busy={busy} disabled={obstacle !== null} onTap={() => void book()}>
        {labelOf(names, choice, gone, now)}
      </Button>
    </View>
  )
}
