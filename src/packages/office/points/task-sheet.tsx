import { MAX_TASK_POINTS, TEXT_LENGTH, TITLE_LENGTH } from '@domain/contracts/limits'
import type { PointsEdit, TaskEdit } from '@domain/contracts/office-points'
import type { TaskEvery, TaskPer } from '@domain/participation/award'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Checkbox, TextArea, TextField } from '@/ui/field'
import { Sheet } from '@/ui/sheet'
import { ChoiceField } from '../fields/choice-field'
import { NumberField } from '../fields/number-field'
import styles from '../parts/office.module.scss'

const PERS: readonly { id: TaskPer; value: TaskPer; label: string }[] = [
  { id: 'time', value: 'time', label: '做一次' },
  { id: 'hour', value: 'hour', label: '每小时' },
]
const EVERIES: readonly { id: TaskEvery; value: TaskEvery; label: string }[] = [
  { id: 'day', value: 'day', label: '每天一次' },
  { id: 'week', value: 'week', label: '每周一次' },
  { id: 'once', value: 'once', label: '只做一次' },
]

interface TaskSheetProps {
  centreId: string
  /** Null: a new one. */
  task: TaskEdit | null
  onClose: () => void
  onDone: (answer: PointsEdit) => void
}

/** Edits a task. What was reported before keeps the points of that time. */
export function TaskSheet({ centreId, task, onClose, onDone }: TaskSheetProps) {
  const [title, setTitle] = useState(task?.title ?? '')
  const [words, setWords] = useState(task?.words ?? '')
  const [points, setPoints] = useState<number | null>(task?.points ?? null)
  const [per, setPer] = useState<TaskPer>(task?.per ?? 'time')
  const [every, setEvery] = useState<TaskEvery>(task?.every ?? 'week')
  const [mutual, setMutual] = useState(task?.mutual ?? false)
  const [isOpen, setOpen] = useState(task?.isOpen ?? true)
  const { busy, error, run } = useAction('office.savePointTask')
  const problem = error && messageOf(error)
  const isRight = points !== null && points >= 1 && points <= MAX_TASK_POINTS
  const isReady = title.trim() !== '' && isRight
  const save = async () => {
    if (points === null) return
    const fields = { title: title.trim(), words: words.trim(), points, per, every, mutual, isOpen }
    const known = task ? { taskId: task.id } : {}
    const answer = await run({ centreId, ...known, revision: task?.revision ?? 0, ...fields })
    if (answer) onDone(answer)
  }
  return (
    <Sheet id="task-sheet" title={task ? '改任务' : '发任务'} onClose={onClose}>
      <View className={cx(styles.form)}>
        <TextField id="task-title" label="叫什么" maxLength={TITLE_LENGTH} value={title} onChange={setTitle} />
        <TextArea id="task-words" label="要做什么" maxLength={TEXT_LENGTH} value={words} onChange={setWords} />
        <NumberField
          id="task-points"
          label="几分"
          value={points}
          problem={points === null || isRight ? null : `1 到 ${MAX_TASK_POINTS} 分`}
          onChange={setPoints}
        />
        <ChoiceField id="task-per" label="怎么算" value={per} choices={PERS} onChange={setPer} />
        <ChoiceField id="task-every" label="一家能做几次" value={every} choices={EVERIES} onChange={setEvery} />
        <Checkbox id="task-mutual" checked={mutual} onChange={setMutual}>
          邻里互助：由被帮的那家确认
        </Checkbox>
        <Checkbox id="task-open" checked={isOpen} onChange={setOpen}>
          居民看得到，能做
        </Checkbox>
        {problem && <Alert id="task-problem" {...problem} />}
        <Button id="task-save" busy={busy} disabled={!isReady} onTap={() => void save()}>
          {isReady ? '保存' : '请先写名称和分数'}
        </Button>
      </View>
    </Sheet>
  )
}
