import { sayAllergens } from '@domain/canteen/allergies'
import { sayMoney } from '@domain/canteen/price'
import { joinNames } from '@domain/text'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { ConfirmSheet } from '@/ui/sheet'
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

function sayClosed({ sitting }: OrderState['choice']): string {
  if (sitting?.session.status === 'cancelled') return '这一餐取消了'
  return sitting?.session.seatsLeft === 0 ? '这一餐订完了' : '这一餐已经截止'
}

function labelOf({ choice, changes }: OrderState): string {
  const { missing, isOpen, memberIds, isLikeLast } = choice
  if (!isOpen && missing !== 'sitting') return sayClosed(choice)
  if (missing) return MISSING[missing]
  if (changes) return '改成这样'
  return isLikeLast ? '和上次一样' : `订 ${memberIds.length} 份`
}

/** The main button: orders what is chosen, or says what is missing. */
export function OrderBar({ order }: { order: OrderState }) {
  const { choice, names, error, busy, send } = order
  const { isOpen, missing, price, memberIds, dish, met } = choice
  const [asking, setAsking] = useState(false)
  const eaters = joinNames(memberIds.map(id => names.get(id) ?? ''))
  const problem = error && messageOf(error)
  return (
    <View className={cx(styles.bar)}>
      {problem && <Alert id="canteen-problem" {...problem} />}
      {isOpen && !missing && price && dish && (
        <View id="canteen-sum" className={cx(styles.line)}>
          <View className={cx(styles.fill)}>
            {eaters} · {dish.name}
          </View>
          <View className={cx(styles.sum)}>{sayMoney(price.due)}</View>
        </View>
      )}
      <Button
        id="canteen-order"
        busy={busy}
        disabled={!isOpen || missing !== null}
        onTap={() => (met.length > 0 ? setAsking(true) : void send())}
      >
        {labelOf(order)}
      </Button>
      {asking && (
        <ConfirmSheet
          title="这份里有家人过敏的东西"
          text={`${met
            .map(
              ({ memberId, dish: name, allergens }) =>
                `${names.get(memberId) || '家人'}对${sayAllergens(allergens)}过敏，「${name}」里有`,
            )
            .join('；')}。`}
          confirm={{ id: 'allergy-yes', label: '知道了，还是订' }}
          keep="换一个菜"
          busy={busy}
          onConfirm={() => {
            setAsking(false)
            void send(true)
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </View>
  )
}
