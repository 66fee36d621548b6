import type { SpaceCard } from '@domain/contracts/views'
import { localClock } from '@domain/time'
import { View } from '@tarojs/components'
import { lookOf } from '@/features/offerings/look'
import { dayState } from '@/features/spaces/words'
import { open } from '@/platform/navigate'
import { Card } from '@/ui/card'
import { cx } from '@/ui/cx'
import { Pill } from '@/ui/pill'
import { Scene } from '@/ui/scene'
import { tintClass } from '@/ui/tint'
import styles from './space-item.module.scss'

/** One space on one day: where, when, and whether there is room. */
export function SpaceItem({ card, now }: { card: SpaceCard; now: number }) {
  const { session } = card
  const { scene, tint } = lookOf(session.category)
  const state = dayState(card, now)
  return (
    <Card id={`space-item-${session.offeringId}`} onTap={() => open('spaces/detail', { id: session.offeringId })}>
      <View className={cx(styles.item)}>
        <View className={cx(styles.picture, tintClass(tint))}>
          <Scene name={scene} className={cx(styles.scene)} />
        </View>
        <View className={cx(styles.text)}>
          <View className={cx(styles.title)}>{session.title}</View>
          <View className={cx(styles.note)}>{session.centreName}</View>
          <View className={cx(styles.note)}>
            {localClock(session.startsAt)}–{localClock(session.endsAt)} 开放
          </View>
          <View className={cx(styles.foot)}>
            <Pill tone={state.tone} dot>
              {state.text}
            </Pill>
          </View>
        </View>
      </View>
    </Card>
  )
}
