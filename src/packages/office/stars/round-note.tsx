import type { StarRound } from '@domain/contracts/office-stars'
import { PHASE_LABELS } from '@domain/rating/round'
import { sayDate } from '@domain/time'
import { View } from '@tarojs/components'
import { cx } from '@/ui/cx'
import styles from '../parts/office.module.scss'

/** The year, the phase and until when it lasts. */
export function RoundNote({ round }: { round: StarRound }) {
  return (
    <View id="star-phase" className={cx(styles.note)}>
      {round.year} 年 · {PHASE_LABELS[round.phase]}
      {sayUntil(round)}
    </View>
  )
}

function sayUntil({ phase, selfUntil, mutualUntil, countyUntil, cityUntil }: StarRound): string {
  const until = { self: selfUntil, mutual: mutualUntil, county: countyUntil, city: cityUntil }
  // A deadline is the midnight after the last day.
  return phase in until ? `，到 ${sayDate(until[phase as keyof typeof until] - 1)}` : ''
}
