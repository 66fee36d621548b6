import { type Category, categoryLabel } from '@domain/offerings/kinds'
import { View } from '@tarojs/components'
import { a11y } from '@/ui/base/a11y'
import { cx } from '@/ui/cx'
import { Pill } from '@/ui/pill'
import { Scene } from '@/ui/scene'
import { tintClass } from '@/ui/tint'
import styles from './hero.module.scss'
import { lookOf } from './look'

/** The head of an offering's page: drawing, category and title. */
export function OfferingHero({ category, title }: { category: Category; title: string }) {
  const { scene, tint } = lookOf(category)
  return (
    <>
      <View className={cx(styles.hero, tintClass(tint))}>
        <Pill tone="indigo" className={styles.category}>
          {categoryLabel(category)}
        </Pill>
        <Scene name={scene} className={styles.scene} />
      </View>
      <View className={cx(styles.title)} {...a11y({ role: 'heading' })}>
        {title}
      </View>
    </>
  )
}
