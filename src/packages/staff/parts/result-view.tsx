import { refuse } from '@domain/errors'
import { joinNames } from '@domain/text'
import { atLocal, localClock } from '@domain/time'
import { View } from '@tarojs/components'
import { messageOf } from '@/cloud/messages'
import { kindOf, type Outcome } from '@/features/staff-checkin/outcome'
import type { Trouble } from '@/features/staff-checkin/queue'
import type { Signal } from '@/platform/feedback'
import { a11y } from '@/ui/base/a11y'
import { Tap } from '@/ui/base/tap'
import { cx } from '@/ui/cx'
import { Icon, type IconName } from '@/ui/icon'
import { joinWithDots } from '@/ui/join-with-dots'
import styles from './result-view.module.scss'

interface Face {
  /** The kind of outcome in two or three words; null where the other lines say it. */
  head: string | null
  big: string
  line: string
  note?: string | undefined
}

/** Colour, icon and heading of every kind of outcome; null where the other lines say it. */
const LOOKS: Record<Signal, { tone: string; icon: IconName; head: string | null }> = {
  accepted: { tone: 'yes', icon: 'check', head: '请进' },
  queued: { tone: 'kept', icon: 'check', head: '请进 · 先记在手机里' },
  'to-confirm': { tone: 'confirm', icon: 'clock', head: '请进 · 待确认' },
  doubt: { tone: 'confirm', icon: 'info', head: '再核对一下' },
  already: { tone: 'again', icon: 'info', head: '已经签到过' },
  'wrong-session': { tone: 'other', icon: 'calendar', head: '不是这一节' },
  'wrong-day': { tone: 'other', icon: 'calendar', head: null },
  'too-early': { tone: 'early', icon: 'clock', head: null },
  over: { tone: 'early', icon: 'clock', head: null },
  cancelled: { tone: 'no', icon: 'trash', head: null },
  'not-here': { tone: 'no', icon: 'pin', head: null },
  expired: { tone: 'no', icon: 'clock', head: null },
  'no-code': { tone: 'no', icon: 'close', head: '没签上' },
}

function faceOf(outcome: Outcome, kind: Signal): Face {
  const { head } = LOOKS[kind]
  if (outcome.by === 'server') {
    const { result } = outcome
    const { session } = result
    const big = joinWithDots([joinNames(result.names), `${result.partySize} 人`])
    const line = `${session.title} ${localClock(session.startsAt)}`
    return kind === 'accepted'
      ? { head, big, line, note: `已签到 ${session.came} / ${session.booked}` }
      : { head, big, line: `${localClock(result.at)} 已经签到过了`, note: line }
  }
  if (outcome.by === 'refusal') return refusalFace(head, outcome.error)
  const { verdict } = outcome
  if (verdict.kind === 'refused') return refusalFace(head, verdict.refusal)
  if (verdict.kind === 'unsure') return unsureFace(head, verdict.doubt)
  const { party } = verdict
  const big = joinWithDots([joinNames(party.names), `${party.partySize} 人`])
  const line = `${party.title} ${localClock(party.startsAt)}`
  return verdict.kind === 'already'
    ? { head, big, line: `${localClock(verdict.at)} 已经签到过了`, note: line }
    : { head, big, line, note: sayLater(outcome.trouble) }
}

function sayLater(trouble: Trouble | null): string {
  return trouble === 'server' ? '系统一时没回应，稍后自动上传' : '没有网络，有网了自动上传'
}

function refusalFace(head: Face['head'], { code, detail }: Parameters<typeof messageOf>[0]): Face {
  const { text, hint } = messageOf({ code, detail, route: 'staff.checkIn' })
  return { head, big: text, line: hint ?? '' }
}

function unsureFace(head: Face['head'], doubt: { why: 'digits' } | { why: 'day'; day: string } | null): Face {
  if (doubt === null) {
    return { head, big: '名单里还没有这个人', line: '可能是刚约的。先请进，有网了自动核对。' }
  }
  if (doubt.why === 'digits') {
    return { head, big: '这串数字对不上名单', line: '请对方再念一遍。确认没错，可能是刚约的，就请进。' }
  }
  const { text, hint } = messageOf(refuse('WRONG_DAY', { startsAt: atLocal(doubt.day) }))
  return { head, big: `码上写的${text}`, line: hint ?? '', note: '对方说改到了今天？那就请进，有网了自动核对。' }
}

interface ResultViewProps {
  outcome: Outcome
  /** Label of the main button. */
  next: string
  onNext: () => void
  /** Admits somebody whom the phone cannot verify. */
  onAdmit?: (() => void) | undefined
  /** Undoes the check-in; absent: not possible from here. */
  onUndo?: (() => void) | undefined
}

/** The result of a scan over the whole screen, readable at arm's length by colour, icon and words. */
export function ResultView({ outcome, next, onNext, onAdmit, onUndo }: ResultViewProps) {
  const kind = kindOf(outcome)
  const { tone, icon } = LOOKS[kind]
  const face = faceOf(outcome, kind)
  return (
    <View id="staff-result" className={cx(styles.view, styles[tone])} {...a11y({ role: 'alert' })}>
      <View className={cx(styles.middle)}>
        <View className={cx(styles.ring)}>
          <Icon name={icon} className={styles.sign} />
        </View>
        {face.head && <View className={cx(styles.head)}>{face.head}</View>}
        <View className={cx(styles.big)}>{face.big}</View>
        <View className={cx(styles.line)}>{face.line}</View>
        {face.note && <View className={cx(styles.note)}>{face.note}</View>}
      </View>
      {kind === 'doubt' && (
        <Tap id="staff-admit" className={cx(styles.next, styles.admit)} onTap={onAdmit}>
          核对过了，请进
        </Tap>
      )}
      <Tap id="staff-next" className={styles.next} onTap={onNext}>
        {kind === 'doubt' ? '再来一次' : next}
      </Tap>
      {onUndo && (
        <Tap id="staff-undo" className={styles.undo} onTap={onUndo}>
          签错了？撤销
        </Tap>
      )}
    </View>
  )
}
