import { View } from '@tarojs/components'
import { useSlowWrites } from '@/platform/slow-writes'
import { a11y } from '../base/a11y'
import { cx } from '../cx'
import styles from './toast.module.scss'

/** Says that an action takes long, for as long as it does. */
export function SlowHost() {
  const count = useSlowWrites(state => state.count)
  if (count === 0) return null
  return (
    <View id="slow-write" className={cx(styles.toast)} {...a11y({ role: 'status' })}>
      <View className={cx(styles.box)}>网络慢，还在试……</View>
    </View>
  )
}
