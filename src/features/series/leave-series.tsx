import { isUpcoming } from '@domain/bookings/phase'
import type { EnrolmentView } from '@domain/contracts/series'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { useAction } from '@/cloud/use-action'
import { useErrorToast } from '@/features/errors/use-error-toast'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Section } from '@/ui/section'
import { ConfirmSheet } from '@/ui/sheet'
import { toast } from '@/ui/toast'
import styles from './series.module.scss'

interface LeaveSeriesProps {
  enrolment: EnrolmentView
  now: number
  onChange: (enrolment: EnrolmentView) => void
}

/** Cancels the rest of a series after asking, and says which sessions can no longer be cancelled. */
export function LeaveSeries({ enrolment, now, onChange }: LeaveSeriesProps) {
  const [asking, setAsking] = useState(false)
  const { run, busy, error } = useAction('booking.cancelSeries')
  useErrorToast(error)
  const upcoming = enrolment.bookings.filter(booking => isUpcoming(booking, now))
  const leaving = upcoming.filter(({ cancelUntil }) => now < cancelUntil).length
  const late = upcoming.length - leaving
  if (leaving === 0) return null
  const leave = async () => {
    const answer = await run({ enrolmentId: enrolment.id })
    setAsking(false)
    if (!answer) return
    onChange(answer.enrolment)
    toast(`取消了 ${leaving} 节`, '名额空出来了，谢谢您。')
  }
  return (
    <Section title="后面都来不了？" quiet>
      <View className={cx(styles.note)}>一次取消剩下的课，把名额留给别人。</View>
      <View className={cx(styles.cancel)}>
        <Button id="course-cancel" look="danger" size="small" onTap={() => setAsking(true)}>
          取消剩下的 {leaving} 节
        </Button>
      </View>
      {asking && (
        <ConfirmSheet
          title={`要取消剩下的 ${leaving} 节吗？`}
          text={`「${enrolment.title}」还没上的 ${leaving} 节会一起取消，名额马上给别人，想再来要重新约。${late > 0 ? `有 ${late} 节快开始了，已经不能取消，照常上。` : ''}`}
          confirm={{ id: 'course-cancel-yes', label: `取消 ${leaving} 节` }}
          keep="先不取消"
          busy={busy}
          onConfirm={() => void leave()}
          onClose={() => setAsking(false)}
        />
      )}
    </Section>
  )
}
