import { currentCode, groupDigits, STEP_MS } from '@domain/checkin/code'
import type { BookingView } from '@domain/contracts/views'
import { sayMoment, saySpan } from '@domain/time'
import { View } from '@tarojs/components'
import { useNow } from '@/features/time/use-now'
import { a11y } from '@/ui/base/a11y'
import { Countdown } from '@/ui/countdown'
import { cx } from '@/ui/cx'
import { joinWithDots } from '@/ui/join-with-dots'
import { Pill } from '@/ui/pill'
import { QrCode } from '@/ui/qr-code'
import styles from './code-view.module.scss'
import { sayAttendees, sayRoom } from './status'

interface CodeFaceProps {
  booking: Pick<BookingView, 'title' | 'startsAt' | 'endsAt' | 'centreName' | 'room' | 'unit' | 'checkInFrom'>
  /** Who comes, and how many. */
  party: string
  code: { qr: string; digits: string; changesAt: number }
  now: number
  /** The screen brightness could not be raised. */
  dim: boolean
  /** The code is made on this phone. */
  offline: boolean
}

/** A code as it is shown at the door: the picture, the digits, and what it is for. */
export function CodeFace({ booking, party, code: { qr, digits, changesAt }, now, dim, offline }: CodeFaceProps) {
  return (
    <View className={cx(styles.view)}>
      <View className={cx(styles.title)} {...a11y({ role: 'heading' })}>
        {booking.title}
      </View>
      <View className={cx(styles.note, styles.facts)}>
        {joinWithDots([saySpan(booking.startsAt, booking.endsAt, now), sayRoom(booking)])}
      </View>
      <View id="code-party" className={cx(styles.party)}>
        {party}
      </View>
      <QrCode id="code-picture" text={qr} label="签到二维码" className={cx(styles.picture)} />
      <Countdown left={(changesAt - now) / STEP_MS} className={styles.track} />
      <View
        id="code-digits"
        className={cx(styles.digits)}
        {...a11y({ role: 'img', label: digits.split('').join(' ') })}
      >
        {groupDigits(digits)}
      </View>
      <View className={cx(styles.note)}>每 30 秒自动更新，截图无效</View>
      <View className={cx(styles.note)}>扫不出来？{dim && '把屏幕调亮一点，或'}把这串数字念给工作人员</View>
      <View className={cx(styles.pills)}>
        <Pill tone="quiet">{booking.centreName}</Pill>
        {now < booking.checkInFrom ? (
          <Pill tone="few">{sayMoment(booking.checkInFrom, now)} 开始签到</Pill>
        ) : (
          offline && <Pill tone="quiet">没网也能用</Pill>
        )}
      </View>
    </View>
  )
}

interface CodeViewProps {
  booking: BookingView
  secret: string
  /** The screen brightness could not be raised. */
  dim: boolean
}

/** The rotating code. It is computed on the phone and needs no network. */
export function CodeView({ booking, secret, dim }: CodeViewProps) {
  const now = useNow(1000)
  return (
    <CodeFace
      booking={booking}
      party={`${sayAttendees(booking)} · ${booking.attendees.length} 人`}
      code={currentCode(secret, booking.id, now, booking)}
      now={now}
      dim={dim}
      offline
    />
  )
}
