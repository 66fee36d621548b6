import type { CentreCard as Centre } from '@domain/contracts/views'
import { View } from '@tarojs/components'
import { frontAt } from '@/features/centres/front'
import { sayFar, sayOpen } from '@/features/centres/hours'
import { open } from '@/platform/navigate'
import { Card } from '@/ui/card'
import { cx } from '@/ui/cx'
import { Pill } from '@/ui/pill'
import { Scene } from '@/ui/scene'
import styles from './centre-card.module.scss'

/** The chosen or nearest centre, and whether it is open. */
export function CentreCard({ centre, now }: { centre: Centre; now: number }) {
  const state = sayOpen(centre, now)
  return (
    <Card id="home-centre" className={styles.card} onTap={() => open('centre', { id: centre.id })}>
      <Scene name={frontAt(now)} fill className={cx(styles.scene)} />
      <View className={cx(styles.body)}>
        <View className={cx(styles.head)}>
          <View className={cx(styles.name)}>{centre.name}</View>
          <Pill tone={state.open ? 'good' : 'quiet'} dot>
            {state.text}
          </Pill>
        </View>
        <View className={cx(styles.note)}>{[sayFar(centre), state.until].filter(Boolean).join(' · ')}</View>
      </View>
    </Card>
  )
}
