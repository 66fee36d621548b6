import { View } from '@tarojs/components'
import { type ReactNode, useState } from 'react'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Sheet } from '@/ui/sheet'
import { ReasonField } from './reason-field'
import styles from './session-actions.module.scss'

interface ReasonSheetProps {
  /** Id of the sheet. */
  id: string
  title: string
  /** What will happen. */
  note: string
  /** Id of the main button, ending in `-yes`; the button that closes the sheet has `-keep` instead. */
  actionId: string
  label: string
  keep: string
  look?: 'primary' | 'danger'
  /** A choice above the reason. */
  choice?: ReactNode
  /** Common reasons, one tap each. */
  usual?: readonly string[]
  /** Label and greatest length of the reason. */
  field?: { label: string; longest: number }
  busy: boolean
  /** What went wrong at the last attempt. */
  problem?: ReactNode
  onConfirm: (reason: string) => void
  onClose: () => void
}

/** A sheet that asks for a reason before something changes for other people. */
export function ReasonSheet(props: ReasonSheetProps) {
  const { id, title, note, actionId, label, keep, look = 'primary', choice, usual, field, busy, problem } = props
  const [reason, setReason] = useState('')
  const ready = reason.trim() !== ''
  return (
    <Sheet id={id} title={title} onClose={props.onClose}>
      <View className={cx(styles.form)}>
        <View className={cx(styles.note)}>{note}</View>
        {choice}
        <ReasonField value={reason} onChange={setReason} {...(usual ? { usual } : {})} {...field} />
        {problem}
        <View className={cx(styles.stack)}>
          <Button id={actionId} look={look} busy={busy} disabled={!ready} onTap={() => props.onConfirm(reason)}>
            {ready ? label : '请先写原因'}
          </Button>
          <Button id={actionId.replace(/-yes$/, '-keep')} look="plain" onTap={props.onClose}>
            {keep}
          </Button>
        </View>
      </View>
    </Sheet>
  )
}
