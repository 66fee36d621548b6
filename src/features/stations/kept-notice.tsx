import { View } from '@tarojs/components'
import { messageOf } from '@/cloud/messages'
import type { Request } from '@/cloud/use-request'
import { sayAgeAfter } from '@/features/time/age'
import { a11y } from '@/ui/base/a11y'
import { Tap } from '@/ui/base/tap'
import { cx } from '@/ui/cx'
import styles from './kept-notice.module.scss'
import { isLive } from './live'

interface KeptNoticeProps {
  request: Pick<Request<{ now: number }>, 'data' | 'error' | 'loading' | 'reload'>
  now: number
}

/**
 * Says above a stored answer how old it is and why there is nothing newer. Says nothing while the answer still counts as
 * current, which avoids flicker when the screen is shown again.
 */
export function KeptNotice({ request, now }: KeptNoticeProps) {
  const { data, error, loading, reload } = request
  if (!data || !(error || (loading && !isLive(request, now)))) return null
  return (
    <View id="kept" className={cx(styles.kept)}>
      <View className={cx(styles.text)} {...a11y({ role: 'status' })}>
        {loading || !error ? '正在更新' : messageOf(error).text}，{sayAgeAfter('这是', data.now, now)}看到的
      </View>
      {error && (
        <Tap id="retry" className={styles.again} onTap={reload}>
          再试一次
        </Tap>
      )}
    </View>
  )
}
