import type { BoardSession } from '@domain/contracts/staff'
import { localDate, sayShortDate, saySpan, startOfLocalDay } from '@domain/time'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { useAction } from '@/cloud/use-action'
import { MoveClash } from '@/features/bookings/move-clash'
import { useErrorToast } from '@/features/errors/use-error-toast'
import { momentOf, typedClock } from '@/features/time/typed-clock'
import { Button } from '@/ui/button'
import { Chip, ChipStrip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { Field, TextField } from '@/ui/field'
import { Sheet } from '@/ui/sheet'
import { toast } from '@/ui/toast'
import { ReasonField } from './reason-field'
import styles from './session-actions.module.scss'

/** Days ahead to choose from, today included. */
const DAYS = 21
/** Longest input, characters: the digits, with what people put between them. */
const TYPED_LENGTH = 8

interface MoveSheetProps {
  centreId: string
  session: BoardSession
  now: number
  onClose: () => void
  onDone: () => void
}

/** Moves a session to another time of the same length, with a reason. */
export function MoveSheet({ centreId, session, now, onClose, onDone }: MoveSheetProps) {
  const [day, setDay] = useState(localDate(session.startsAt))
  const [typed, setTyped] = useState(typedClock(session.startsAt))
  const [reason, setReason] = useState('')
  const { run, busy, error } = useAction('staff.moveSession')
  useErrorToast(error)
  const startsAt = momentOf(day, typed)
  const endsAt = startsAt === null ? null : startsAt + session.endsAt - session.startsAt
  const wanted =
    startsAt !== null && endsAt !== null && startsAt > now && startsAt !== session.startsAt
      ? { centreId, sessionId: session.id, startsAt, endsAt }
      : null
  const problem = startsAt === null ? '下午两点半写 1430' : startsAt <= now ? '这个时间已经过了' : null
  const changed = startsAt !== session.startsAt
  const ready = problem === null && changed && reason.trim() !== ''
  const move = async () => {
    if (startsAt === null || endsAt === null) return
    if (!(await run({ centreId, sessionId: session.id, startsAt, endsAt, reason }))) return
    toast('时间改好了', '约好的人会看到新时间，来不了可以取消。')
    onDone()
  }
  const label =
    problem !== null || !changed || startsAt === null || endsAt === null
      ? '请选新的时间'
      : ready
        ? `改到 ${saySpan(startsAt, endsAt, now)}`
        : '请先写原因'
  return (
    <Sheet id="move-sheet" title={`「${session.title}」改到什么时候？`} onClose={onClose}>
      <View className={cx(styles.form)}>
        <Field label="哪一天">
          <ChipStrip>
            {Array.from({ length: DAYS }, (_, n) => startOfLocalDay(now, n)).map(midnight => (
              <Chip
                key={midnight}
                id={`move-${localDate(midnight)}`}
                on={localDate(midnight) === day}
                onTap={() => setDay(localDate(midnight))}
              >
                {sayShortDate(midnight)}
              </Chip>
            ))}
          </ChipStrip>
        </Field>
        <TextField
          id="move-time"
          kind="digits"
          label="几点开始（24 小时制，4 位数字）"
          value={typed}
          maxLength={TYPED_LENGTH}
          problem={problem}
          onChange={setTyped}
        />
        <MoveClash move={wanted} />
        <ReasonField value={reason} onChange={setReason} />
        <Button id="session-move-yes" busy={busy} disabled={!ready} onTap={() => void move()}>
          {label}
        </Button>
        <Button id="session-move-keep" look="plain" onTap={onClose}>
          先不改
        </Button>
      </View>
    </Sheet>
  )
}
