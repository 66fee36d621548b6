import { CLOSURE_REASON_LENGTH } from '@domain/contracts/limits'
import type { StaffSpaceDay } from '@domain/contracts/spaces'
import { slotCount } from '@domain/offerings/layout'
import { localClock } from '@domain/time'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { Chip, ChipStrip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { TextField } from '@/ui/field'
import { Section } from '@/ui/section'
import { toast } from '@/ui/toast'
import styles from './session-actions.module.scss'

interface ClosureFormProps {
  centreId: string
  day: StaffSpaceDay
  onDone: (day: StaffSpaceDay) => void
}

/** Moments at which a closure can begin or end. */
function moments({ layout, session }: StaffSpaceDay): number[] {
  const { slot } = layout
  if (slot === null) return [session.startsAt, session.endsAt]
  return Array.from({ length: slotCount(layout, session) + 1 }, (_, n) => session.startsAt + n * slot)
}

/** The form that closes a part of a space for a time. */
export function ClosureForm({ centreId, day, onDone }: ClosureFormProps) {
  const grid = moments(day)
  const [unit, setUnit] = useState<string | null>(null)
  const [from, setFrom] = useState(grid[0] ?? 0)
  const [to, setTo] = useState(grid[grid.length - 1] ?? 0)
  const [reason, setReason] = useState('')
  const { run, busy, error, clear } = useAction('staff.closeSpots')
  const problem = error && messageOf(error)
  const ready = reason.trim() !== '' && from < to
  const close = async () => {
    clear()
    const span = { startsAt: from, endsAt: to }
    const answer = await run({ centreId, sessionId: day.session.id, ...span, reason, ...(unit ? { unit } : {}) })
    if (!answer) return
    onDone(answer)
    setReason('')
    toast('关好了', '这段时间居民约不到，会看到原因。')
  }
  const units = day.layout.units.filter(({ reserve }) => !reserve)
  return (
    <View>
      <Section title="关闭哪里" quiet>
        <ChipStrip>
          <Chip id="close-all" on={unit === null} onTap={() => setUnit(null)}>
            全部
          </Chip>
          {units.length > 1 &&
            units.map(({ id, label }) => (
              <Chip key={id} id={`close-${id}`} on={unit === id} onTap={() => setUnit(id)}>
                {label}
              </Chip>
            ))}
        </ChipStrip>
      </Section>
      <Section title="从几点" quiet>
        <ChipStrip>
          {grid.slice(0, -1).map(at => (
            <Chip key={at} id={`from-${localClock(at).replace(':', '')}`} on={at === from} onTap={() => setFrom(at)}>
              {localClock(at)}
            </Chip>
          ))}
        </ChipStrip>
      </Section>
      <Section title="到几点" quiet>
        <ChipStrip>
          {grid.slice(1).map(at => (
            <Chip
              key={at}
              id={`to-${localClock(at).replace(':', '')}`}
              on={at === to}
              off={at <= from}
              onTap={() => setTo(at)}
            >
              {localClock(at)}
            </Chip>
          ))}
        </ChipStrip>
      </Section>
      <View className={cx(styles.form)}>
        <TextField
          id="close-reason"
          label={`原因（居民会看到，最多 ${CLOSURE_REASON_LENGTH} 个字）`}
          value={reason}
          maxLength={CLOSURE_REASON_LENGTH}
          onChange={setReason}
        />
        {problem && <Alert id="close-problem" {...problem} />}
        <Button id="close-yes" busy={busy} disabled={!ready} onTap={() => void close()}>
          {from >= to ? '结束要晚于开始' : ready ? '关闭这段时间' : '请先写原因'}
        </Button>
      </View>
    </View>
  )
}
