import { View } from '@tarojs/components'
import { cx } from '../cx'
import { Icon } from '../icon'
import styles from './tick.module.scss'

/** A check mark. Decorative: the element that contains it tells screen readers whether it is checked. */
export function Tick({ on, shape = 'round' }: { on: boolean; shape?: 'round' | 'square' }) {
  return (
    <View className={cx(styles.tick, styles[shape], on && styles.on)}>
      <Icon name="check" size="small" />
    </View>
  )
}
