import type { BookingStatus, BookingView } from '@domain/contracts/views'
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

const WAITING = {
  why: '不想等了？',
  act: '退出候补',
  ask: '要退出候补吗？',
  means: '您的位置会让给后面的人。想再来，要从后面重新候补。',
  keep: '继续等',
  done: '已退出候补',
  again: '想来的话，随时可以重新候补。',
}

const WORDS: Partial<Record<BookingStatus, typeof WAITING>> = {
  offered: {
    why: '来不了？',
    act: '让给下一位',
    ask: '把名额让给下一位吗？',
    means: '名额马上就会给下一位。想再来，要从后面重新候补。',
    keep: '再想想',
    done: '好的，名额让给下一位了',
    again: '想来的话，随时可以重新候补。',
  },
  registered: {
    why: '不想来了？',
    act: '取消登记',
    ask: '要取消登记吗？',
    means: '您家的签会从名单里拿走。截止前想来，还可以再登记，机会一样。',
    keep: '留着',
    done: '已取消登记',
    again: '截止前想来，还可以再登记。',
  },
}

/** Leaves the waitlist, withdraws from a ballot or declines an offer, after asking. */
export function LeavePart({ booking, onChange }: LeavePartProps) {
  const [asking, setAsking] = useState(false)
  const { run, busy, error } = useAction('waitlist.leave')
  useErrorToast(error)
  const words = WORDS[booking.status] ?? WAITING
  const leave = async () => {
    const answer = await run({ bookingId: booking.id })
    setAsking(false)
    if (!answer) return
    onChange(answer.booking)
    toast(words.done, words.again)
  }
  return (
    <Section title={words.why} quiet>
      <View className={cx(styles.leave)}>
        <Button id="wait-leave" look="danger" size="small" onTap={() => setAsking(true)}>
          {words.act}
        </Button>
      </View>
      {asking && (
        <ConfirmSheet
          title={words.ask}
          text={words.means}
          confirm={{ id: 'wait-leave-yes', label: words.act }}
          keep={words.keep}
          busy={busy}
          onConfirm={() => void leave()}
          onClose={() => setAsking(false)}
        />
      )}
    </Section>
  )
}
