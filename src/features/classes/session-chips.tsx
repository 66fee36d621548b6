import { availabilityOf, isActionable } from '@domain/classes/availability'
import type { MemberChoice, SessionCard } from '@domain/contracts/views'
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
  /** Whom of the selected members a session is not for, and why; null when it is for all of them. */
  refusalOf: (sessionId: string) => MemberChoice | null
  onChoose: (sessionId: string) => void
}

/** Why a session is not for somebody, short enough for a chip. */
function sayMisfit({ code }: NonNullable<MemberChoice['refusal']>): string {
  if (code === 'TOO_YOUNG') return '还不够年龄'
  return code === 'TOO_OLD' ? '超过年龄' : '不能约'
}

/** The sessions to choose from, with their places. */
export function SessionChips({ sessions, chosen, now, refusalOf, onChoose }: SessionChipsProps) {
  return (
    <ChipStrip id="class-dates" chosen={chosen ? `date-${chosen}` : undefined}>
      {sessions.map(session => {
        const availability = availabilityOf(session, now)
        const seats = sayAvailability(availability, now)
        const refused = refusalOf(session.id)
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
            {refused?.refusal ? (
              <View className={cx(styles.seats, styles.none)}>
                {refused.member.nickname}
                {sayMisfit(refused.refusal)}
              </View>
            ) : (
              <View className={cx(styles.seats, styles[seats.tone])}>{seats.short}</View>
            )}
          </Chip>
        )
      })}
    </ChipStrip>
  )
}
