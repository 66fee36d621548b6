import { CHANGE_REASON_LENGTH, ROOM_LENGTH, TEACHER_LENGTH } from '@domain/contracts/limits'
import type { PublishedSession } from '@domain/contracts/office-timetable'
import { isSpace } from '@domain/offerings/kinds'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { useRequest } from '@/cloud/use-request'
import { MoveClash } from '@/features/bookings/move-clash'
import { open } from '@/platform/navigate'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { TextField } from '@/ui/field'
import { joinWithDots } from '@/ui/join-with-dots'
import { Sheet } from '@/ui/sheet'
import { toast } from '@/ui/toast'
import styles from '../parts/office.module.scss'
import { sayState, sayTimes, sayWhatClashes } from './say'
import { spanOf, TimeFields, typedOf } from './time-fields'

interface SessionSheetProps {
  centreId: string
  session: PublishedSession
  days: readonly string[]
  now: number
  /** Whether the person sees rosters. */
  seesRoster: boolean
  /** Whether the person may change and cancel sessions. */
  changes: boolean
  onClose: () => void
  onDone: () => void
}

/** A published session: what stands, and what can be done with it. */
export function SessionSheet(props: SessionSheetProps) {
  const { centreId, session, now, seesRoster, changes, onClose } = props
  const [doing, setDoing] = useState<'change' | 'cancel' | null>(null)
  if (doing === 'change') return <ChangeSheet {...props} />
  if (doing === 'cancel') return <CancelSheet {...props} />
  const isOpen = changes && session.status === 'open'
  return (
    <Sheet id="session-sheet" title={session.title} onClose={onClose}>
      <View className={cx(styles.form)}>
        <View>{sayTimes(session)}</View>
        <View className={cx(styles.note)}>
          {joinWithDots([session.room, session.teacher, sayState({ type: 'session', of: session })])}
        </View>
        {seesRoster && (
          <Button
            id="session-roster"
            look="soft"
            onTap={() => {
              onClose()
              open('staff/roster', { centreId, sessionId: session.id })
            }}
          >
            看名单
          </Button>
        )}
        {seesRoster && !isSpace(session.kind) && (
          <Button
            id="session-print"
            look="soft"
            onTap={() => {
              onClose()
              open('office/print', { centreId, sessionId: session.id })
            }}
          >
            打印或导出名单
          </Button>
        )}
        {isOpen && !isSpace(session.kind) && now < session.startsAt && (
          <Button id="session-change" look="soft" onTap={() => setDoing('change')}>
            改时间、教室或老师
          </Button>
        )}
        {isOpen && now < session.endsAt && (
          <Button id="session-cancel" look="danger" onTap={() => setDoing('cancel')}>
            取消这一场
          </Button>
        )}
      </View>
    </Sheet>
  )
}

/** What happens to those who have booked, in words. */
function sayBooked(booked: number, waiting: number): string {
  if (booked === 0 && waiting === 0) return '还没有人约。'
  return `${booked > 0 ? `已有 ${booked} 人约了` : ''}${booked > 0 && waiting > 0 ? '，' : ''}${waiting > 0 ? `${waiting} 家在候补` : ''}。`
}

