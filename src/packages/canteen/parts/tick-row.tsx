import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { Tap } from '@/ui/base/tap'
import { cx } from '@/ui/cx'
import { ListRow } from '@/ui/list-row'
import { Tick } from '@/ui/tick'
import styles from './tick-row.module.scss'

interface TickRowProps {
  id: string
  title: ReactNode
  note: ReactNode
  end?: string
  /** Null: the row cannot be ticked off. */
  ticked: boolean | null
  onTick: () => void
}

/** A row of a list that is ticked off when it is done. */
export function TickRow({ id, title, note, end, ticked, onTick }: TickRowProps) {
  if (ticked === null) return <ListRow id={id} title={title} note={note} end={end} />
  return (
    <Tap id={id} className={styles.row} role="checkbox" checked={ticked} onTap={onTick}>
      <View className={cx(styles.tick)}>
        <Tick on={ticked} shape="square" />
      </View>
      <View className={cx(styles.text, ticked && styles.done)}>
        <View className={cx(styles.title)}>{title}</View>
        <View className={cx(styles.note)}>{note}</View>
      </View>
      {end && <View className={cx(styles.end)}>{end}</View>}
    </Tap>
  )
}
