import { View } from '@tarojs/components'
import { cx } from '../cx'
import styles from './countdown.module.scss'

interface CountdownProps {
  /** Share of the time that is left, clamped to 0–1. */
  left: number
  /** Sets the width of the bar. */
  className?: string | undefined
}

/** A bar that shows how much time is left. */
export function Countdown({ left, className }: CountdownProps) {
  return (
    <View className={cx(styles.track, className)}>
      <View className={cx(styles.left)} style={{ width: `${Math.max(0, Math.min(1, left)) * 100}%` }} />
    </View>
  )
}
