import type { FigureGroup } from '@domain/office/figures'
import { View } from '@tarojs/components'
import { KEY_ROW } from '@/platform/keys'
import { Tap } from '@/ui/base/tap'
import { Card } from '@/ui/card'
import { cx } from '@/ui/cx'
import office from '../parts/office.module.scss'
import styles from './figures.module.scss'

interface ChartProps {
  id: string
  title: string
  /** The number that the chart shows, in words. */
  said: string
  groups: readonly FigureGroup[]
  tone: 'indigo' | 'pine' | 'amber' | 'plum'
  /** The height of a bar, and what stands above it. */
  value: (group: FigureGroup) => number
  label: (group: FigureGroup) => string
  name: (group: FigureGroup) => string
  /** Opens the records behind a bar. */
  onOpen: (group: FigureGroup) => void
}

/** Bars, each of which opens its records. */
export function Chart({ id, title, said, groups, tone, value, label, name, onOpen }: ChartProps) {
  const highest = Math.max(...groups.map(value), 0)
  return (
    <Card padded>
      <View id={id} className={cx(office.stack)}>
        <View className={cx(office.bold)}>{title}</View>
        <View className={cx(office.note)}>{said}</View>
        <View className={cx(styles.bars)}>
          {groups.map(group => (
            <Tap
              key={group.key}
              id={`${id}-${group.key}`}
              className={cx(KEY_ROW, styles.bar)}
              onTap={() => onOpen(group)}
            >
              <View className={cx(styles.figure)}>{label(group)}</View>
              <View className={cx(styles.room)}>
                <View
                  className={cx(styles.column, styles[tone])}
                  style={{ height: `${highest === 0 ? 0 : Math.max(2, (value(group) / highest) * 100)}%` }}
                />
              </View>
              <View className={cx(styles.name)}>{name(group)}</View>
            </Tap>
          ))}
        </View>
      </View>
    </Card>
  )
}
