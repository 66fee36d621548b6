import '../../messages'
import { sayMoney } from '@domain/canteen/price'
import { localClock } from '@domain/time'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { cloudNow } from '@/cloud/clock'
import { messageOf } from '@/cloud/messages'
import { keepBookings } from '@/features/bookings/kept'
import { sayOrder } from '@/features/bookings/status'
import { goBack } from '@/platform/navigate'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { cx } from '@/ui/cx'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import { Skeleton } from '@/ui/skeleton'
import styles from '../../parts/page.module.scss'
import { type Paid, usePayment } from '../../paying/use-payment'

/** Pays an order that is not paid yet, or what a change of it costs more. `relation`: for whom somebody else pays. */
function PayPage() {
  const { bookingId = '', relation } = useRouter().params
  const { pay, check, busy, error } = usePayment()
  const [paid, setPaid] = useState<Paid | null>(null)
  const own = relation === undefined
  const order = { bookingId, ...(own ? {} : { relationId: relation }) }
  const show = (answer: Paid | null) => {
    if (!answer) return
    if (own) keepBookings([answer.booking], cloudNow())
    setPaid(answer)
  }
  // Once: the person decides when it is asked again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the order of a page does not change
  useEffect(() => {
    void check(order).then(show)
  }, [])
  const problem = error && messageOf(error)
  const isOver = paid
    ? paid.due === 0 || paid.booking.status !== 'confirmed'
    : error?.code === 'BOOKING_NOT_FOUND' || error?.code === 'FORBIDDEN'
  return (
    <Screen
      id="pay"
      title="在线付款"
      footer={
        isOver ? (
          <Button id="pay-back" look="soft" onTap={goBack}>
            好的
          </Button>
        ) : (
          <Button
            id="pay-now"
            busy={busy}
            disabled={!paid && !problem}
            onTap={() => void (paid ? pay : check)(order).then(show)}
          >
            {paid ? `付 ${sayMoney(paid.due)}` : '再试一次'}
          </Button>
        )
      }
    >
      <View className={cx(styles.page)}>
        {paid ? <Standing paid={paid} /> : !problem && <Skeleton blocks={[120]} />}
        {problem && <Alert id="pay-problem" {...problem} />}
      </View>
    </Screen>
  )
}

/** How the order stands, in words. */
function Standing({ paid: { booking, due } }: { paid: Paid }) {
  const { order, status, payUntil, prepaid } = booking
  return (
    <Card padded>
      <View id="pay-standing" className={cx(styles.stack)}>
        {order && <View>{sayOrder(order)}</View>}
        <View className={cx(styles.note)}>
          {sayStanding(status === 'confirmed', due, payUntil ?? null, prepaid ?? 0)}
        </View>
      </View>
    </Card>
  )
}

function sayStanding(isOn: boolean, due: number, until: number | null, prepaid: number): string {
  if (!isOn && prepaid > 0) return `这份订餐已经取消，付的 ${sayMoney(prepaid)} 会原路退回。`
  if (!isOn) return '这份订餐没有付款，已经取消，钱没有扣。还想吃，请重新订一份。'
  if (due === 0) return `付好了 ${sayMoney(prepaid)}，取餐时不用再付。`
  if (until !== null) return `份数给您留到 ${localClock(until)}，到时没付就让给别人。`
  return `已付 ${sayMoney(prepaid)}，还差 ${sayMoney(due)}。现在付，或者取餐时付，都行。`
}

export default page(PayPage)
