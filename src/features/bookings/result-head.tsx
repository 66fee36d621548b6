import type { BookingView } from '@domain/contracts/views'
import { View } from '@tarojs/components'
import { a11y } from '@/ui/base/a11y'
import { cx } from '@/ui/cx'
import { Scene, type SceneName } from '@/ui/scene'
import styles from './result-head.module.scss'
import { sayAttendees } from './status'

interface ResultHeadProps {
  scene: SceneName
  title: string
  booking: BookingView
}

/** The result of a booking in one line, and for whom it is. */
export function ResultHead({ scene, title, booking }: ResultHeadProps) {
  return (
    <View className={cx(styles.head)}>
      <Scene name={scene} className={cx(styles.scene)} />
      <View className={cx(styles.title)} {...a11y({ role: 'heading' })}>
        {title}
      </View>
      <View className={cx(styles.note)}>
        {sayAttendees(booking)} · {booking.title}
      </View>
    </View>
  )
}
