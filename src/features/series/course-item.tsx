import { codeUseful } from '@domain/bookings/phase'
import type { BookingView } from '@domain/contracts/views'
import { saySpan } from '@domain/time'
import { View } from '@tarojs/components'
import item from '@/features/bookings/booking-item.module.scss'
import { sayAttendees } from '@/features/bookings/status'
import { open } from '@/platform/navigate'
import { Tap } from '@/ui/base/tap'
import { Card } from '@/ui/card'
import { cx } from '@/ui/cx'
import { Icon } from '@/ui/icon'
import { Pill } from '@/ui/pill'

interface CourseItemProps {
  id: string
  /** The next session. */
  next: BookingView
  now: number
}

/** A series that was booked as a whole, as one card with its next session. */
export function CourseItem({ id, next, now }: CourseItemProps) {
  const { nth = 1, of = 1 } = next.enrolment ?? {}
  return (
    <Card>
      <Tap id={`course-${id}`} className={item.main} onTap={() => open('course', { id })}>
        <View className={cx(item.head)}>
          <View className={cx(item.title)}>{next.title}</View>
          <Pill tone="indigo">
            整期 {nth}/{of}
          </Pill>
        </View>
        <View className={cx(item.when)}>下一节：{saySpan(next.startsAt, next.endsAt, now)}</View>
        <View className={cx(item.note)}>
          {sayAttendees(next)} · {next.centreName} {next.room}
        </View>
      </Tap>
      {codeUseful(next, now) && next.checkedInAt === null && (
        <Tap id={`show-${next.id}`} className={item.show} onTap={() => open('code', { id: next.id })}>
          <Icon name="scan" size="small" />
          <View>出示下一节的签到码</View>
        </Tap>
      )}
    </Card>
  )
}
