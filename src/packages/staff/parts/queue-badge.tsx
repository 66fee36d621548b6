import { View } from '@tarojs/components'
import { notUploaded, useQueue } from '@/features/staff-checkin/queue'
import { sayAgeAfter } from '@/features/time/age'
import { useNow } from '@/features/time/use-now'
import { a11y } from '@/ui/base/a11y'
import { cx } from '@/ui/cx'
import { Icon } from '@/ui/icon'
import styles from './queue-badge.module.scss'

const SAY = {
  network: '没有网络，照样能扫码签到',
  server: '系统一时没回应，照样能扫码签到',
  none: '有网了，正在上传',
} as const

/** Shows that the server decides nothing, and how many scans wait on this phone since when. Empty when there is nothing to say. */
export function QueueBadge() {
  const { scans, trouble, rosterUnstored } = useQueue()
  const now = useNow(10_000)
  const waiting = notUploaded(scans)
  const [oldest] = waiting
  if (trouble === null && !oldest && !rosterUnstored) return null
  return (
    <View id="queue-badge" className={cx(styles.badge, trouble !== null && styles.off)} {...a11y({ role: 'status' })}>
      <Icon name="offline" size="small" className={styles.icon} />
      <View>
        {(trouble !== null || oldest) && <View>{SAY[trouble ?? 'none']}</View>}
        {oldest && (
          <View>
            {waiting.length} 个待上传，{sayAgeAfter('最早一个是', oldest.at, now)}签的
          </View>
        )}
        {rosterUnstored && <View>手机存不下今天的名单：重开小程序后，断网时就认不出码。请清理手机空间。</View>}
      </View>
    </View>
  )
}
