import { View } from '@tarojs/components'
import { messageOf } from '@/cloud/messages'
import type { Request } from '@/cloud/use-request'
import { sayAgeAfter } from '@/features/time/age'
import { a11y } from '@/ui/base/a11y'
import { Tap } from '@/ui/base/tap'
import { cx } from '@/ui/cx'
import styles from './kept-notice.module.scss'

interface KeptNoticeProps {
  request: Pick<Request<{ now: number }>, 'data' | 'error' | 'old' | 'reload'>
  now: number
}

/** Over what this phone saw earlier: how long ago that was, and why there is nothing newer. Nothing over what is fresh. */
export function KeptNotice({ request: { data, error, old, reload }, now }: KeptNoticeProps) {
  if (!data || !old) return null
  return (
    <View id="kept" className={cx(styles.kept)}>
      <View className={cx(styles.text)} {...a11y({ role: 'status' })}>
        {error ? messageOf(error).text : '正在更新'}，{sayAgeAfter('这是', data.now, now)}的
      </View>
      {error && (
        <Tap id="retry" className={styles.again} onTap={reload}>
          再试一次
        </Tap>
      )}
    </View>
  )
}
