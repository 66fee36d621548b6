import { ROOM_LENGTH, TEACHER_LENGTH } from '@domain/contracts/limits'
import type { DraftView } from '@domain/contracts/office-timetable'
import type { ErrorDetails } from '@domain/errors'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { useErrorToast } from '@/features/errors/use-error-toast'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { TextField } from '@/ui/field'
import { Sheet } from '@/ui/sheet'
import { toast } from '@/ui/toast'
import { NumberField } from '../fields/number-field'
import { sayFaults } from '../offerings/say'
import { Theirs } from '../offerings/theirs'
import styles from '../parts/office.module.scss'
import { sayClash, sayTimes } from './say'
import { spanOf, TimeFields, typedOf } from './time-fields'

/** A draft, or a new one that has not been saved: it has no id and revision 0. */
export type EditedDraft = Pick<
  DraftView,
  'offeringId' | 'title' | 'startsAt' | 'endsAt' | 'room' | 'teacher' | 'capacity' | 'reserve' | 'revision' | 'clashes'
> & { id: string | null; isSpace: boolean }

interface DraftSheetProps {
  centreId: string
  draft: EditedDraft
  days: readonly string[]
  onClose: () => void
  /** `saved`: the draft as it is stored now; null: it was removed. */
  onDone: (saved: DraftView | null) => void
}

const sayDraft = (draft: Pick<DraftView, 'startsAt' | 'endsAt' | 'room' | 'teacher' | 'capacity' | 'reserve'>) => [
  { label: '时间', value: sayTimes(draft) },
  { label: '教室', value: draft.room },
  { label: '老师', value: draft.teacher },
  { label: '名额', value: `${draft.capacity}，预留 ${draft.reserve}` },
]

/** Edits or removes a draft. */
export function DraftSheet({ centreId, draft, days, onClose, onDone }: DraftSheetProps) {
  const [typed, setTyped] = useState(() => typedOf(draft.startsAt, draft.endsAt))
  const [room, setRoom] = useState(draft.room)
  const [teacher, setTeacher] = useState(draft.teacher)
  const [capacity, setCapacity] = useState(draft.capacity)
  const [reserve, setReserve] = useState(draft.reserve)
  const [revision, setRevision] = useState(draft.revision)
  const [filled, setFilled] = useState(0)
  const { run, busy, error, clear } = useAction('office.saveDraft')
  const remove = useAction('office.removeDrafts')
  useErrorToast(remove.error)
  const span = spanOf(typed)
  const save = async () => {
    if (!span) return
    const about = draft.id === null ? {} : { draftId: draft.id }
    const { offeringId } = draft
    const answer = await run({ centreId, ...about, revision, offeringId, ...span, room, teacher, capacity, reserve })
    if (!answer) return
    const [clash] = answer.draft.clashes
    toast('存成草稿了', clash ? sayClash(clash) : '发布以后居民才看得到。')
    onDone(answer.draft)
  }
  const drop = async () => {
    if (draft.id === null || !(await remove.run({ centreId, draftIds: [draft.id] }))) return
    toast('草稿删掉了')
    onDone(null)
  }
  const conflict = error?.code === 'DRAFT_CHANGED' ? (error.detail as ErrorDetails['DRAFT_CHANGED']) : null
  const theirs = conflict && (conflict.theirs as unknown as DraftView)
  const problem =
    error && !conflict
      ? error.code === 'PLAN_INVALID'
        ? { text: '这样排不成', hint: sayFaults((error.detail as ErrorDetails['PLAN_INVALID']).faults) }
        : messageOf(error)
      : null
  return (
    <Sheet id="draft-sheet" title={draft.title} onClose={onClose}>
      <View className={cx(styles.form)}>
        {draft.clashes.map(clash => (
          <Alert
            key={`${clash.what}${clash.startsAt}`}
            id="draft-clash"
            text={sayClash(clash)}
            hint="改了时间、教室或老师，才能发布。"
          />
        ))}
        {conflict && theirs && span && (
          <Theirs
            by={conflict.by}
            mine={sayDraft({ ...span, room, teacher, capacity, reserve })}
            theirs={sayDraft(theirs)}
            onTakeTheirs={() => {
              setTyped(typedOf(theirs.startsAt, theirs.endsAt))
              setRoom(theirs.room)
              setTeacher(theirs.teacher)
              setCapacity(theirs.capacity)
              setReserve(theirs.reserve)
              setRevision(theirs.revision)
              setFilled(filled + 1)
              clear()
            }}
            onKeepMine={() => {
              setRevision(theirs.revision)
              clear()
            }}
          />
        )}
        <TimeFields id="draft" days={days} typed={typed} onChange={setTyped} />
        <View className={cx(styles.pair)} key={filled}>
          <TextField id="draft-room" label="教室" value={room} maxLength={ROOM_LENGTH} onChange={setRoom} />
          <TextField id="draft-teacher" label="老师" value={teacher} maxLength={TEACHER_LENGTH} onChange={setTeacher} />
          {!draft.isSpace && (
            <>
              <NumberField
                id="draft-capacity"
                label="名额"
                value={capacity}
                onChange={typedCount => setCapacity(typedCount ?? 0)}
              />
              <NumberField
                id="draft-reserve"
                label="其中留给现场的"
                value={reserve}
                onChange={typedCount => setReserve(typedCount ?? 0)}
              />
            </>
          )}
        </View>
        {problem && <Alert id="draft-problem" text={problem.text} hint={problem.hint} />}
        <Button id="draft-save" busy={busy} disabled={!span || capacity < 1} onTap={() => void save()}>
          {!span ? '请写清楚时间' : capacity < 1 ? '名额至少 1 个' : '存草稿'}
        </Button>
        {draft.id !== null && (
          <Button id="draft-remove" look="danger" busy={remove.busy} onTap={() => void drop()}>
            删掉这个草稿
          </Button>
        )}
      </View>
    </Sheet>
  )
}
