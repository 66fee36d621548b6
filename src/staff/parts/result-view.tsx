import { localClock } from '@domain/time'
import { View } from '@tarojs/components'
import { messageOf } from '@/cloud/messages'
import { a11y } from '@/ui/base/a11y'
import { Tap } from '@/ui/base/tap'
import { cx } from '@/ui/cx'
import { Icon, type IconName } from '@/ui/icon'
import styles from './result-view.module.scss'
import type { Outcome } from './use-check-in'

interface Face {
  tone: 'yes' | 'again' | 'no'
  icon: IconName
  big: string
  line: string
  note?: string | undefined
}

function faceOf(outcome: Outcome): Face {
  if (!outcome.ok) {
    const { text, hint } = messageOf(outcome.error)
    return { tone: 'no', icon: 'close', big: text, line: hint ?? '' }
  }
  const { result } = outcome
  const { session } = result
  const big = `${result.names.join('、')} · ${result.partySize} 人`
  const line = `${session.title} ${localClock(session.startsAt)}`
  return result.outcome === 'accepted'
    ? { tone: 'yes', icon: 'check', big, line, note: `已签到 ${session.came} / ${session.booked}` }
    : { tone: 'again', icon: 'info', big, line: `${localClock(result.at)} 已经签到过了`, note: line }
}

interface ResultViewProps {
  outcome: Outcome
  /** What the one button does next. */
  next: string
  onNext: () => void
}

/** The result of a scan over the whole screen, readable at arm's length: colour, sign and words. */
export function ResultView({ outcome, next, onNext }: ResultViewProps) {
  const face = faceOf(outcome)
  return (
    <View id="staff-result" className={cx(styles.view, styles[face.tone])} {...a11y({ role: 'alert' })}>
      <View className={cx(styles.middle)}>
        <View className={cx(styles.ring)}>
          <Icon name={face.icon} className={styles.sign} />
        </View>
        <View className={cx(styles.big)}>{face.big}</View>
        <View className={cx(styles.line)}>{face.line}</View>
        {face.note && <View className={cx(styles.note)}>{face.note}</View>}
      </View>
      <Tap id="staff-next" className={styles.next} onTap={onNext}>
        {next}
      </Tap>
    </View>
  )
}
