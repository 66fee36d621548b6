import type { OfferingEdit } from '@domain/contracts/office-offerings'
import type { DraftView } from '@domain/contracts/office-timetable'
import { isSpace } from '@domain/offerings/kinds'
import { DAY, localDate, MINUTE, MONDAY_FIRST, minuteOfDay, startOfLocalDay, WEEKDAYS, weekday } from '@domain/time'
import { toggled } from '@domain/toggled'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { useRequest } from '@/cloud/use-request'
import { Loaded } from '@/features/requests/loaded'
import { momentOf, typedClock } from '@/features/time/typed-clock'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { Chip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { Field, TextField } from '@/ui/field'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Sheet } from '@/ui/sheet'
import { EmptyState } from '@/ui/states'
import { toast } from '@/ui/toast'
import { ChoiceField } from '../fields/choice-field'
import styles from '../parts/office.module.scss'
import { DraftSheet } from './draft-sheet'
import { PlanRows } from './plan-rows'

interface AddSheetProps {
  centreId: string
  /** When the new session begins, epoch ms. */
  startsAt: number
  days: readonly string[]
  onClose: () => void
  /** `saved`: the draft that was added; absent: several were. */
  onDone: (saved?: DraftView | null) => void
}

/** Adds sessions of an offering: one, or the same every week. */
export function AddSheet({ centreId, startsAt, days, onClose, onDone }: AddSheetProps) {
  const request = useRequest('office.offerings', { centreId })
  const [offering, setOffering] = useState<OfferingEdit | null>(null)
  const [isRepeated, setRepeated] = useState(false)
  if (offering && isRepeated) {
    return <RepeatSheet centreId={centreId} startsAt={startsAt} offering={offering} onClose={onClose} onDone={onDone} />
  }
  if (offering) {
    const { id, title, room, teacher, capacity, reserve, minutes, kind } = offering
    const draft = {
      id: null,
      revision: 0,
      offeringId: id,
      title,
      room,
      teacher: teacher.name,
      capacity,
      reserve,
      startsAt,
      endsAt: startsAt + minutes * MINUTE,
      clashes: [],
      isSpace: isSpace(kind),
    }
    return <DraftSheet centreId={centreId} draft={draft} days={days} onClose={onClose} onDone={onDone} />
  }
  return (
    <Sheet id="add-sheet" title="加哪门课？" onClose={onClose}>
      <View className={cx(styles.form)}>
        <ChoiceField
          id="add"
          label="加几场"
          value={isRepeated}
          choices={[
            { id: 'once', value: false, label: '只加一场' },
            { id: 'weekly', value: true, label: '每周都有' },
          ]}
          onChange={setRepeated}
        />
        <Loaded request={request} skeleton={[56, 56, 56]} ageless>
          {({ offerings }) => {
            const open = offerings.filter(({ archived, kind }) => !archived && kind !== 'meal')
            if (open.length === 0) {
              return <EmptyState scene="desk" title="还没有课程" note="先到「课程与空间」里加一门。" />
            }
            return (
              <ListGroup>
                {open.map(each => (
                  <ListRow
                    key={each.id}
                    id={`add-of-${each.id}`}
                    title={each.title}
                    note={`${each.room} ${each.teacher.name}`.trim()}
                    leads
                    onTap={() => setOffering(each)}
                  />
                ))}
              </ListGroup>
            )
          }}
        </Loaded>
      </View>
    </Sheet>
  )
}

/** Spans to repeat over, in weeks. */
const WEEKS = [2, 4, 8, 12, 16]

interface RepeatSheetProps extends Omit<AddSheetProps, 'days'> {
  offering: OfferingEdit
}

/** Repeats an offering on weekdays until a date, with a preview of what is created and skipped. */
function RepeatSheet({ centreId, startsAt, offering, onClose, onDone }: RepeatSheetProps) {
  const from = startOfLocalDay(startsAt)
  const [weekdays, setWeekdays] = useState([weekday(startsAt)])
  const [typed, setTyped] = useState(() => typedClock(startsAt))
  const [weeks, setWeeks] = useState(4)
  const day = localDate(from)
  const at = momentOf(day, typed)
  const { run, busy, error } = useAction('office.repeat')
  const input =
    at === null || weekdays.length === 0
      ? null
      : {
          centreId,
          offeringId: offering.id,
          weekdays: [...weekdays],
          minute: minuteOfDay(at),
          from: day,
          until: localDate(from + (weeks * 7 - 1) * DAY),
        }
  const preview = useRequest('office.previewRepeat', input)
  const plan = input && preview.current ? preview.data : null
  const create = async () => {
    const answer = input && (await run(input))
    if (!answer) return
    toast(`建了 ${answer.created} 场草稿`, '发布以后居民才看得到。')
    onDone()
  }
  const problem = error ?? (input && preview.error)
  return (
    <Sheet id="repeat-sheet" title={`每周：${offering.title}`} onClose={onClose}>
      <View className={cx(styles.form)}>
        <Field label="每周哪几天">
          <View className={cx(styles.wrap)}>
            {MONDAY_FIRST.map(each => (
              <Chip
                key={each}
                id={`repeat-day-${each}`}
                role="checkbox"
                on={weekdays.includes(each)}
                onTap={() => setWeekdays(was => toggled(was, each))}
              >
                {WEEKDAYS[each].slice(1)}
              </Chip>
            ))}
          </View>
        </Field>
        <TextField
          id="repeat-time"
          kind="digits"
          label="几点开始"
          value={typed}
          maxLength={8}
          problem={at === null ? '下午两点半写 1430' : null}
          onChange={setTyped}
        />
        <ChoiceField
          id="repeat-weeks"
          label="连着几周"
          value={weeks}
          choices={WEEKS.map(value => ({ id: String(value), value, label: `${value} 周` }))}
          onChange={setWeeks}
        />
        {plan && <PlanRows plan={plan} />}
        {problem && <Alert id="repeat-problem" {...messageOf(problem)} />}
        <Button id="repeat-yes" busy={busy} disabled={!plan || plan.created === 0} onTap={() => void create()}>
          {!input ? '请选哪几天、几点' : plan ? `建 ${plan.created} 场草稿` : '正在算'}
        </Button>
      </View>
    </Sheet>
  )
}
