import { View } from '@tarojs/components'
import { a11y } from '@/ui/base/a11y'
import { cx } from '@/ui/cx'
import styles from './slow-line.module.scss'

/** Says below a placeholder that the answer takes long. */
export function SlowLine() {
  return (
    <View id="slow" className={cx(styles.slow)} {...a11y({ role: 'status' })}>
      网络慢，还在试……
    </View>
  )
}
