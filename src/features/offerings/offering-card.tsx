import type { Category } from '@domain/offerings/kinds'
import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { Card } from '@/ui/card'
import { cx } from '@/ui/cx'
import { Pill, type PillTone } from '@/ui/pill'
import { Scene } from '@/ui/scene'
import { tintClass } from '@/ui/tint'
import { lookOf } from './look'
import styles from './offering-card.module.scss'

interface OfferingCardProps {
  id: string
  category: Category
  title: string
  /** Its availability. */
  state: { tone: PillTone; text: string }
  /** Shown beside the state. */
  aside?: string
  onTap: () => void
  children: ReactNode
}

/** Something that can be booked, in a list: drawing, title, facts and state. */
export function OfferingCard({ id, category, title, state, aside, onTap, children }: OfferingCardProps) {
  const { scene, tint } = lookOf(category)
  return (
    <Card id={id} onTap={onTap}>
      <View className={cx(styles.card)}>
        <View className={cx(styles.picture, tintClass(tint))}>
          <Scene name={scene} className={styles.scene} />
        </View>
        <View className={cx(styles.text)}>
          <View className={cx(styles.title)}>{title}</View>
          {children}
          <View className={cx(styles.foot)}>
            <Pill tone={state.tone} dot>
              {state.text}
            </Pill>
            {aside && <View className={cx(styles.note)}>{aside}</View>}
          </View>
        </View>
      </View>
    </Card>
  )
}
