import '../../messages'
import type { ShiftEdit, VolunteersEdit } from '@domain/contracts/office-volunteers'
import { SKILLS } from '@domain/participation/volunteer-rules'
import { isolated } from '@domain/text'
import { atLocal, DAY, localMonth, saySpan } from '@domain/time'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { useAction } from '@/cloud/use-action'
import { useRequest } from '@/cloud/use-request'
import { useErrorToast } from '@/features/errors/use-error-toast'
import { Loaded } from '@/features/requests/loaded'
import { Button } from '@/ui/button'
import { Chip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { page } from '@/ui/screen/page'
import { Section } from '@/ui/section'
import { toast } from '@/ui/toast'
import { Desk } from '../../parts/desk'
import styles from '../../parts/office.module.scss'
import { usePlace } from '../../parts/place'
import { Report } from '../../volunteers/report'
import { ShiftSheet } from '../../volunteers/shift-sheet'
import { useLaterShifts } from '../../volunteers/use-later-shifts'

/** Shifts of a centre, a month's figures, and hours of other centres to approve. */
function OfficeVolunteersPage() {
  const place = usePlace()
  const centreId = place.centreId ?? ''
  const [month, setMonth] = useState<string | null>(null)
  const request = useRequest('office.volunteers', { centreId, ...(month ? { month } : {}) }, { refreshOnShow: true })
  const shifts = useLaterShifts(centreId, request.data)
  const [editing, setEditing] = useState<{ shift: ShiftEdit | null } | null>(null)
  return (
    <Desk id="office-volunteers" title="志愿者" section="volunteers" place={place}>
      <Loaded request={request} skeleton={[200, 160, 80]}>
        {edit => (
          <View className={cx(styles.page)}>
            <Section title="班次">
              <View className={cx(styles.stack)}>
                <ListGroup>
                  {shifts.all.length === 0 && (
                    <ListRow title="还没有班次" note="给一场活动或者一个驿站开一班，居民就能报名。" />
                  )}
                  {shifts.all.map(shift => (
                    <ListRow
                      key={shift.id}
                      id={`edit-${shift.id}`}
                      title={`${shift.title} · ${shift.subject.title}`}
                      note={sayPlan(shift, edit.now)}
                      end={shift.isCancelled ? '取消了' : `${shift.taken}/${shift.places} 人`}
                      leads={canEdit(shift, edit.now)}
                      onTap={canEdit(shift, edit.now) ? () => setEditing({ shift }) : undefined}
                    />
                  ))}
                </ListGroup>
                {shifts.next !== null && (
                  <Button id="later-shifts" look="plain" busy={shifts.busy} onTap={shifts.loadMore}>
                    看更晚的班次
                  </Button>
                )}
                <Button id="new-shift" look="soft" icon="plus" onTap={() => setEditing({ shift: null })}>
                  开一班
                </Button>
              </View>
            </Section>
            <Section
              title="时长"
              end={
                <View className={cx(styles.wrap)}>
                  {monthsOf(edit.now).map(({ value, label }) => (
                    <Chip
                      key={value}
                      id={`month-${value}`}
                      on={edit.report.month === value}
                      onTap={() => setMonth(value)}
                    >
                      {label}
                    </Chip>
                  ))}
                </View>
              }
            >
              <Report report={edit.report} />
            </Section>
            <Approvals centreId={centreId} edit={edit} onDone={request.setData} />
            {editing && (
              <ShiftSheet
                centreId={centreId}
                shift={editing.shift}
                edit={edit}
                onClose={() => setEditing(null)}
                onDone={answer => {
                  request.setData(answer)
                  setEditing(null)
                }}
              />
            )}
          </View>
        )}
      </Loaded>
    </Desk>
  )
}

function canEdit({ isCancelled, startsAt }: ShiftEdit, now: number): boolean {
  return !isCancelled && now < startsAt
}

function sayPlan({ startsAt, endsAt, skill, guide }: ShiftEdit, now: number): string {
  const wanted = SKILLS.find(({ id }) => id === skill)?.label ?? ''
  return `${saySpan(startsAt, endsAt, now)} · ${wanted} · 带班 ${isolated(guide.name || '同事')}`
}

/** This month and the last one. */
function monthsOf(now: number) {
  const current = localMonth(now)
  // The day before the first of this month lies in the last one.
  const last = localMonth(atLocal(`${current}-01`) - DAY)
  return [
    { value: current, label: '本月' },
    { value: last, label: '上月' },
  ]
}

interface ApprovalsProps {
  centreId: string
  edit: VolunteersEdit
  onDone: (answer: VolunteersEdit) => void
}

/** Hours that other centres have entered by hand. */
function Approvals({ centreId, edit, onDone }: ApprovalsProps) {
  const { busy, error, run } = useAction('office.approveHours')
  useErrorToast(error)
  if (edit.toApprove.length === 0) return null
  const decide = async (shiftId: string, key: string, isRight: boolean) => {
    const answer = await run({ centreId, shiftId, key, isRight })
    if (!answer) return
    toast(isRight ? '核准了' : '退回去了')
    onDone(answer)
  }
  return (
    <Section title="别的中心补的时长，请您核一核">
      <ListGroup>
        {edit.toApprove.map(({ shiftId, key, centreName, title, startsAt, endsAt, name, minutes, reason }) => (
          <ListRow
            key={key}
            id={`approve-${key}`}
            title={`${name} · ${minutes} 分钟`}
            note={`${centreName} ${title}，${saySpan(startsAt, endsAt, edit.now)}。${reason}`}
            end={
              <View className={cx(styles.wrap)}>
                <Button
                  id={`approve-yes-${key}`}
                  look="soft"
                  size="small"
                  disabled={busy}
                  onTap={() => void decide(shiftId, key, true)}
                >
                  核准
                </Button>
                <Button look="plain" size="small" disabled={busy} onTap={() => void decide(shiftId, key, false)}>
                  不核准
                </Button>
              </View>
            }
          />
        ))}
      </ListGroup>
    </Section>
  )
}

export default page(OfficeVolunteersPage)
