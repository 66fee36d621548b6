import { sayWay } from '@domain/canteen/ledger'
import { sayMoney } from '@domain/canteen/price'
import type { TillPayment } from '@domain/contracts/staff-counter'
import { sayMoment } from '@domain/time'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { TextField } from '@/ui/field'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Section } from '@/ui/section'
import { Sheet } from '@/ui/sheet'
import { toast } from '@/ui/toast'
import styles from '../parts/page.module.scss'

interface PaymentsProps {
  centreId: string
  payments: readonly TillPayment[]
  /** Whether the person may reverse payments of others. */
  reverses: boolean
  now: number
  onDone: () => void
}

/** The payments since the last close. */
export function Payments({ centreId, payments, reverses, now, onDone }: PaymentsProps) {
  const [reversing, setReversing] = useState<TillPayment | null>(null)
  if (payments.length === 0) return null
  return (
    <Section title="收款">
      <ListGroup>
        {payments.map(payment => {
          const { rowId, way, amount, at, reversedAt, isOwn } = payment
          const may = reverses && !isOwn && reversedAt === null && way !== 'online'
          return (
            <ListRow
              key={rowId}
              id={`payment-${rowId}`}
              title={sayWay(way)}
              note={`${sayMoment(at, now)}${reversedAt === null ? '' : ` · ${sayMoment(reversedAt, now)} 退了`}`}
              end={sayMoney(amount)}
              leads={may}
              onTap={may ? () => setReversing(payment) : undefined}
            />
          )
        })}
      </ListGroup>
      {reversing && (
        <ReverseSheet
          centreId={centreId}
          payment={reversing}
          onClose={() => setReversing(null)}
          onDone={() => {
            setReversing(null)
            onDone()
          }}
        />
      )}
    </Section>
  )
}

interface ReverseSheetProps {
  centreId: string
  payment: TillPayment
  onClose: () => void
  onDone: () => void
}

function ReverseSheet({ centreId, payment, onClose, onDone }: ReverseSheetProps) {
  const [reason, setReason] = useState('')
  const { busy, error, run } = useAction('staff.mealReverse')
  const problem = error && messageOf(error)
  const ready = reason.trim() !== ''
  const reverse = async () => {
    const answer = await run({ centreId, rowId: payment.rowId, reason: reason.trim() })
    if (!answer) return
    toast(`退了 ${sayMoney(payment.amount)}`, '这一单现在在挂账里。')
    onDone()
  }
  return (
    <Sheet id="reverse-sheet" title={`退 ${sayMoney(payment.amount)}`} onClose={onClose}>
      <View className={cx(styles.stack)}>
        <View className={cx(styles.note)}>整笔退，原来那笔还在账上。退完可以重新收。</View>
        <TextField id="reverse-reason" label="为什么退" maxLength={50} value={reason} onChange={setReason} />
        {problem && <Alert id="reverse-problem" {...problem} />}
        <Button id="reverse-yes" look="danger" busy={busy} disabled={!ready} onTap={() => void reverse()}>
          {ready ? '退掉' : '请先写原因'}
        </Button>
      </View>
    </Sheet>
  )
}
