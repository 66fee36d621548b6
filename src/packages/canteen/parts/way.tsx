import type { SittingView } from '@domain/contracts/meals'
import { View } from '@tarojs/components'
import { cx } from '@/ui/cx'
import { Section } from '@/ui/section'
import { ModeCards } from './mode-cards'
import styles from './page.module.scss'
import type { OrderState } from './use-order'
import { WhenAndWhere } from './when-and-where'

/** How the meal reaches the eater, and when or where. */
export function Way({ order, sitting }: { order: OrderState; sitting: SittingView }) {
  const { mode, seating, to } = order.choice
  return (
    <Section title="怎么吃">
      <View className={cx(styles.stack)}>
        <ModeCards modes={sitting.modes} chosen={mode} onChoose={id => order.wish({ mode: id })} />
        <WhenAndWhere mode={mode} sitting={sitting} seating={seating} to={to} people={1} onChange={order.wish} />
      </View>
    </Section>
  )
}
