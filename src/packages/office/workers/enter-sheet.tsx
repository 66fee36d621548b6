import type { WorkersView } from '@domain/contracts/office-workers'
import { CERTIFICATE_LEVELS, type CertificateLevel } from '@domain/participation/social-worker'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { TextField } from '@/ui/field'
import { Sheet } from '@/ui/sheet'
import { ChoiceField } from '../fields/choice-field'
import styles from '../parts/office.module.scss'
import { dateOfDigits } from './words'

const LEVELS = CERTIFICATE_LEVELS.map(({ id, label }) => ({ id, value: id, label }))

interface EnterSheetProps {
  centreId: string
  onClose: () => void
  onDone: (answer: WorkersView) => void
}

/** Enters a certificate of the caller. */
export function EnterSheet({ centreId, onClose, onDone }: EnterSheetProps) {
  const [level, setLevel] = useState<CertificateLevel>('assistant')
  const [from, setFrom] = useState('')
  const [until, setUntil] = useState('')
  const { busy, error, run } = useAction('office.enterCertificate')
  const problem = error && messageOf(error)
  const [first, last] = [dateOfDigits(from), dateOfDigits(until)]
  const wrong = (digits: string, date: string | null) => (digits.length === 8 && date === null ? '没有这一天' : null)
  const save = async () => {
    if (first === null || last === null) return
    const answer = await run({ centreId, level, from: first, until: last })
    if (answer) onDone(answer)
  }
  return (
    <Sheet id="certificate-sheet" title="登记社工证书" onClose={onClose}>
      <View className={cx(styles.form)}>
        <ChoiceField id="certificate-level" label="哪一种" value={level} choices={LEVELS} onChange={setLevel} />
        <TextField
          id="certificate-from"
          label="哪天起有效（8 位数字）"
          kind="digits"
          placeholder="比如 20260601"
          maxLength={8}
          value={from}
          problem={wrong(from, first)}
          onChange={setFrom}
        />
        <TextField
          id="certificate-until"
          label="有效到哪天（8 位数字）"
          kind="digits"
          placeholder="比如 20290531"
          maxLength={8}
          value={until}
          problem={wrong(until, last)}
          onChange={setUntil}
        />
        <View className={cx(styles.note)}>不填证书编号，也不拍照；市县的管理员看了原件来核对。</View>
        {problem && <Alert id="certificate-problem" {...problem} />}
        <Button id="certificate-save" busy={busy} disabled={first === null || last === null} onTap={() => void save()}>
          {first !== null && last !== null ? '登记，等核对' : '请写哪天起、到哪天'}
        </Button>
      </View>
    </Sheet>
  )
}
