import { type Allergies, allergiesMet, sayAllergens } from '@domain/canteen/allergies'
import { portionsLeft } from '@domain/canteen/choice'
import { ALLERGENS, type Dish, MARKS } from '@domain/canteen/menu'
import { sayMoney } from '@domain/canteen/price'
import type { SittingView } from '@domain/contracts/meals'
import { View } from '@tarojs/components'
import { Tap } from '@/ui/base/tap'
import { cx } from '@/ui/cx'
import { Pill } from '@/ui/pill'
import { Tick } from '@/ui/tick'
import own from './canteen.module.scss'
import styles from './page.module.scss'
import type { OrderState } from './use-order'

/** From so few portions on, the number is a warning. */
const FEW = 5

interface DishRowProps {
  dish: Dish
  order: OrderState
  sitting: SittingView
  allergies: Allergies
}

/** One main dish: what it costs the first eater, what is in it, how many are left. */
export function DishRow({ dish, order, sitting, allergies }: DishRowProps) {
  const { choice } = order
  const left = portionsLeft(sitting, dish)
  const on = choice.dish?.id === dish.id
  const [eater] = choice.memberIds
  const price = eater === undefined ? undefined : sitting.prices[eater]
  const isGone = left < Math.max(1, choice.memberIds.length)
  const met = allergiesMet(
    { ...sitting.menu, dishes: [dish] },
    choice.memberIds.map(memberId => ({ memberId, dishes: [dish.id] })),
    allergies,
  )
  const allergens = ALLERGENS.filter(({ id }) => dish.allergens?.includes(id))
  return (
    <Tap
      id={`dish-${dish.id}`}
      className={cx(own.dish, on && own.on)}
      role="radio"
      checked={on}
      disabled={isGone && !on}
      onTap={isGone && !on ? undefined : () => order.wish({ dishId: dish.id })}
    >
      <View className={cx(own.dishText)}>
        <View className={cx(own.dishName)}>{dish.name}</View>
        {price && (
          <View className={cx(own.dishPrice)}>
            {sayMoney(price.due + dish.surcharge)}
            {price.due < price.list && (
              <View className={cx(own.list)}>标价 {sayMoney(price.list + dish.surcharge)}</View>
            )}
          </View>
        )}
        <View className={cx(styles.wrap)}>
          {MARKS.filter(({ id }) => dish.marks.includes(id)).map(({ id, label }) => (
            <Pill key={id} tone="good">
              {label}
            </Pill>
          ))}
          {met.map(({ memberId, allergens: of }) => (
            <Pill key={memberId} tone="few">
              {order.names.get(memberId) || '家人'}对{sayAllergens(of)}过敏
            </Pill>
          ))}
          {allergens.map(({ id, label }) => (
            <Pill key={id} tone="quiet">
              {label.startsWith('含') ? label : `含${label}`}
            </Pill>
          ))}
          {allergens.length === 0 && <Pill tone="quiet">不含常见致敏物</Pill>}
        </View>
      </View>
      <View className={cx(own.dishEnd)}>
        <Tick on={on} />
        <View className={cx(left <= FEW ? own.few : own.note)}>{left > 0 ? `还有 ${left} 份` : '订完了'}</View>
      </View>
    </Tap>
  )
}
