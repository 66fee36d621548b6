import { availabilityOf } from '@domain/classes/availability'
import type { SessionCard } from '@domain/contracts/views'
import { saySpan } from '@domain/time'
import { View } from '@tarojs/components'
import { OfferingCard } from '@/features/offerings/offering-card'
import { open } from '@/platform/navigate'
import { cx } from '@/ui/cx'
import { sayAudience } from './audience'
import { sayAvailability } from './say-seats'
import styles from './session-item.module.scss'

interface SessionItemProps {
  session: SessionCard
  now: number
  /** Leaves the centre out, for the page of that centre. */
  hideCentre?: boolean
}

/** One session in a list; opens its class. */
export function SessionItem({ session, now, hideCentre = false }: SessionItemProps) {
  return (
    <OfferingCard
      id={`session-${session.id}`}
      category={session.category}
      title={session.title}
      state={sayAvailability(availabilityOf(session, now), now)}
      aside={sayAudience(session.rules.audience)}
      onTap={() => open('class', { id: session.offeringId, sessionId: session.id })}
    >
      <View className={cx(styles.when)}>{saySpan(session.startsAt, session.endsAt, now)}</View>
      <View className={cx(styles.note)}>{hideCentre ? session.room : `${session.centreName} ${session.room}`}</View>
    </OfferingCard>
  )
}
