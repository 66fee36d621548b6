import { availabilityOf, isActionable } from '@domain/classes/availability'
import type { SessionCard } from '@domain/contracts/views'
import { localClock, sayShortDate } from '@domain/time'
import { View } from '@tarojs/components'
import { Chip, ChipStrip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { sayAvailability } from './say-seats'
import styles from './session-chips.module.scss'

interface SessionChipsProps {
  sessions: readonly SessionCard[]
  chosen: string | null
  now: number
  onChoose: (sessionId: string) => void
}

/** The sessions to choose from, with their places. */
export function SessionChips({ sessions, chosen, now, onChoose }: SessionChipsProps) {
  return (
    <ChipStrip id="class-dates" chosen={chosen ? `date-${chosen}` : undefined}>
      {sessions.map(session => {
        const availability = availabilityOf(session, now)
        const seats = sayAvailability(availability, now)
        return (
          <Chip
            key={session.id}
            id={`date-${session.id}`}
            on={session.id === chosen}
            off={!isActionable(availability)}
            onTap={() => onChoose(session.id)}
          >
            <View>{sayShortDate(session.startsAt)}</View>
            <View>{localClock(session.startsAt)}</View>
            <View className={cx(styles.seats, styles[seats.tone])}>{seats.short}</View>
          </Chip>
        )
      })}
    </ChipStrip>
  )
}
