import { View } from '@tarojs/components'
import type { Message } from '@/cloud/messages'
import { a11y } from '@/ui/base/a11y'
import { cx } from '@/ui/cx'
import { Icon } from '@/ui/icon'
import styles from './desk.module.scss'

/** What went wrong with a form, in the form: it stays to be read, and what was typed stays beside it. */
export function Problem({ id = 'desk-problem', message }: { id?: string; message: Message }) {
  return (
    <View id={id} className={cx(styles.problem)} {...a11y({ role: 'alert' })}>
      <Icon name="info" size="small" className={styles.sign} />
      <View>
        <View className={cx(styles.what)}>{message.text}</View>
        {message.hint && <View>{message.hint}</View>}
      </View>
    </View>
  )
}
