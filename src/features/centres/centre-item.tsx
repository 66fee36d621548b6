import type { CentreCard } from '@domain/contracts/views'
import { View } from '@tarojs/components'
import { open } from '@/platform/navigate'
import { Card } from '@/ui/card'
import { cx } from '@/ui/cx'
import { Pill } from '@/ui/pill'
import styles from './centre-item.module.scss'
import { sayFar, sayOpen } from './hours'

/** One centre in a list. */
export function CentreItem({ centre, now }: { centre: CentreCard; now: number }) {
  const state = sayOpen(centre, now)
  return (
    <Card id={`centre-${centre.id}`} padded onTap={() => open('centre', { id: centre.id })}>
      <View className={cx(styles.head)}>
        <View className={cx(styles.name)}>{centre.name}</View>
        <Pill tone={state.open ? 'good' : 'quiet'} dot>
          {state.text}
        </Pill>
      </View>
      <View className={cx(styles.note)}>{[sayFar(centre), state.until].filter(Boolean).join(' · ')}</View>
      <View className={cx(styles.note)}>{centre.address}</View>
    </Card>
  )
}
