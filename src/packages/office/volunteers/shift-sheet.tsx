import { TEXT_LENGTH, TITLE_LENGTH } from '@domain/contracts/limits'
import type { ShiftEdit, VolunteersEdit } from '@domain/contracts/office-volunteers'
import { type ShiftKind, SKILLS, type Skill, VOLUNTEER_RULES } from '@domain/participation/volunteer-rules'
import { DAY, localDate, MINUTE, saySpan, startOfLocalDay } from '@domain/time'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { momentOf, typedClock } from '@/features/time/typed-clock'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { TextArea, TextField } from '@/ui/field'
import { ListGroup, ListRow } from '@/ui/list-row'
import { ConfirmSheet, Sheet } from '@/ui/sheet'
import { ChoiceField } from '../fields/choice-field'
import { DayField } from '../fields/day-field'
import { NumberField } from '../fields/number-field'
import styles from '../parts/office.module.scss'

/** Days that a shift at a station or for a project can be on, from today. */
const DAYS = 14

/** What has no times of its own. */
const PLACES: Partial<Record<ShiftKind, string>> = { station: '驿站', project: '服务项目' }

type Subject = VolunteersEdit['subjects'][number]

interface ShiftSheetProps {
  centreId: string
  /** Null: a new one. */
  shift: ShiftEdit | null
  edit: VolunteersEdit
  onClose: () => void
  onDone: (answer: VolunteersEdit) => void
}

/** Opens or edits a shift: a new one begins with what it belongs to. */
export function ShiftSheet(props: ShiftSheetProps) {
  const { shift, edit, onClose } = props
  const [subject, setSubject] = useState<Subject | null>(
    shift && { ...shift.subject, startsAt: shift.startsAt, endsAt: shift.endsAt },
  )
  if (subject) return <Form {...props} subject={subject} />
  return (
    <Sheet id="subject-sheet" title="给哪里开一班？" onClose={onClose}>
      <ListGroup>
        {edit.subjects.length === 0 && (
          <ListRow title="两周里没有活动" note="先在「课表」里发布，添一个驿站，或者立一个项目。" />
        )}
        {edit.subjects.map(each => (
          <ListRow
            key={each.id}
            id={`subject-${each.id}`}
            title={each.title}
            note={
              each.startsAt === null || each.endsAt === null
                ? PLACES[each.kind]
                : saySpan(each.startsAt, each.endsAt, edit.now)
            }
            leads
            onTap={() => setSubject(each)}
          />
        ))}
      </ListGroup>
    </Sheet>
  )
}

