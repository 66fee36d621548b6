import { DAY, localDate, startOfLocalDay } from '@domain/time'
import { View } from '@tarojs/components'
import { cloudNow } from '@/cloud/clock'
import { Chip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import styles from '../parts/office.module.scss'

/** Spans that figures are shown for, in days, today included. */
const SPANS = [
  { days: 7, label: '近 7 天' },
  { days: 28, label: '近 4 周' },
  { days: 84, label: '近 12 周' },
] as const

/** The span that is shown first, days. */
export const FIRST_SPAN = 28

/** The first and the last of so many days, today included, as local dates. */
export function datesOf(days: number): { from: string; to: string } {
  const today = startOfLocalDay(cloudNow())
  return { from: localDate(today - (days - 1) * DAY), to: localDate(today) }
}

interface SpanChipsProps {
  /** Ids of the chips begin with it. */
  id: string
  /** Null: another span. */
  days: number | null
  onChange: (days: number) => void
}

/** The choice of a span. */
export function SpanChips({ id, days, onChange }: SpanChipsProps) {
  return (
    <View className={cx(styles.wrap)}>
      {SPANS.map(span => (
        <Chip key={span.days} id={`${id}-${span.days}`} on={days === span.days} onTap={() => onChange(span.days)}>
          {span.label}
        </Chip>
      ))}
    </View>
  )
}
