import type { BookingView } from '@domain/contracts/views'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { useAction } from '@/cloud/use-action'
import { useErrorToast } from '@/features/errors/use-error-toast'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Section } from '@/ui/section'
import { ConfirmSheet } from '@/ui/sheet'
import { toast } from '@/ui/toast'
import styles from './wait.module.scss'

interface LeavePartProps {
  booking: BookingView
  onChange: (booking: BookingView) => void
}

/** The way off the waitlist, or to say no to an offer: asked once. */
export function LeavePart({ booking, onChange }: LeavePartProps) {
  const [asking, setAsking] = useState(false)
  const { run, busy, error } = useAction('waitlist.leave')
  useErrorToast(error)
  const offered = booking.status === 'offered'
  const leave = async () => {
    const answer = await run({ bookingId: booking.id })
    setAsking(false)
    if (!answer) return
    onChange(answer.booking)
    toast(offered ? '好的，名额让给下一位了' : '已退出候补', '想来的话，随时可以重新候补。')
  }
  return (
    <Section title={offered ? '来不了？' : '不想等了？'} quiet>
      <View className={cx(styles.leave)}>
        <Button id="wait-leave" look="danger" size="small" onTap={() => setAsking(true)}>
          {offered ? '不要了' : '退出候补'}
        </Button>
      </View>
      {asking && (
        <ConfirmSheet
          title={offered ? '不要这个名额吗？' : '要退出候补吗？'}
          text={
            offered
              ? '名额会马上让给下一位。想再来，要从后面重新候补。'
              : '您的位置会让给后面的人。想再来，要从后面重新候补。'
          }
          confirm={{ id: 'wait-leave-yes', label: offered ? '不要了' : '退出候补' }}
          keep={offered ? '再想想' : '继续等'}
          busy={busy}
          onConfirm={() => void leave()}
          onClose={() => setAsking(false)}
        />
      )}
    </Section>
  )
}
