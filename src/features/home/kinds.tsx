import { CLASS_CATEGORIES } from '@domain/offerings/kinds'
import { View } from '@tarojs/components'
import { lookOf } from '@/features/offerings/look'
import { open } from '@/platform/navigate'
import { Tap } from '@/ui/base/tap'
import { cx } from '@/ui/cx'
import { Scene } from '@/ui/scene'
import { tintClass } from '@/ui/tint'
import styles from './kinds.module.scss'

/** A button for each category of class. */
export function Kinds() {
  return (
    <View className={cx(styles.grid)}>
      {CLASS_CATEGORIES.map(({ id, short }) => {
        const { scene, tint } = lookOf(id)
        return (
          <Tap key={id} id={`home-kind-${id}`} className={styles.kind} onTap={() => open('classes', { category: id })}>
            <View className={cx(styles.disc, tintClass(tint))}>
              <Scene name={scene} className={cx(styles.scene)} />
            </View>
            <View>{short}</View>
          </Tap>
        )
      })}
    </View>
  )
}
