import { View } from '@tarojs/components'
import { messageOf } from '@/cloud/messages'
import type { Request } from '@/cloud/use-request'
import { sayAgeAfter } from '@/features/time/age'
import { useNow } from '@/features/time/use-now'
import { a11y } from '@/ui/base/a11y'
import { Tap } from '@/ui/base/tap'
import { cx } from '@/ui/cx'
import styles from './kept-notice.module.scss'
import { isLive } from './live'

/** Renews the age, ms. */
const RENEW_MS = 30_000

interface KeptNoticeProps {
  request: Pick<Request<unknown>, 'at' | 'error' | 'loading' | 'slow' | 'reload'>
  /** What can be done with the kept answer all the same. */
  note?: string
}

/**
 * Says above a stored answer how old it is and why there is nothing newer. Says nothing while the answer still counts as
 * current, which avoids flicker when the screen is shown again.
 */
export function KeptNotice({ request, note = '' }: KeptNoticeProps) {
  const { at, error, loading, slow, reload } = request
  const now = useNow(RENEW_MS)
  if (at === null || !(error || (loading && !isLive(request, now)))) return null
  const why = slow ? '网络慢，还在试' : loading || !error ? '正在更新' : messageOf(error).text
  return (
    <View id="kept" className={cx(styles.kept)}>
      <View className={cx(styles.text)} {...a11y({ role: 'status' })}>
        {why}，{sayAgeAfter('这是', at, now)}看到的{note}
      </View>
      {error && (
        <Tap id="retry" className={styles.again} onTap={reload}>
          再试一次
        </Tap>
      )}
    </View>
  )
}
