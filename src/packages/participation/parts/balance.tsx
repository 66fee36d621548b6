import type { RouteOutput } from '@domain/contracts'
import { sayDay } from '@domain/time'
import { View } from '@tarojs/components'
import { cx } from '@/ui/cx'
import styles from './points.module.scss'

/** What the household has, and how much of this month's cap it has earned. */
export function Balance({ home }: { home: RouteOutput<'points.home'> }) {
  const { now, spendable, listed, month, monthlyCap, quarterLeft, expiring } = home
  const share = Math.min(100, Math.round((month / monthlyCap) * 100))
  return (
    <View id="points-balance" className={cx(styles.balance)}>
      <View>{spendable < 0 ? '我们家欠' : '我们家有'}</View>
      <View className={cx(styles.figure)}>{Math.abs(spendable)} 分</View>
      {spendable < 0 && <View className={cx(styles.note)}>有一件事的分收回了，下次得的分先补上。</View>}
      {listed > 0 && <View>公示中还有 {listed} 分</View>}
      <View className={cx(styles.note)}>
        这个月得了 {month} 分，最多 {monthlyCap} 分
      </View>
      <View className={cx(styles.track)}>
        <View className={cx(styles.bar)} style={{ width: `${share}%` }} />
      </View>
      {expiring && (
        <View className={cx(styles.note)}>
          其中 {expiring.points} 分，{sayDay(expiring.until, now)}过期
        </View>
      )}
      <View className={cx(styles.note)}>
        {quarterLeft > 0
          ? `${home.centre.name}这个季度还能发 ${quarterLeft} 分`
          : `${home.centre.name}这个季度的分发完了，备了新的东西再发`}
      </View>
    </View>
  )
}
