import { View } from '@tarojs/components'
import { a11y } from '../base/a11y'
import { cx } from '../cx'
import styles from './skeleton.module.scss'

/** A loading placeholder: one grey block per height (px). */
export function Skeleton({ blocks }: { blocks: readonly number[] }) {
  return (
    <View className={cx(styles.stack)} {...a11y({ role: 'status', label: '正在加载' })}>
      {blocks.map((height, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the blocks have no identity and never change order
        <View key={at} className={cx(styles.bone)} style={{ height: `${height}px` }} />
      ))}
    </View>
  )
}
