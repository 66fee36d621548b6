import type { FoundBooking } from '@domain/contracts/staff-desk'
import { isolated } from '@domain/text'
import { localClock } from '@domain/time'
import { View } from '@tarojs/components'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Pill } from '@/ui/pill'
import styles from './found-row.module.scss'

interface FoundRowProps {
  booking: FoundBooking
  busy: boolean
  onLetIn: () => void
}

/** One booking that was found, with a button to check it in. */
export function FoundRow({ booking, busy, onLetIn }: FoundRowProps) {
  const { bookingId, name, partySize, title, startsAt, lastFour, checkedInAt } = booking
  return (
    <View id={`found-${bookingId}`} className={cx(styles.row)}>
      <View className={cx(styles.text)}>
        <View className={cx(styles.name)}>
          {isolated(name)} · {partySize} 人
        </View>
        <View className={cx(styles.note)}>
          {localClock(startsAt)} {title}
          {lastFour && ` · 尾号 ${lastFour}`}
        </View>
      </View>
      {checkedInAt === null ? (
        <Button id={`let-in-${bookingId}`} size="small" look="soft" busy={busy} onTap={onLetIn}>
          请进
        </Button>
      ) : (
        <Pill tone="good" dot>
          {localClock(checkedInAt)} 到了
        </Pill>
      )}
    </View>
  )
}
