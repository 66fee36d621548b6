import { localClock } from '@domain/time'
import { View } from '@tarojs/components'
import { messageOf } from '@/cloud/messages'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Unbroken } from '@/ui/unbroken'
import styles from './space-bar.module.scss'
import type { SpaceBooking } from './use-space-booking'

const MISSING = {
  time: '请先选时间',
  unit: '请在图上选个座位',
  party: '请先选谁来',
  'birth-month': '请先补上出生年月',
  nobody: '家里还没有能来的人',
} as const

function labelOf({ span, picks, unit, missing }: SpaceBooking['choice']): string {
  if (missing) return MISSING[missing]
  if (!span) return MISSING.time
  const time = `${localClock(span.startsAt)}–${localClock(span.endsAt)}`
  return picks && unit ? `预约 ${unit.label} ${time}` : `预约 ${time}`
}

/** The main button of a space: books what is chosen, or says what is still missing. */
export function SpaceBar({ booking }: { booking: SpaceBooking }) {
  const { choice, error, busy, book } = booking
  const problem = error && messageOf(error)
  return (
    <View className={cx(styles.bar)}>
      {problem && <Alert id="space-problem" {...problem} />}
      <Button id="space-confirm" busy={busy} disabled={choice.missing !== null} onTap={() => void book()}>
        <Unbroken text={labelOf(choice)} />
      </Button>
    </View>
  )
}
