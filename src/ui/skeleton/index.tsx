import { View } from '@tarojs/components'
import { a11y } from '../base/a11y'
import { cx } from '../cx'
import styles from './skeleton.module.scss'

/** The shape of what is coming: one grey block per given height (px). */
export function Skeleton({ blocks }: { blocks: readonly number[] }) {
  return (
    <View className={cx(styles.stack)} {...a11y({ role: 'status', label: '正在加载' })}>
      {blocks.map((height, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the blocks are nameless and never move
        <View key={at} className={cx(styles.bone)} style={{ height: `${height}px` }} />
      ))}
    </View>
  )
}
