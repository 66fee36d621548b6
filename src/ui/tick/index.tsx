import { View } from '@tarojs/components'
import { cx } from '../cx'
import { Icon } from '../icon'
import styles from './tick.module.scss'

/** A mark that is set or not. It is decoration: what bears it says `checked` to screen readers. */
export function Tick({ on, shape = 'round' }: { on: boolean; shape?: 'round' | 'square' }) {
  return (
    <View className={cx(styles.tick, styles[shape], on && styles.on)}>
      <Icon name="check" size="small" />
    </View>
  )
}
