import { View } from '@tarojs/components'
import { Chip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import styles from './series.module.scss'

interface WayChipsProps {
  /** Number of sessions of the series. */
  count: number
  whole: boolean
  onChoose: (whole: boolean) => void
}

/** The choice between one session and the whole series. */
export function WayChips({ count, whole, onChoose }: WayChipsProps) {
  return (
    <View className={cx(styles.ways)}>
      <Chip id="way-single" on={!whole} onTap={() => onChoose(false)}>
        选一节来
      </Chip>
      <Chip id="way-whole" on={whole} onTap={() => onChoose(true)}>
        报名整期（{count} 节）
      </Chip>
    </View>
  )
}
