import { View } from '@tarojs/components'
import { Chip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { Sheet } from '@/ui/sheet'
import { AGE_CHOICES } from './filters'
import styles from './sheets.module.scss'

interface AgeSheetProps {
  chosen: number | null
  onChoose: (age: number | null) => void
  onClose: () => void
}

/** The choice of an age, or any. */
export function AgeSheet({ chosen, onChoose, onClose }: AgeSheetProps) {
  return (
    <Sheet id="age-sheet" title="给几岁的人找课" onClose={onClose}>
      <View className={cx(styles.grid)}>
        <Chip id="age-any" on={chosen === null} onTap={() => onChoose(null)}>
          不限
        </Chip>
        {AGE_CHOICES.map(({ age, label }) => (
          <Chip key={age} id={`age-${age}`} on={chosen === age} onTap={() => onChoose(age)}>
            {label}
          </Chip>
        ))}
      </View>
    </Sheet>
  )
}
