import { availabilityOf } from '@domain/classes/availability'
import type { SessionCard } from '@domain/contracts/views'
import { saySpan } from '@domain/time'
import { View } from '@tarojs/components'
import { open } from '@/platform/navigate'
import { Card } from '@/ui/card'
import { cx } from '@/ui/cx'
import { Pill } from '@/ui/pill'
import { Scene } from '@/ui/scene'
import { tintClass } from '@/ui/tint'
import { lookOf } from '../offerings/look'
import { sayAudience } from './audience'
import { sayAvailability } from './say-seats'
import styles from './session-item.module.scss'

interface SessionItemProps {
  session: SessionCard
  now: number
  /** The centre goes without saying on its own page. */
  hideCentre?: boolean
}

/** One session in a list; leads to its class. */
export function SessionItem({ session, now, hideCentre = false }: SessionItemProps) {
  const { scene, tint } = lookOf(session.category)
  const seats = sayAvailability(availabilityOf(session, now), now)
  return (
    <Card id={`session-${session.id}`} onTap={() => open('class', { id: session.offeringId, sessionId: session.id })}>
      <View className={cx(styles.item)}>
        <View className={cx(styles.picture, tintClass(tint))}>
          <Scene name={scene} className={styles.scene} />
        </View>
        <View className={cx(styles.text)}>
          <View className={cx(styles.title)}>{session.title}</View>
          <View className={cx(styles.when)}>{saySpan(session.startsAt, session.endsAt, now)}</View>
          <View className={cx(styles.note)}>{hideCentre ? session.room : `${session.centreName} ${session.room}`}</View>
          <View className={cx(styles.foot)}>
            <Pill tone={seats.tone} dot>
              {seats.text}
            </Pill>
            <View className={cx(styles.note)}>{sayAudience(session.rules.audience)}</View>
          </View>
        </View>
      </View>
    </Card>
  )
}
