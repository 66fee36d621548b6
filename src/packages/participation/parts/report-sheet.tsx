import { DEED_NOTE_LENGTH } from '@domain/contracts/limits'
import type { DeedView, TaskView } from '@domain/contracts/points'
import { MAX_HOURS } from '@domain/participation/award'
import { DAY, localDate } from '@domain/time'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { Chip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { Field, TextArea } from '@/ui/field'
import { Sheet } from '@/ui/sheet'
import { Stepper } from '@/ui/stepper'
import styles from './points.module.scss'
import { sayEarns, sayEvery } from './words'

const DAYS = [
  { back: 0, label: '今天' },
  { back: 1, label: '昨天' },
  { back: 2, label: '前天' },
] as const

interface ReportSheetProps {
  task: TaskView
  now: number
  onClose: () => void
  onDone: (deed: DeedView) => void
}

/** Reports that a task was done: when, for how long, and what. */
export function ReportSheet({ task, now, onClose, onDone }: ReportSheetProps) {
  const [back, setBack] = useState(0)
  const [hours, setHours] = useState(1)
  const [note, setNote] = useState('')
  const { busy, error, run } = useAction('points.report')
  const problem = error && messageOf(error)
  const report = async () => {
    const answer = await run({
      taskId: task.id,
      date: localDate(now - back * DAY),
      hours: task.per === 'hour' ? hours : null,
      note: note.trim(),
    })
    if (answer) onDone(answer.deed)
  }
  return (
    <Sheet id="report-sheet" title={task.title} onClose={onClose}>
      <View className={cx(styles.stack)}>
        <View className={cx(styles.note)}>
          {task.words} {sayEarns(task)}，{sayEvery(task.every)}。
          {task.mutual ? '请您帮过的那家人确认；一个月里互相帮第二次得一半，再多就不加分。' : '请邻居或工作人员确认。'}
        </View>
        <Field label="哪天做的">
          <View className={cx(styles.wrap)}>
            {DAYS.map(day => (
              <Chip key={day.back} id={`report-day-${day.back}`} on={back === day.back} onTap={() => setBack(day.back)}>
                {day.label}
              </Chip>
            ))}
          </View>
        </Field>
        {task.per === 'hour' && (
          <Field label="做了几小时">
            <Stepper
              id="report-hours"
              value={hours}
              min={1}
              max={MAX_HOURS}
              less="少 1 小时"
              more="多 1 小时"
              onChange={setHours}
            />
          </Field>
        )}
        <TextArea
          id="report-note"
          label="做了什么"
          placeholder="公示时大家看得到，别写门牌和电话"
          maxLength={DEED_NOTE_LENGTH}
          value={note}
          onChange={setNote}
        />
        {problem && <Alert id="report-problem" {...problem} />}
        <Button id="report-yes" busy={busy} disabled={note.trim() === ''} onTap={() => void report()}>
          {note.trim() === '' ? '请先写做了什么' : '做好了'}
        </Button>
      </View>
    </Sheet>
  )
}
