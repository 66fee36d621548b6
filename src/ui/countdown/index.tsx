import { View } from '@tarojs/components'
import { cx } from '../cx'
import styles from './countdown.module.scss'

interface CountdownProps {
  /** Share that is left, 0 to 1; more or less counts as the end of the range. */
  left: number
  /** Gives the bar its width. */
  className?: string | undefined
}

/** A bar that runs out. */
export function Countdown({ left, className }: CountdownProps) {
  return (
    <View className={cx(styles.track, className)}>
      <View className={cx(styles.left)} style={{ width: `${Math.max(0, Math.min(1, left)) * 100}%` }} />
    </View>
  )
}
