import { sayMoney } from '@domain/canteen/price'
import type { CounterOrder } from '@domain/contracts/staff-counter'
import { joinNames } from '@domain/text'
import { localClock } from '@domain/time'
import { View } from '@tarojs/components'
import { cx } from '@/ui/cx'
import { joinWithDots } from '@/ui/join-with-dots'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Section } from '@/ui/section'
import styles from '../parts/page.module.scss'
import { sayMode } from '../parts/words'
import { dueOf } from './due'

interface OrderListProps {
  orders: readonly CounterOrder[]
  onChoose: (bookingId: string) => void
}

/** The orders of a sitting: who is still to come, then who has their meal. */
export function OrderList({ orders, onChoose }: OrderListProps) {
  const coming = orders.filter(({ servedAt }) => servedAt === null)
  const served = orders.filter(({ servedAt }) => servedAt !== null)
  return (
    <>
      {coming.length > 0 && (
        <Section title={`还没取 ${coming.length} 单`}>
          <Rows orders={coming} onChoose={onChoose} />
        </Section>
      )}
      {served.length > 0 && (
        <Section title={`取好了 ${served.length} 单`}>
          <Rows orders={served} onChoose={onChoose} />
        </Section>
      )}
    </>
  )
}

function Rows({ orders, onChoose }: OrderListProps) {
  return (
    <ListGroup>
      {orders.map(order => {
        const { bookingId, meals, mode, seatingAt, servedAt } = order
        const due = dueOf(order)
        return (
          <ListRow
            key={bookingId}
            id={`serve-${bookingId}`}
            title={joinNames(meals.map(({ name }) => name))}
            note={joinWithDots([
              meals.map(({ dishes }) => dishes.join('、')).join('；'),
              sayMode(mode),
              seatingAt !== null && localClock(seatingAt),
              servedAt !== null && `${localClock(servedAt)} 取的`,
            ])}
            end={
              <View className={cx(servedAt === null ? undefined : due === 0 ? styles.good : styles.bad)}>
                {servedAt !== null && due === 0 ? '已付' : sayMoney(due)}
              </View>
            }
            leads={servedAt === null || due > 0}
            onTap={servedAt === null || due > 0 ? () => onChoose(bookingId) : undefined}
          />
        )
      })}
    </ListGroup>
  )
}
