import { APPEAL_LENGTH } from '@domain/contracts/limits'
import type { StaffAppeal } from '@domain/contracts/staff-sessions'
import { isolated } from '@domain/text'
import { sayMoment, saySpan } from '@domain/time'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { useAction } from '@/cloud/use-action'
import { useErrorToast } from '@/features/errors/use-error-toast'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { cx } from '@/ui/cx'
import { TextField } from '@/ui/field'
import { toast } from '@/ui/toast'
import styles from './appeal-card.module.scss'

interface AppealCardProps {
  centreId: string
  appeal: StaffAppeal
  now: number
  onDone: () => void
}

/** An appeal that was decided, with what was answered. */
export function DecidedCard({
  appeal,
  decision,
  now,
}: Pick<AppealCardProps, 'appeal' | 'now'> & { decision: NonNullable<StaffAppeal['decision']> }) {
  return (
    <Card id={`appeal-${appeal.recordId}`} padded>
      <View className={cx(styles.card)}>
        <About appeal={appeal} now={now} />
        <View className={cx(styles.reason)}>
          {[decision.granted ? '通过，不算' : '不通过', decision.note].filter(Boolean).join('：')}
        </View>
        <View className={cx(styles.note)}>{sayMoment(decision.at, now)} 答复</View>
      </View>
    </Card>
  )
}

/** Who was not there, when, and why. */
function About({ appeal, now }: Pick<AppealCardProps, 'appeal' | 'now'>) {
  return (
    <>
      <View>
        <View className={cx(styles.title)}>
          {isolated(appeal.name)} · {appeal.title}
        </View>
        <View className={cx(styles.note)}>{saySpan(appeal.startsAt, appeal.endsAt, now)}</View>
      </View>
      <View className={cx(styles.reason)}>{appeal.reason}</View>
      <View className={cx(styles.note)}>{sayMoment(appeal.appealedAt, now)} 提交</View>
    </>
  )
}

/** One appeal with its reason, and the form to answer it. */
export function AppealCard({ centreId, appeal, now, onDone }: AppealCardProps) {
  const [note, setNote] = useState('')
  const { run, busy, error } = useAction('staff.decideAppeal')
  useErrorToast(error)
  const decide = async (granted: boolean) => {
    const words = note.trim() || (granted ? '知道了，这次不算。' : '')
    if (words === '') {
      toast('请写一句理由', '对方会看到，好明白为什么。')
      return
    }
    if (!(await run({ centreId, recordId: appeal.recordId, granted, note: words }))) return
    toast(granted ? '通过了，这次不算' : '已回复')
    onDone()
  }
  return (
    <Card id={`appeal-${appeal.recordId}`} padded>
      <View className={cx(styles.card)}>
        <About appeal={appeal} now={now} />
        <TextField
          id={`appeal-note-${appeal.recordId}`}
          label="回复一句（对方会看到；不通过时必填）"
          value={note}
          maxLength={APPEAL_LENGTH}
          onChange={setNote}
        />
        <View className={cx(styles.actions)}>
          <Button
            id={`appeal-refuse-${appeal.recordId}`}
            look="plain"
            size="small"
            busy={busy}
            onTap={() => void decide(false)}
          >
            不通过
          </Button>
          <Button
            id={`appeal-grant-${appeal.recordId}`}
            look="soft"
            size="small"
            busy={busy}
            onTap={() => void decide(true)}
          >
            通过，不算
          </Button>
        </View>
      </View>
    </Card>
  )
}
