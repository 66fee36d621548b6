import { MINUTE } from '@domain/time'
import { View } from '@tarojs/components'
import { useNow } from '@/features/time/use-now'
import { a11y } from '@/ui/base/a11y'
import { cx } from '@/ui/cx'
import { Icon } from '@/ui/icon'
import { useQueue, waitingOf } from '../offline/queue'
import styles from './queue-badge.module.scss'

/** How long ago, as people say it. */
function age(ms: number): string {
  const minutes = Math.floor(ms / MINUTE)
  if (minutes < 1) return '刚刚'
  return minutes < 60 ? ` ${minutes} 分钟前` : ` ${Math.floor(minutes / 60)} 小时前`
}

/** Whether the network is there, how many scans wait on this phone, and since when. Nothing while all is well. */
export function QueueBadge() {
  const { scans, online } = useQueue()
  const now = useNow(10_000)
  const waiting = waitingOf(scans)
  const [oldest] = waiting
  if (online && !oldest) return null
  return (
    <View id="queue-badge" className={cx(styles.badge, !online && styles.off)} {...a11y({ role: 'status' })}>
      <Icon name="offline" size="small" className={styles.icon} />
      <View>
        <View>{online ? '有网了，正在上传' : '没有网络，照样能扫码签到'}</View>
        {oldest && (
          <View>
            {waiting.length} 个待上传，最早一个是{age(now - oldest.at)}签的
          </View>
        )}
      </View>
    </View>
  )
}