function Form({ centreId, shift, edit, subject, onClose, onDone }: ShiftSheetProps & { subject: Subject }) {
  const tomorrow = startOfLocalDay(edit.now, 1)
  const startsFirst = subject.startsAt ?? tomorrow + 9 * 60 * MINUTE
  const endsFirst = subject.endsAt ?? startsFirst + 120 * MINUTE
  const [title, setTitle] = useState(shift?.title ?? '')
  const [words, setWords] = useState(shift?.words ?? '')
  const [skill, setSkill] = useState<Skill>(shift?.skill ?? 'any')
  const [day, setDay] = useState(localDate(startsFirst))
  const [typed, setTyped] = useState(typedClock(startsFirst))
  const [minutes, setMinutes] = useState<number | null>(Math.round((endsFirst - startsFirst) / MINUTE))
  const [places, setPlaces] = useState<number | null>(shift?.places ?? null)
  const known = edit.guides.some(({ personId }) => personId === shift?.guide.personId)
  const [guideId, setGuideId] = useState(known ? (shift?.guide.personId ?? '') : (edit.guides[0]?.personId ?? ''))
  const [isAsking, setAsking] = useState(false)
  const save = useAction('office.saveShift')
  const cancel = useAction('office.cancelShift')
  const failure = save.error ?? cancel.error
  const problem = failure && messageOf(failure)
  const at = momentOf(day, typed)
  const isPlaces = places !== null && places >= 1 && places <= VOLUNTEER_RULES.perGuide
  const isReady = title.trim() !== '' && at !== null && minutes !== null && minutes > 0 && isPlaces && guideId !== ''
  // Once somebody is in it, it stays where and when it is.
  const isFixed = (shift?.taken ?? 0) > 0
  const submit = async () => {
    if (at === null || minutes === null || places === null) return
    const answer = await save.run({
      centreId,
      ...(shift ? { shiftId: shift.id } : {}),
      revision: shift?.revision ?? 0,
      kind: subject.kind,
      subjectId: subject.id,
      title: title.trim(),
      words: words.trim(),
      skill,
      startsAt: isFixed ? startsFirst : at,
      endsAt: isFixed ? endsFirst : at + minutes * MINUTE,
      places,
      guideId,
    })
    if (answer) onDone(answer)
  }
  const drop = async () => {
    const answer = shift && (await cancel.run({ centreId, shiftId: shift.id }))
    if (answer) onDone(answer)
    else setAsking(false)
  }
  if (isAsking) {
    return (
      <ConfirmSheet
        title={`取消「${title}」？`}
        text={`报了名的 ${shift?.taken ?? 0} 人会看到取消了，不算没来；取消以后不能恢复。`}
        confirm={{ id: 'shift-cancel-yes', label: '取消这一班' }}
        keep="不取消"
        busy={cancel.busy}
        onConfirm={() => void drop()}
        onClose={() => setAsking(false)}
      />
    )
  }
  const days = Array.from({ length: DAYS }, (_, n) => localDate(edit.now + n * DAY))
  return (
    <Sheet id="shift-sheet" title={`${shift ? '改班次' : '开一班'}：${subject.title}`} onClose={onClose}>
      <View className={cx(styles.form)}>
        <TextField id="shift-title" label="做什么" maxLength={TITLE_LENGTH} value={title} onChange={setTitle} />
        <TextArea id="shift-words" label="说清楚些" maxLength={TEXT_LENGTH} value={words} onChange={setWords} />
        {isFixed ? (
          <View className={cx(styles.note)}>
            {saySpan(startsFirst, endsFirst, edit.now)}，已经有人报名，时间不能改。
          </View>
        ) : (
          <>
            {PLACES[subject.kind] !== undefined && (
              <DayField id="shift-day" label="哪天" days={days} day={day} onChange={setDay} />
            )}
            <TextField
              id="shift-start"
              kind="digits"
              label="几点开始"
              value={typed}
              maxLength={8}
              problem={at === null ? '下午两点半写 1430' : null}
              onChange={setTyped}
            />
            <NumberField id="shift-minutes" label="多少分钟" value={minutes} onChange={setMinutes} />
          </>
        )}
        <NumberField
          id="shift-places"
          label="要几个人"
          value={places}
          problem={places === null || isPlaces ? null : `一位同事最多带 ${VOLUNTEER_RULES.perGuide} 人`}
          onChange={setPlaces}
        />
        <ChoiceField
          id="shift-skill"
          label="会什么"
          value={skill}
          choices={SKILLS.map(({ id, label }) => ({ id, value: id, label }))}
          onChange={setSkill}
        />
        <ChoiceField
          id="shift-guide"
          label="谁带班"
          value={guideId}
          choices={edit.guides.map(({ personId, name }) => ({ id: personId, value: personId, label: name }))}
          onChange={setGuideId}
        />
        {problem && <Alert id="shift-problem" {...problem} />}
        <Button id="shift-save" busy={save.busy} disabled={!isReady} onTap={() => void submit()}>
          {isReady ? '保存' : '请先写做什么、时间和人数'}
        </Button>
        {shift && (
          <Button id="shift-cancel" look="plain" onTap={() => setAsking(true)}>
            取消这一班
          </Button>
        )}
      </View>
    </Sheet>
  )
}
