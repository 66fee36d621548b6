import { sayMoney } from '@domain/canteen/price'
import type { Proof } from '@domain/canteen/proofs'
import { TYPED_NUMBER_LENGTH } from '@domain/contracts/limits'
import { NICKNAME_LENGTH } from '@domain/people/members'
import { localDate, localMonth } from '@domain/time'
import { toggled } from '@domain/toggled'
import { paperEndOf } from '@domain/typed'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { cloudNow } from '@/cloud/clock'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { Chip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { Field, TextField } from '@/ui/field'
import { MonthPicker } from '@/ui/month-picker'
import { Sheet } from '@/ui/sheet'
import { toast } from '@/ui/toast'
import styles from '../parts/page.module.scss'

const PAPERS: readonly { id: Exclude<Proof, 'age'>; label: string }[] = [
  { id: 'low-income', label: '低保' },
  { id: 'destitute', label: '特困' },
  { id: 'disabled', label: '失能' },
  { id: 'living-alone', label: '独居' },
]

/** The youngest and the oldest year of birth that is offered. */
const YEARS_BACK = [0, 110] as const

interface ProofSheetProps {
  centreId: string
  bookingId: string
  memberId: string
  onClose: () => void
  onDone: () => void
}

/** Confirms what a paper shows. The name and the number stay on the paper: only the birth month and the state are stored. */
export function ProofSheet({ centreId, bookingId, memberId, onClose, onDone }: ProofSheetProps) {
  const [name, setName] = useState('')
  const [birthMonth, setBirthMonth] = useState<string | null>(null)
  const [lastFour, setLastFour] = useState('')
  const [papers, setPapers] = useState<Exclude<Proof, 'age'>[]>([])
  const [ends, setEnds] = useState(true)
  const { busy, error, run } = useAction('staff.mealProof')
  const now = cloudNow()
  const yearEnd = `${localDate(now).slice(0, 4)}-12-31`
  const digits = paperEndOf(lastFour)
  const ready = name.trim() !== '' && birthMonth !== null && /^\d{3}[\dX]$/.test(digits)
  const problem = error && messageOf(error)
  const confirm = async () => {
    if (!ready || birthMonth === null) return
    const proofs = papers.map(proof => ({ proof, until: ends ? yearEnd : null }))
    const answer = await run({
      centreId,
      bookingId,
      memberId,
      name: name.trim(),
      birthMonth,
      lastFour: digits,
      proofs,
    })
    if (!answer) return
    toast(`核实好了，自付 ${sayMoney(answer.order.price.due)}`)
    onDone()
  }
  return (
    <Sheet id="proof-sheet" title="核实证件" onClose={onClose}>
      <View className={cx(styles.stack)}>
        <View className={cx(styles.note)}>照着证件填。姓名和号码只用来认出同一个人，不保存。</View>
        <TextField id="proof-name" label="证件上的姓名" maxLength={NICKNAME_LENGTH} value={name} onChange={setName} />
        <MonthPicker
          id="proof-birth"
          label="出生年月"
          value={birthMonth}
          onChange={setBirthMonth}
          last={localMonth(now)}
          yearsBack={YEARS_BACK}
        />
        <TextField
          id="proof-last-four"
          label="证件号最后 4 位"
          placeholder="比如 123X"
          maxLength={TYPED_NUMBER_LENGTH}
          value={lastFour}
          onChange={setLastFour}
        />
        <Field label="还看了哪些证明">
          <View className={cx(styles.wrap)}>
            {PAPERS.map(({ id, label }) => (
              <Chip
                key={id}
                id={`paper-${id}`}
                role="checkbox"
                on={papers.includes(id)}
                onTap={() => setPapers(was => toggled(was, id))}
              >
                {label}
              </Chip>
            ))}
          </View>
        </Field>
        {papers.length > 0 && (
          <Field label="到什么时候">
            <View className={cx(styles.wrap)}>
              <Chip id="paper-year" on={ends} onTap={() => setEnds(true)}>
                今年年底
              </Chip>
              <Chip id="paper-open" on={!ends} onTap={() => setEnds(false)}>
                长期
              </Chip>
            </View>
          </Field>
        )}
        {problem && <Alert id="proof-problem" {...problem} />}
        <Button id="proof-yes" busy={busy} disabled={!ready} onTap={() => void confirm()}>
          {ready ? '核实好了' : '请照证件填全'}
        </Button>
      </View>
    </Sheet>
  )
}
