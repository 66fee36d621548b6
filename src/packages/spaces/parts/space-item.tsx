import type { SpaceCard } from '@domain/contracts/views'
import { localClock } from '@domain/time'
import { View } from '@tarojs/components'
import { OfferingCard } from '@/features/offerings/offering-card'
import { dayState } from '@/features/spaces/words'
import { open } from '@/platform/navigate'
import { cx } from '@/ui/cx'
import styles from './space-item.module.scss'

/** One space on one day, in a list. */
export function SpaceItem({ card, now }: { card: SpaceCard; now: number }) {
  const { session } = card
  return (
    <OfferingCard
      id={`space-item-${session.offeringId}`}
      category={session.category}
      title={session.title}
      state={dayState(card, now)}
      onTap={() => open('spaces/detail', { id: session.offeringId })}
    >
      <View className={cx(styles.note)}>{session.centreName}</View>
      <View className={cx(styles.note)}>
        {localClock(session.startsAt)}–{localClock(session.endsAt)} 开放
      </View>
    </OfferingCard>
  )
}