function ChangeSheet({ centreId, session, days, now, onClose, onDone }: SessionSheetProps) {
  const [typed, setTyped] = useState(() => typedOf(session.startsAt, session.endsAt))
  const [room, setRoom] = useState(session.room)
  const [teacher, setTeacher] = useState(session.teacher)
  const [reason, setReason] = useState('')
  const { run, busy, error } = useAction('office.changeSession')
  const span = spanOf(typed)
  const wanted = span && { centreId, sessionId: session.id, ...span, room, teacher }
  const isSame =
    !span ||
    (span.startsAt === session.startsAt &&
      span.endsAt === session.endsAt &&
      room === session.room &&
      teacher === session.teacher)
  const isMoved = span && span.startsAt > now && (span.startsAt !== session.startsAt || span.endsAt !== session.endsAt)
  const preview = useRequest('office.previewChange', isSame ? null : wanted)
  const effects = !isSame && preview.current ? preview.data : null
  const ready = wanted && !isSame && reason.trim() !== '' && effects?.clashes.length === 0 && span.startsAt > now
  const change = async () => {
    if (!wanted || !(await run({ ...wanted, reason }))) return
    toast('改好了', effects?.isMoved ? '约好的人会收到通知，来不了可以取消。' : '约好的人在预约里能看到。')
    onDone()
  }
  const problem = error && messageOf(error)
  return (
    <Sheet id="change-sheet" title={`改「${session.title}」`} onClose={onClose}>
      <View className={cx(styles.form)}>
        <TimeFields id="change" days={days} typed={typed} onChange={setTyped} />
        <View className={cx(styles.pair)}>
          <TextField id="change-room" label="教室" value={room} maxLength={ROOM_LENGTH} onChange={setRoom} />
          <TextField
            id="change-teacher"
            label="老师"
            value={teacher}
            maxLength={TEACHER_LENGTH}
            onChange={setTeacher}
          />
        </View>
        {effects && (
          <View id="change-effects" className={cx(styles.stack)}>
            {effects.clashes.map(clash => (
              <Alert
                key={`${clash.what}${clash.startsAt}`}
                id="change-clash"
                text={sayWhatClashes(clash)}
                hint={`${sayTimes(clash)}。请换个时间、教室或老师。`}
              />
            ))}
            <Alert
              id="change-said"
              tone="caution"
              text={sayBooked(effects.booked, effects.waiting)}
              hint={
                effects.isMoved
                  ? '改了时间，约好的人跟着改到新时间，会收到通知，新的开始前都能取消，不算爽约。'
                  : '时间不变，不发通知，他们在预约里能看到。'
              }
            />
          </View>
        )}
        <MoveClash move={isMoved ? { centreId, sessionId: session.id, ...span } : null} />
        <ReasonField id="change-why" reason={reason} onChange={setReason} />
        {problem && <Alert id="change-problem" text={problem.text} hint={problem.hint} />}
        <Button id="change-yes" busy={busy} disabled={!ready} onTap={() => void change()}>
          {isSame
            ? '请先改时间、教室或老师'
            : span.startsAt <= now
              ? '这个时间已经过了'
              : effects && effects.clashes.length > 0
                ? '有冲突，改不了'
                : reason.trim() === ''
                  ? '请写原因'
                  : '改'}
        </Button>
      </View>
    </Sheet>
  )
}

/** Why a session is changed or cancelled, as residents read it. */
function ReasonField({ id, reason, onChange }: { id: string; reason: string; onChange: (reason: string) => void }) {
  return (
    <TextField
      id={id}
      label={`原因（居民会看到，最多 ${CHANGE_REASON_LENGTH} 个字）`}
      value={reason}
      maxLength={CHANGE_REASON_LENGTH}
      onChange={onChange}
    />
  )
}

function CancelSheet({ centreId, session, onClose, onDone }: SessionSheetProps) {
  const [reason, setReason] = useState('')
  const { run, busy, error } = useAction('staff.cancelSession')
  const problem = error && messageOf(error)
  const cancel = async () => {
    if (!(await run({ centreId, sessionId: session.id, reason }))) return
    toast('这一场取消了', '约好的人会看到原因。')
    onDone()
  }
  return (
    <Sheet id="cancel-sheet" title={`取消「${session.title}」吗？`} onClose={onClose}>
      <View className={cx(styles.form)}>
        <Alert
          id="cancel-said"
          tone="caution"
          text={sayBooked(session.taken, session.waiting)}
          hint="取消后他们的预约自动取消，不算爽约；同意接收通知的人会收到微信。取消了就不能恢复。"
        />
        <ReasonField id="cancel-why" reason={reason} onChange={setReason} />
        {problem && <Alert id="cancel-problem" text={problem.text} hint={problem.hint} />}
        <Button id="cancel-yes" look="danger" busy={busy} disabled={reason.trim() === ''} onTap={() => void cancel()}>
          {reason.trim() === '' ? '请写原因' : '取消这一场'}
        </Button>
        <Button id="cancel-keep" look="plain" onTap={onClose}>
          先不取消
        </Button>
      </View>
    </Sheet>
  )
}
