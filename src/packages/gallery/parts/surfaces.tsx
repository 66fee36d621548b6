import { View } from '@tarojs/components'
import { Card } from '@/ui/card'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Section } from '@/ui/section'
import { type Tint, tintClass } from '@/ui/tint'
import styles from './gallery.module.scss'

const TINTS: readonly Tint[] = ['ember', 'indigo', 'pine', 'plum']

const ignore = () => undefined

/** What holds the rest. */
export function Surfaces() {
  return (
    <>
      <Section title="卡片 Card">
        <View className={cx(styles.stack)}>
          <Card padded>一张卡片</Card>
          <Card padded onTap={ignore}>
            可以点的卡片 onTap
          </Card>
        </View>
      </Section>
      <Section title="列表 ListRow">
        <ListGroup>
          <ListRow title="只有标题" />
          <ListRow icon="person" title="王女士" note="家长 · 家里有果果（7 岁）和豆豆（4 岁）" end="改一改" />
          <ListRow icon="shield" title="可以点的一行 leads" leads onTap={ignore} />
        </ListGroup>
      </Section>
      <Section title="小标题 Section" quiet end={<View>end</View>}>
        <View>quiet</View>
      </Section>
      <Section title="底色 Tint">
        <View className={cx(styles.stack)}>
          {TINTS.map(tint => (
            <View key={tint} className={cx(styles.swatch, tintClass(tint))}>
              {tint}
            </View>
          ))}
        </View>
      </Section>
    </>
  )
}
