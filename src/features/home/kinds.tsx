import { CLASS_FILTERS } from '@domain/offerings/kinds'
import { View } from '@tarojs/components'
import { lookOf } from '@/features/offerings/look'
import { open } from '@/platform/navigate'
import { Tap } from '@/ui/base/tap'
import { cx } from '@/ui/cx'
import { Scene } from '@/ui/scene'
import { tintClass } from '@/ui/tint'
import styles from './kinds.module.scss'

/** A button for each filter of the class list, and one for all classes. */
export function Kinds() {
  return (
    <View className={cx(styles.grid)}>
      {CLASS_FILTERS.map(({ id, short }) => (
        <Kind key={id} id={id} look={lookOf(id)} label={short} onTap={() => open('classes', { category: id })} />
      ))}
      <Kind id="all" look={{ scene: 'calendar', tint: 'ember' }} label="全部" onTap={() => open('classes', {})} />
    </View>
  )
}

interface KindProps {
  id: string
  look: ReturnType<typeof lookOf>
  label: string
  onTap: () => void
}

function Kind({ id, look, label, onTap }: KindProps) {
  return (
    <Tap id={`home-kind-${id}`} className={styles.kind} onTap={onTap}>
      <View className={cx(styles.disc, tintClass(look.tint))}>
        <Scene name={look.scene} className={cx(styles.scene)} />
      </View>
      <View>{label}</View>
    </Tap>
  )
}
