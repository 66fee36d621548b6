import type { Mode } from '@domain/canteen/sitting'
import { View } from '@tarojs/components'
import { Tap } from '@/ui/base/tap'
import { cx } from '@/ui/cx'
import { type Drawn, Scene, type SceneName } from '@/ui/scene'
import { COURIER, LUNCH_BOX } from '../scenes'
import styles from './mode-cards.module.scss'
import { sayMode } from './words'

const SCENES: Record<Mode, SceneName | Drawn> = { 'dine-in': 'bowl', 'pick-up': LUNCH_BOX, delivery: COURIER }

interface ModeCardsProps {
  modes: readonly Mode[]
  chosen: Mode | null
  onChoose: (mode: Mode) => void
}

/** How the meal reaches the eater: a bowl at a table, a box to take away, or a courier. */
export function ModeCards({ modes, chosen, onChoose }: ModeCardsProps) {
  return (
    <View className={cx(styles.cards)}>
      {modes.map(id => (
        <Tap
          key={id}
          id={`mode-${id}`}
          className={cx(styles.card, id === chosen && styles.on)}
          role="radio"
          checked={id === chosen}
          onTap={() => onChoose(id)}
        >
          <Scene name={SCENES[id]} className={styles.scene} />
          <View>{sayMode(id)}</View>
        </Tap>
      ))}
    </View>
  )
}
