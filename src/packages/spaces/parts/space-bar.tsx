import { localClock } from '@domain/time'
import { View } from '@tarojs/components'
import { messageOf } from '@/cloud/messages'
import { a11y } from '@/ui/base/a11y'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Unbroken } from '@/ui/unbroken'
import styles from './space-bar.module.scss'
import type { SpaceBooking } from './use-space-booking'

function labelOf({ span, picks, unit, coming }: SpaceBooking): string {
  if (!span) return '请先选时间'
  if (picks && !unit) return '请在图上选个座位'
  if (coming.length === 0) return '请先选谁来'
  const time = `${localClock(span.startsAt)}–${localClock(span.endsAt)}`
  return picks && unit ? `预约 ${unit.label} ${time}` : `预约 ${time}`
}

/** The main action of a space: books what is chosen, or says what is still to choose. */
export function SpaceBar({ booking }: { booking: SpaceBooking }) {
  const { error, busy, ready, book } = booking
  const problem = error && messageOf(error)
  return (
    <View>
      {problem && (
        <View id="space-problem" className={cx(styles.problem)} {...a11y({ role: 'alert' })}>
          <View className={cx(styles.text)}>{problem.text}</View>
          {problem.hint && <View>{problem.hint}</View>}
        </View>
      )}
      <Button id="space-confirm" busy={busy} disabled={!ready} onTap={() => void book()}>
        <Unbroken text={labelOf(booking)} />
      </Button>
    </View>
  )
}
