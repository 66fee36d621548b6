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
import { CodeDigits } from '@/features/checkin/code-digits'
import { Loaded } from '@/features/requests/loaded'
import { buzz } from '@/platform/feedback'
import { canScan, scanCode } from '@/platform/scan'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { joinWithDots } from '@/ui/join-with-dots'
import { Scene } from '@/ui/scene'
import styles from './arrive.module.scss'

/** Self check-in at the door: scans the code on its screen, or types its digits. */
export function ArriveView({ bookingId, scanned }: { bookingId: string; scanned: string }) {
  const { booking, request, update } = useBooking(bookingId)
  const { run, busy, error: refused, clear } = useAction('checkin.self')
  const [digits, setDigits] = useState('')

  const send = async (code: string) => {
    const answer = await run({ bookingId, code })
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
    setDigits(text)
  }
  // With WeChat's own scanner the code was scanned before this page opened.
  const sent = useRef(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page opens
  useEffect(() => {
    if (sent.current || !parseDoorCode(scanned)) return
    sent.current = true
    void send(scanned)
  }, [scanned])

  if (!booking) {
    return (
      <Loaded request={request} skeleton={[120, 220]}>
        {() => null}
      </Loaded>
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
        <View className={cx(styles.wide)}>
          <Alert id="arrive-problem" {...problem} />
        </View>
      )}
      {canScan && (
        <View className={cx(styles.wide)}>
          <Button id="arrive-scan" icon="scan" busy={busy} onTap={() => void scan()}>
            扫门口屏幕上的码
          </Button>
        </View>
      )}
      <CodeDigits
        id="arrive"
        where="门口屏幕上"
        value={digits}
        busy={busy}
        onChange={type}
        onSubmit={code => void send(code)}
      />
    </View>
  )
}
