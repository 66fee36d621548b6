import { PAY_WAYS } from '@domain/canteen/ledger'
import { sayMoney } from '@domain/canteen/price'
import type { CounterOrder } from '@domain/contracts/staff-counter'
import { SELF_ID } from '@domain/people/members'
import { joinNames } from '@domain/text'
import { localClock } from '@domain/time'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { Alert } from '@/ui/alert'
import { a11y } from '@/ui/base/a11y'
import { Button } from '@/ui/button'
import { Chip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { TextField } from '@/ui/field'
import { joinWithDots } from '@/ui/join-with-dots'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Sheet } from '@/ui/sheet'
import styles from '../parts/page.module.scss'
import { sayMode } from '../parts/words'
import own from './counter.module.scss'
import { dueOf } from './due'
import { ProofSheet } from './proof-sheet'
import { RelateSheet } from './relate-sheet'
import type { Counter } from './use-counter'

/** The order that is handed over now: who, what, and what is owed. */
export function OrderCard({ counter, order, centreId }: { counter: Counter; order: CounterOrder; centreId: string }) {
  const { way, reason, error, data } = counter
  const [proving, setProving] = useState<string | null>(null)
  const [relating, setRelating] = useState(false)
  const [cancelling, setCancelling] = useState(false)
  const due = dueOf(order)
  const { meals, price } = order
  const problem = error && messageOf(error)
  const hasLeft = order.mode === 'delivery' && !!data?.sitting && data.now >= data.sitting.opensAt
  return (
    <View className={cx(styles.side)}>
      <View id="counter-order" className={cx(own.order)} {...a11y({ role: 'alert' })}>
        <View className={cx(own.name)}>
          {joinNames(meals.map(({ name }) => name))} · {meals.length} 份
        </View>
        {meals.map(({ memberId, dishes }) => (
          <View key={memberId} className={cx(own.dishes)}>
            {dishes.join('、') || '当天套餐'}
          </View>
        ))}
        <View>
          {joinWithDots([
            sayMode(order.mode),
            order.seatingAt !== null && localClock(order.seatingAt),
            order.round ?? false,
          ])}
        </View>
        {order.collector && <View className={cx(own.dishes)}>{order.collector} 代取</View>}
        <View className={cx(own.due)}>
          {due > 0 ? `自付 ${sayMoney(due)}` : due < 0 ? `要退 ${sayMoney(-due)}` : '不用付'}
        </View>
        <View className={cx(own.lines)}>
          {joinWithDots([
            `标价 ${sayMoney(price.list)}`,
            price.subsidy > 0 && `补贴 ${sayMoney(price.subsidy)}`,
            price.charity > 0 && `爱心款 ${sayMoney(price.charity)}`,
            order.prepaid > 0 && `在线付过 ${sayMoney(order.prepaid)}`,
          ])}
        </View>
      </View>
      {problem && <Alert id="counter-problem" {...problem} />}
      {due > 0 && data?.takesMoney && (
        <View className={cx(styles.wrap)}>
          {PAY_WAYS.map(({ id, label }) => (
            <Chip key={id} id={`pay-${id}`} on={way === id} onTap={() => counter.setWay(id)}>
              {label}
            </Chip>
          ))}
        </View>
      )}
      {due > 0 && way === 'waived' && (
        <TextField
          id="waive-reason"
          label="为什么免收"
          placeholder="比如 孤寡老人"
          maxLength={50}
          value={reason}
          onChange={counter.setReason}
        />
      )}
      {order.owed === null && meals.some(({ tier }) => tier === null) && (
        <ListGroup>
          {meals
            .filter(({ tier }) => tier === null)
            .map(({ memberId, name }) => (
              <ListRow
                key={memberId}
                id={`prove-${memberId}`}
                icon="badge"
                title={`${name} 带了证件？`}
                note="60 岁以上、低保、特困、失能，核实后按优惠价"
                leads
                onTap={() => setProving(memberId)}
              />
            ))}
        </ListGroup>
      )}
      {order.isGuest && order.servedAt === null && hasLeft && (
        <View className={cx(styles.note)}>这份餐已经出去送了，没送成的话，送餐的人会记下原因。</View>
      )}
      {order.isGuest && order.servedAt === null && !hasLeft && (
        <Button id="counter-cancel" look="plain" size="small" busy={counter.busy} onTap={() => setCancelling(true)}>
          不要了，取消这一单
        </Button>
      )}
      {cancelling && (
        <Sheet id="cancel-guest-sheet" title="取消这一单？" onClose={() => setCancelling(false)}>
          <View className={cx(styles.stack)}>
            <View className={cx(styles.note)}>还没有收钱、没有递餐。取消后，这份餐可以给别人。</View>
            <Button id="cancel-guest-yes" look="danger" busy={counter.busy} onTap={() => void counter.cancel()}>
              取消这一单
            </Button>
          </View>
        </Sheet>
      )}
      {!order.isGuest && meals.some(({ memberId }) => memberId === SELF_ID) && (
        <ListGroup>
          <ListRow
            id="counter-relate"
            icon="people"
            title="家人要帮着订餐？"
            note="本人和家人都在场，看家人手机上的码"
            leads
            onTap={() => setRelating(true)}
          />
        </ListGroup>
      )}
      {relating && <RelateSheet centreId={centreId} bookingId={order.bookingId} onClose={() => setRelating(false)} />}
      {proving !== null && (
        <ProofSheet
          centreId={centreId}
          bookingId={order.bookingId}
          memberId={proving}
          onClose={() => setProving(null)}
          onDone={() => {
            setProving(null)
            counter.request.reload()
          }}
        />
      )}
    </View>
  )
}
