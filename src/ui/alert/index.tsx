import { View } from '@tarojs/components'
import { a11y } from '../base/a11y'
import { cx } from '../cx'
import { Icon } from '../icon'
import styles from './alert.module.scss'

interface AlertProps {
  id: string
  text: string
  /** What to do instead. */
  hint?: string | undefined
  /** `refused`: the action failed; `caution`: something to know before going on. */
  tone?: 'refused' | 'caution'
}

/** A problem, shown where it arose until something changes. */
export function Alert({ id, text, hint, tone = 'refused' }: AlertProps) {
  return (
    <View id={id} className={cx(styles.alert, styles[tone])} {...a11y({ role: 'alert' })}>
      {tone === 'caution' && <Icon name="info" size="small" className={styles.icon} />}
      <View className={cx(styles.body)}>
        <View className={cx(styles.text)}>{text}</View>
        {hint && <View>{hint}</View>}
      </View>
    </View>
  )
}
