import { FACILITIES } from '@domain/stations/facilities'
import { View } from '@tarojs/components'
import { open } from '@/platform/navigate'
import { Chip, ChipStrip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { Icon } from '@/ui/icon'
import { type Filters, toggle } from './filters'
import styles from './stations.module.scss'

interface FilterBarProps {
  /** The place, in words. */
  place: string
  filters: Filters
  onPlace: () => void
  onChange: (filters: Filters) => void
}

/** The place and the filters of the list. */
export function FilterBar({ place, filters, onPlace, onChange }: FilterBarProps) {
  return (
    <View className={cx(styles.bar)}>
      <ChipStrip>
        <Chip id="stations-place" role="button" on onTap={onPlace}>
          <View className={cx(styles.drop)}>
            <Icon name="pin" size="small" />
            <View className={cx(styles.place)}>{place}</View>
            <Icon name="down" size="small" />
          </View>
        </Chip>
        <Chip id="stations-map" role="button" on={false} onTap={() => open('map/near', {})}>
          地图
        </Chip>
        <Chip
          id="filter-seats"
          role="checkbox"
          on={filters.seats}
          onTap={() => onChange({ ...filters, seats: !filters.seats })}
        >
          现在有座
        </Chip>
        {FACILITIES.map(({ id, label }) => (
          <Chip
            key={id}
            id={`filter-${id}`}
            role="checkbox"
            on={filters.facilities.includes(id)}
            onTap={() => onChange(toggle(filters, id))}
          >
            {label}
          </Chip>
        ))}
        <Chip
          id="filter-health"
          role="checkbox"
          on={filters.health}
          onTap={() => onChange({ ...filters, health: !filters.health })}
        >
          义诊
        </Chip>
      </ChipStrip>
    </View>
  )
}
