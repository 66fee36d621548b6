import { PAY_WAYS, type PayWay } from '@domain/canteen/ledger'
import { sayMoney } from '@domain/canteen/price'
import type { RouteOutput } from '@domain/contracts'
import type { OpenSum } from '@domain/contracts/staff-counter'
import { sayDay } from '@domain/time'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { Chip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { TextField } from '@/ui/field'
import { joinWithDots } from '@/ui/join-with-dots'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Section } from '@/ui/section'
import { Sheet } from '@/ui/sheet'
import { toast } from '@/ui/toast'
import styles from '../parts/page.module.scss'

interface OpenSumsProps {
  centreId: string
  open: readonly OpenSum[]
  totals: RouteOutput<'staff.mealTill'>['openTotals']
  now: number
  onDone: () => void
}

/** Meals that were handed over and are not paid, and money to be returned. */
export function OpenSums({ centreId, open, totals, now, onDone }: OpenSumsProps) {
  const [paying, setPaying] = useState<OpenSum | null>(null)
  if (open.length === 0) return null
  return (
    <Section title={`挂账 ${totals.orders} 笔`}>
      <View id="open-totals" className={cx(styles.note)}>
        {joinWithDots([
          totals.owed > 0 && `要收 ${sayMoney(totals.owed)}`,
          totals.toReturn > 0 && `要退 ${sayMoney(totals.toReturn)}`,
          open.length < totals.orders && `先列最早的 ${open.length} 笔`,
        ])}
      </View>
      <ListGroup>
        {open.map(sum => (
          <ListRow
            key={sum.bookingId}
            id={`open-${sum.bookingId}`}
            title={`${sum.name} · ${sum.meals} 份`}
            note={
              sum.owed > 0 ? sayDay(sum.startsAt, now) : `${sayDay(sum.startsAt, now)} · 多收了，请在下面的收款里退`
            }
            end={
              <View className={cx(styles.bad)}>{sum.owed > 0 ? sayMoney(sum.owed) : `退 ${sayMoney(-sum.owed)}`}</View>
            }
            leads={sum.owed > 0}
            onTap={sum.owed > 0 ? () => setPaying(sum) : undefined}
          />
        ))}
      </ListGroup>
      {paying && (
        <PaySheet
          centreId={centreId}
          sum={paying}
          onClose={() => setPaying(null)}
          onDone={() => {
            setPaying(null)
            onDone()
          }}
        />
      )}
    </Section>
  )
}

interface PaySheetProps {
  centreId: string
  sum: OpenSum
  onClose: () => void
  onDone: () => void
}

function PaySheet({ centreId, sum, onClose, onDone }: PaySheetProps) {
  const [way, setWay] = useState<PayWay>('cash')
  const [reason, setReason] = useState('')
  const { busy, error, run } = useAction('staff.mealPay')
  const problem = error && messageOf(error)
  const needsReason = way === 'waived' && reason.trim() === ''
  const take = async () => {
    const { bookingId, owed: due } = sum
    const answer = await run({ centreId, bookingId, way, due, ...(way === 'waived' ? { reason: reason.trim() } : {}) })
    if (!answer) return
    toast(way === 'waived' ? '免收记好了' : `收好了 ${sayMoney(due)}`)
    onDone()
  }
  return (
    <Sheet id="pay-sheet" title={`${sum.name} 挂账 ${sayMoney(sum.owed)}`} onClose={onClose}>
      <View className={cx(styles.stack)}>
        <View className={cx(styles.wrap)}>
          {PAY_WAYS.map(({ id, label }) => (
            <Chip key={id} id={`open-pay-${id}`} on={way === id} onTap={() => setWay(id)}>
              {label}
            </Chip>
          ))}
        </View>
        {way === 'waived' && (
          <TextField id="open-reason" label="为什么免收" maxLength={50} value={reason} onChange={setReason} />
        )}
        {problem && <Alert id="pay-problem" {...problem} />}
        <Button id="open-pay-yes" busy={busy} disabled={needsReason} onTap={() => void take()}>
          {needsReason ? '请先写原因' : way === 'waived' ? '免收' : `收款 ${sayMoney(sum.owed)}`}
        </Button>
      </View>
    </Sheet>
  )
}
