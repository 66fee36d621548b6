import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { KEY_ROW } from '@/platform/keys'
import { Tap } from '@/ui/base/tap'
import { cx } from '@/ui/cx'
import type { Day, Item } from './items'
import styles from './timetable.module.scss'

interface ItemTapProps {
  item: Item
  className: string | undefined
  onOpen: (item: Item) => void
  children: ReactNode
}

/** An item of the timetable that a tap opens, in the colours of its state. */
export function ItemTap({ item, className, onOpen, children }: ItemTapProps) {
  return (
    <Tap id={`item-${item.of.id}`} className={cx(KEY_ROW, className, toneOf(item))} onTap={() => onOpen(item)}>
      {children}
    </Tap>
  )
}

/** The class of an item: a draft, one that clashes, published, or cancelled. */
function toneOf({ type, of }: Item): string | undefined {
  if (type === 'draft') return of.clashes.length > 0 ? styles.clash : styles.draft
  return of.status === 'cancelled' ? styles.cancelled : styles.published
}

/** What a date is, if it is special: a holiday, a workday in its place, a closure. `isLong`: there is room for a word more. */
export function SpecialDay({ days, date, isLong = false }: { days: readonly Day[]; date: string; isLong?: boolean }) {
  const special = days.find(day => day.date === date)
  if (!special) return null
  const isWorkday = special.kind === 'workday'
  return (
    <View className={cx(styles.special, !isWorkday && styles.off)}>
      {isWorkday && isLong ? `${special.name}调休上班` : special.name}
    </View>
  )
}
