import { View } from '@tarojs/components'
import { a11y } from '../base/a11y'
import { cx } from '../cx'
import { useToast } from './store'
import styles from './toast.module.scss'

export { toast } from './store'

/** Shows the toast; every screen has one. */
export function ToastHost() {
  const message = useToast(state => state.message)
  const hide = useToast(state => state.hide)
  if (!message) return null
  return (
    <View key={message.key} className={cx(styles.toast)} onClick={hide} {...a11y({ role: 'alert' })}>
      <View className={cx(styles.box)}>
        <View>{message.text}</View>
        {message.hint && <View className={cx(styles.hint)}>{message.hint}</View>}
      </View>
    </View>
  )
}
