import { View } from '@tarojs/components'
import { type ReactNode, useState } from 'react'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Sheet } from '@/ui/sheet'
import { ReasonField } from './reason-field'
import styles from './session-actions.module.scss'

interface ReasonSheetProps {
  /** Of the sheet. */
  id: string
  title: string
  /** What will happen. */
  note: string
  /** The button bears this id, the one to leave the sheet with `-keep`. */
  actionId: string
  label: string
  keep: string
  look?: 'primary' | 'danger'
  /** The reasons that are given most often. */
  usual?: readonly string[]
  /** Who reads the reason, and how long it may be. */
  field?: { label: string; longest: number }
  busy: boolean
  /** What went wrong the last time. */
  problem?: ReactNode
  onConfirm: (reason: string) => void
  onClose: () => void
}

/** Asks once more, and why, before something changes for other people. */
export function ReasonSheet(props: ReasonSheetProps) {
  const { id, title, note, actionId, label, keep, look = 'primary', usual, field, busy, problem } = props
  const [reason, setReason] = useState('')
  const ready = reason.trim() !== ''
  return (
    <Sheet id={id} title={title} onClose={props.onClose}>
      <View className={cx(styles.form)}>
        <View className={cx(styles.note)}>{note}</View>
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
