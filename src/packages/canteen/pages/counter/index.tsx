import '../../messages'
import { sayMoney } from '@domain/canteen/price'
import { MINUTE, sayMoment } from '@domain/time'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { Loaded } from '@/features/requests/loaded'
import { useNow } from '@/features/time/use-now'
import { canScan } from '@/platform/scan'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { Chip, ChipStrip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { TextField } from '@/ui/field'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import { EmptyState } from '@/ui/states'
import own from '../../counter/counter.module.scss'
import { dueOf } from '../../counter/due'
import { GuestSheet } from '../../counter/guest-sheet'
import { OrderCard } from '../../counter/order-card'
import { OrderList } from '../../counter/order-list'
import { type Counter, useCounter } from '../../counter/use-counter'
import styles from '../../parts/page.module.scss'
import { LUNCH_BOX } from '../../scenes'

/** The counter: whose meal it is, what it costs, and one tap to hand it over. */
function CounterPage() {
  const { centreId = '' } = useRouter().params
  const counter = useCounter(centreId)
  const { request, order, sitting, matches, findError } = counter
  const now = useNow(MINUTE)
  const [isOrdering, setIsOrdering] = useState(false)
  const shown =
    matches === null ? sitting?.orders : sitting?.orders.filter(({ bookingId }) => matches.includes(bookingId))
  const problem = findError && messageOf(findError)
  return (
    <Screen id="counter" title="收银台" footer={order && <Actions counter={counter} />} spread>
      <Loaded request={request} skeleton={[44, 60, 240]}>
        {({ sittings }) =>
          sitting ? (
            <View className={cx(styles.page, styles.columns)}>
              {order && <OrderCard key={order.bookingId} counter={counter} order={order} centreId={centreId} />}
              <View className={cx(styles.side)}>
                {sittings.length > 1 && (
                  <ChipStrip>
                    {sittings.map(({ id, title }) => (
                      <Chip key={id} id={`counter-${id}`} on={id === sitting.id} onTap={() => counter.setSessionId(id)}>
                        {title}
                      </Chip>
                    ))}
                  </ChipStrip>
                )}
                <View id="counter-state" className={cx(styles.head)}>
                  <View>{sitting.title}</View>
                  <View>{sayServed(sitting.orders)}</View>
                </View>
                {sitting.status === 'cancelled' && <Alert id="counter-cancelled" text="这一餐取消了" />}
                {now < sitting.opensAt && (
                  <Alert id="counter-early" tone="caution" text={`${sayMoment(sitting.opensAt, now)} 开始取餐`} />
                )}
                <View className={cx(own.find)}>
                  {canScan && !order && (
                    <Button id="counter-scan" icon="scan" onTap={() => void counter.scan()}>
                      扫取餐码
                    </Button>
                  )}
                  <TextField
                    id="counter-find"
                    label="名字里的字，取餐码的 8 位数字，或代取码"
                    maxLength={24}
                    value={counter.query}
                    onChange={counter.search}
                  />
                  {problem && <Alert id="counter-find-problem" {...problem} />}
                  {!order && <OrderForGuest onTap={() => setIsOrdering(true)} />}
                </View>
                {shown && shown.length > 0 ? (
                  <OrderList orders={shown} onChoose={bookingId => counter.choose(bookingId)} />
                ) : (
                  <EmptyState
                    scene="bowl"
                    title={matches === null ? '这一餐没有人订' : '没有找到这个人'}
                    note={matches === null ? '有人订了就会出现在这里。' : '换一个字试试，或请他打开取餐码。'}
                  />
                )}
              </View>
            </View>
          ) : (
            <View className={cx(styles.page)}>
              <EmptyState scene={LUNCH_BOX} title="今天不供餐" note="有供餐的日子，订餐的人会列在这里。" />
              <OrderForGuest onTap={() => setIsOrdering(true)} />
            </View>
          )
        }
      </Loaded>
      {isOrdering && (
        <GuestSheet
          centreId={centreId}
          sessionId={sitting?.id ?? null}
          onClose={() => setIsOrdering(false)}
          onOrdered={counter.added}
        />
      )}
    </Screen>
  )
}

function OrderForGuest({ onTap }: { onTap: () => void }) {
  return (
    <Button id="counter-guest" look="soft" icon="plus" onTap={onTap}>
      没订餐的，帮他订
    </Button>
  )
}

/** How much was handed over: 取了 37 份，共 59 份. */
function sayServed(orders: NonNullable<Counter['sitting']>['orders']): string {
  const meals = (some: typeof orders) => some.reduce((sum, order) => sum + order.meals.length, 0)
  return `取了 ${meals(orders.filter(({ servedAt }) => servedAt !== null))} 份，共 ${meals(orders)} 份`
}

/** Take the money and hand the meal over; or hand it over and leave the sum open. */
function Actions({ counter }: { counter: Counter }) {
  const { order, way, reason, busy, data } = counter
  if (!order) return null
  const due = dueOf(order)
  const takes = data?.takesMoney === true
  const isServed = order.servedAt !== null
  const back = (
    <View className={cx(own.second)}>
      <Button id="counter-back" look="plain" onTap={() => counter.choose(null)}>
        换一位
      </Button>
    </View>
  )
  if (due <= 0 || !takes)
    return (
      <View className={cx(styles.pair)}>
        {back}
        <View className={cx(own.first)}>
          <Button id="counter-give" busy={busy} disabled={isServed} onTap={() => void counter.finish(false)}>
            {due > 0 ? '递餐，先挂账' : '递餐'}
          </Button>
        </View>
      </View>
    )
  const needsReason = way === 'waived' && reason.trim() === ''
  return (
    <View className={cx(styles.pair)}>
      {isServed ? (
        back
      ) : (
        <>
          {back}
          <View className={cx(own.second)}>
            <Button id="counter-later" look="soft" busy={busy} onTap={() => void counter.finish(false)}>
              挂账
            </Button>
          </View>
        </>
      )}
      <View className={cx(own.first)}>
        <Button id="counter-take" busy={busy} disabled={needsReason} onTap={() => void counter.finish(true)}>
          {needsReason ? '请写免收的原因' : way === 'waived' ? `免收 ${sayMoney(due)}` : `收款 ${sayMoney(due)}`}
        </Button>
      </View>
    </View>
  )
}

export default page(CounterPage)
