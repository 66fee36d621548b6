import { toggled } from '@domain/toggled'
import { View } from '@tarojs/components'
import { useRef } from 'react'
import { Button } from '@/ui/button'
import { Chip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { Sheet } from '@/ui/sheet'
import { AGE_CHOICES } from './filters'
import styles from './sheets.module.scss'

interface AgeSheetProps {
  chosen: readonly number[]
  onChoose: (ages: readonly number[]) => void
  onClose: () => void
}

/** The choice of ages, or any: of several, the classes to which all of them can come. */
export function AgeSheet({ chosen, onChoose, onClose }: AgeSheetProps) {
  // Of two quick taps, the second comes before the first is drawn.
  const latest = useRef(chosen)
  const choose = (ages: readonly number[]) => {
    latest.current = ages
    onChoose(ages)
  }
  return (
    <Sheet id="age-sheet" title="给几岁的人找课" onClose={onClose}>
      <View className={cx(styles.note)}>几个人一起来，可以多选，找大家都能上的课。</View>
      <View className={cx(styles.grid)}>
        <Chip id="age-any" on={chosen.length === 0} onTap={() => choose([])}>
          不限
        </Chip>
        {AGE_CHOICES.map(({ age, label }) => (
          <Chip
            key={age}
            id={`age-${age}`}
            role="checkbox"
            on={chosen.includes(age)}
            onTap={() => choose(toggled(latest.current, age).sort((one, other) => one - other))}
          >
            {label}
          </Chip>
        ))}
      </View>
      <Button id="age-done" onTap={onClose}>
        选好了
      </Button>
    </Sheet>
  )
}
