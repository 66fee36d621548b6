import { sayMoney } from '@domain/canteen/price'
import { joinNames } from '@domain/text'
import { View } from '@tarojs/components'
import { messageOf } from '@/cloud/messages'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import styles from './canteen.module.scss'
import type { OrderState } from './use-order'

const MISSING = {
  sitting: '这里还没有菜单',
  ordered: '这一餐订好了',
  party: '请先选给谁订',
  dish: '这一餐的菜都订完了',
  seating: '这几个时间都坐满了',
  address: '请填好送到哪里',
} as const

function labelOf({ choice, names, changes }: OrderState): string {
  const { missing, isOpen, memberIds, price, isLikeLast } = choice
  if (!isOpen) return '这一餐已经截止'
  if (missing) return MISSING[missing]
  const due = price ? ` · ${sayMoney(price.due)}` : ''
  if (changes) return `改成这样${due}`
  if (isLikeLast) return `和上次一样${due}`
  return `给${joinNames(memberIds.map(id => names.get(id) ?? ''))}订 ${memberIds.length} 份${due}`
}

/** The main button: orders what is chosen, or says what is missing. */
export function OrderBar({ order }: { order: OrderState }) {
  const { choice, error, busy, send } = order
  const problem = error && messageOf(error)
  return (
    <View className={cx(styles.bar)}>
      {problem && <Alert id="canteen-problem" {...problem} />}
      <Button
        id="canteen-order"
        busy={busy}
        disabled={!choice.isOpen || choice.missing !== null}
        onTap={() => void send()}
      >
        {labelOf(order)}
      </Button>
    </View>
  )
}
