import { sayMoney } from '@domain/canteen/price'
import type { TillClose } from '@domain/contracts/staff-counter'
import { localDate, sayMoment } from '@domain/time'
import { typedFen } from '@domain/typed'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { cx } from '@/ui/cx'
import { TextField } from '@/ui/field'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Section } from '@/ui/section'
import { Sheet } from '@/ui/sheet'
import { toast } from '@/ui/toast'
import styles from '../parts/page.module.scss'

interface ClosingProps {
  centreId: string
  /** Cash by the ledger, fen. */
  cash: number
  closes: readonly TillClose[]
  now: number
  onDone: () => void
}

/** The daily close: the cash is counted, and compared with the ledger. */
export function Closing({ centreId, cash, closes, now, onDone }: ClosingProps) {
  const [counted, setCounted] = useState('')
  const [reason, setReason] = useState('')
  const { busy, error, run } = useAction('staff.mealClose')
  const isClosed = closes[0]?.date === localDate(now)
  const paysOut = cash < 0
  const fen = countedFen(counted, paysOut)
  const difference = fen === null ? 0 : fen - cash
  const needsReason = difference !== 0 && reason.trim() === ''
  const problem = error && messageOf(error)
  const close = async () => {
    if (fen === null) return
    const answer = await run({
      centreId,
      expected: cash,
      counted: fen,
      ...(difference === 0 ? {} : { reason: reason.trim() }),
    })
    if (answer) {
      setCounted('')
      setReason('')
      toast('日结好了', difference === 0 ? undefined : '有差额，请另一位同事再数一遍。')
    }
    onDone()
  }
  return (
    <>
      {!isClosed && (
        <Section title="今天日结">
          <Card padded>
            <View className={cx(styles.stack)}>
              <TextField
                id="close-counted"
                label={paysOut ? '从备用金里付出的现金，元' : '抽屉里收的现金，元（找零的备用金不算）'}
                placeholder="比如 236.5"
                maxLength={10}
                value={counted}
                problem={counted !== '' && fen === null ? '请写金额，比如 236.5' : null}
                onChange={setCounted}
              />
              {difference !== 0 && (
                <>
                  <Alert
                    id="close-difference"
                    tone="caution"
                    text={difference > 0 ? `多了 ${sayMoney(difference)}` : `少了 ${sayMoney(-difference)}`}
                    hint="先再数一遍；真有差额，写下原因，再请另一位同事确认。"
                  />
                  <TextField id="close-reason" label="为什么差" maxLength={50} value={reason} onChange={setReason} />
                </>
              )}
              {problem && <Alert id="close-problem" {...problem} />}
              <Button
                id="close-yes"
                look="soft"
                busy={busy}
                disabled={fen === null || needsReason}
                onTap={() => void close()}
              >
                {fen === null ? '请先数现金' : needsReason ? '请写差额的原因' : '日结'}
              </Button>
            </View>
          </Card>
        </Section>
      )}
      <Closes centreId={centreId} closes={closes} now={now} onDone={onDone} />
    </>
  )
}

function Closes({ centreId, closes, now, onDone }: Omit<ClosingProps, 'cash'>) {
  const [confirming, setConfirming] = useState<TillClose | null>(null)
  if (closes.length === 0) return null
  return (
    <Section title="日结记录">
      <ListGroup>
        {closes.map(close => {
          const { id, at, counted, difference, confirmedAt, isOwn, reason } = close
          const waits = difference !== 0 && confirmedAt === null
          return (
            <ListRow
              key={id}
              id={`close-${id}`}
              title={`${sayMoment(at, now)} · ${sayCash(counted)}`}
              note={
                difference === 0
                  ? '和账上一样'
                  : `${difference > 0 ? '多' : '少'} ${sayMoney(Math.abs(difference))}：${reason ?? ''}${waits ? ' · 等另一位同事确认' : ''}`
              }
              leads={waits && !isOwn}
              onTap={waits && !isOwn ? () => setConfirming(close) : undefined}
            />
          )
        })}
      </ListGroup>
      {confirming && (
        <ConfirmSheet
          centreId={centreId}
          close={confirming}
          onClose={() => setConfirming(null)}
          onDone={() => {
            setConfirming(null)
            onDone()
          }}
        />
      )}
    </Section>
  )
}

/** What was counted, fen, with the sign that the ledger gives it; null: not a sum. */
function countedFen(text: string, paysOut: boolean): number | null {
  const fen = typedFen(text)
  return fen === null || !paysOut || fen === 0 ? fen : -fen
}

function sayCash(fen: number): string {
  return fen < 0 ? `付出现金 ${sayMoney(-fen)}` : `现金 ${sayMoney(fen)}`
}

interface ConfirmSheetProps {
  centreId: string
  close: TillClose
  onClose: () => void
  onDone: () => void
}

/** A second person counts again before they see what the first has counted. */
function ConfirmSheet({ centreId, close, onClose, onDone }: ConfirmSheetProps) {
  const [counted, setCounted] = useState('')
  const { busy, error, run } = useAction('staff.mealConfirmClose')
  const paysOut = close.expected < 0
  const fen = countedFen(counted, paysOut)
  const problem = error && messageOf(error)
  const confirm = async () => {
    if (fen === null) return
    if (!(await run({ centreId, closeId: close.id, counted: fen }))) return
    toast('差额确认好了')
    onDone()
  }
  return (
    <Sheet id="confirm-close-sheet" title="再数一遍现金" onClose={onClose}>
      <View className={cx(styles.stack)}>
        <TextField
          id="confirm-counted"
          label={paysOut ? '从备用金里付出的现金，元' : '您数的现金，元'}
          maxLength={10}
          value={counted}
          onChange={setCounted}
        />
        {problem && <Alert id="confirm-problem" {...problem} />}
        <Button id="confirm-close-yes" busy={busy} disabled={fen === null} onTap={() => void confirm()}>
          确认差额
        </Button>
      </View>
    </Sheet>
  )
}
