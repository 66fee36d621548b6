import { parseDoorCode } from '@domain/checkin/door'
import { saySpan } from '@domain/time'
import { View } from '@tarojs/components'
import { useEffect, useRef, useState } from 'react'
import { cloudNow } from '@/cloud/clock'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { CheckedIn } from '@/features/bookings/checked-in'
import { sayAttendees } from '@/features/bookings/status'
import { useBooking } from '@/features/bookings/use-booking'
import { useLocation } from '@/features/settings/use-location'
import { buzz } from '@/platform/feedback'
import { currentLocation } from '@/platform/location'
import { canScan, scanCode } from '@/platform/scan'
import { a11y } from '@/ui/base/a11y'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { TextField } from '@/ui/field'
import { joinWithDots } from '@/ui/join-with-dots'
import { Scene } from '@/ui/scene'
import { Skeleton } from '@/ui/skeleton'
import { ErrorState } from '@/ui/states'
import styles from './arrive.module.scss'

const DIGITS = 8

/** Checks in at the door: scans the code on its screen, or types its digits. */
export function ArriveView({ bookingId, scanned }: { bookingId: string; scanned: string }) {
  const { booking, error, reload, update } = useBooking(bookingId)
  const { run, busy, error: refused, clear } = useAction('checkin.self')
  const [digits, setDigits] = useState('')
  const knownPlace = useLocation(state => state.location !== null)

  const send = async (code: string) => {
    // Only whoever has let us know the place before is looked up; nobody is asked at the door.
    const location = knownPlace ? await currentLocation() : null
    const answer = await run({ bookingId, code, ...(location ? { location } : {}) })
    buzz(answer ? 'yes' : 'no')
    if (answer) update(answer.booking)
  }
  const scan = async () => {
    clear()
    const code = await scanCode()
    if (code) await send(code)
  }
  const type = (text: string) => {
    if (refused) clear()
    setDigits(text.replace(/\D/g, '').slice(0, DIGITS))
  }
  // Whoever came by scanning with WeChat itself has scanned already.
  const sent = useRef(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page opens
  useEffect(() => {
    if (sent.current || !parseDoorCode(scanned)) return
    sent.current = true
    void send(scanned)
  }, [scanned])

  if (!booking) {
    const problem = error && messageOf(error)
    return problem ? (
      <ErrorState reason={problem.text} hint={problem.hint} onRetry={reload} />
    ) : (
      <Skeleton blocks={[120, 220]} />
    )
  }
  if (booking.checkedInAt !== null) return <CheckedIn booking={booking} at={booking.checkedInAt} />
  const problem = refused && messageOf(refused)
  return (
    <View className={cx(styles.view)}>
      <Scene name="welcome" className={cx(styles.scene)} />
      <View className={cx(styles.title)}>{booking.title}</View>
      <View className={cx(styles.note)}>
        {joinWithDots([saySpan(booking.startsAt, booking.endsAt, cloudNow()), booking.room])}
      </View>
      <View className={cx(styles.note)}>
        {sayAttendees(booking)} · {booking.attendees.length} 人
      </View>
      {problem && (
        <View id="arrive-problem" className={cx(styles.problem)} {...a11y({ role: 'alert' })}>
          <View className={cx(styles.strong)}>{problem.text}</View>
          <View>{problem.hint}</View>
        </View>
      )}
      {canScan && (
        <View className={cx(styles.wide)}>
          <Button id="arrive-scan" icon="scan" busy={busy} onTap={() => void scan()}>
            扫门口屏幕上的码
          </Button>
        </View>
      )}
      <View className={cx(styles.wide)}>
        <TextField
          id="arrive-digits"
          className={styles.digits}
          kind="digits"
          label={canScan ? '扫不出来？输入屏幕上的 8 位数字' : '输入门口屏幕上的 8 位数字'}
          placeholder="8 位数字"
          value={digits}
          maxLength={DIGITS}
          onChange={type}
        />
        <Button
          id="arrive-submit"
          look={canScan ? 'soft' : 'primary'}
          busy={busy}
          disabled={digits.length !== DIGITS}
          onTap={() => void send(digits)}
        >
          {digits.length === DIGITS ? '签到' : `还差 ${DIGITS - digits.length} 位`}
        </Button>
      </View>
    </View>
  )
}
