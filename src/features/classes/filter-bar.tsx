import { CLASS_FILTERS } from '@domain/offerings/kinds'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { DayChips } from '@/features/lists/day-chips'
import { open } from '@/platform/navigate'
import { Chip, ChipStrip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { Icon } from '@/ui/icon'
import { AgeSheet } from './age-sheet'
import { CentreSheet } from './centre-sheet'
import styles from './filter-bar.module.scss'
import { type Filters, sayAge, weekLink } from './filters'

interface FilterBarProps {
  filters: Filters
  now: number
  onChange: (filters: Filters) => void
}

/** Filters the list of classes by category, centre, age and day. */
export function FilterBar({ filters, now, onChange }: FilterBarProps) {
  const [sheet, setSheet] = useState<'centre' | 'age' | null>(null)
  const set = (change: Partial<Filters>) => {
    onChange({ ...filters, ...change })
    setSheet(null)
  }
  return (
    <View className={cx(styles.bar)}>
      <ChipStrip>
        <Chip id="kind-all" on={filters.category === null} onTap={() => set({ category: null })}>
          全部
        </Chip>
        {CLASS_FILTERS.map(({ id, short }) => (
          <Chip key={id} id={`kind-${id}`} on={filters.category === id} onTap={() => set({ category: id })}>
            {short}
          </Chip>
        ))}
      </ChipStrip>
      <ChipStrip>
        <Chip id="view-week" role="button" onTap={() => open('week/list', weekLink(filters))}>
          按周看
        </Chip>
        <Chip
          id="filter-bookable"
          role="checkbox"
          on={filters.bookable}
          onTap={() => set({ bookable: !filters.bookable })}
        >
          只看能约的
        </Chip>
        <Chip id="filter-centre" role="button" on={filters.centre !== null} onTap={() => setSheet('centre')}>
          <View className={cx(styles.drop)}>
            <View className={cx(styles.name)}>{filters.centre?.name ?? '哪个中心'}</View>
            <Icon name="down" size="small" />
          </View>
        </Chip>
        <Chip id="filter-age" role="button" on={filters.ages.length > 0} onTap={() => setSheet('age')}>
          <View className={cx(styles.drop)}>
            <View>{filters.ages.map(sayAge).join('、') || '几岁'}</View>
            <Icon name="down" size="small" />
          </View>
        </Chip>
        <DayChips
          id="day"
          chosen={filters.date}
          now={now}
          onChoose={date => set({ date: filters.date === date ? null : date })}
        />
      </ChipStrip>
      {sheet === 'centre' && (
        <CentreSheet
          chosen={filters.centre?.id ?? null}
          onChoose={centre => set({ centre })}
          onClose={() => setSheet(null)}
        />
      )}
      {sheet === 'age' && (
        <AgeSheet
          chosen={filters.ages}
          onChoose={ages => onChange({ ...filters, ages })}
          onClose={() => setSheet(null)}
        />
      )}
    </View>
  )
}
