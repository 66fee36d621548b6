import { View } from '@tarojs/components'
import { type Tint, tintClass } from '@/ui/tint'
import { Tap } from '../base/tap'
import { cx } from '../cx'
import { Scene, type SceneName } from '../scene'
import styles from './tile.module.scss'

interface TileProps {
  id: string
  title: string
  note?: string | undefined
  scene: SceneName
  tint: Tint
  /** `wide`: the whole width; `half`: two in a row; `big`: one large word, for senior mode. */
  shape?: 'wide' | 'half' | 'big'
  onTap: () => void
}

/** A large button to one area of the app, with its drawing. */
export function Tile({ id, title, note, scene, tint, shape = 'wide', onTap }: TileProps) {
  return (
    <Tap id={id} className={cx(styles.tile, tintClass(tint), shape !== 'wide' && styles[shape])} onTap={onTap}>
      <View>
        <View className={cx(styles.title)}>{title}</View>
        {note && <View className={cx(styles.note)}>{note}</View>}
      </View>
      <Scene name={scene} className={styles.scene} />
    </Tap>
  )
}
