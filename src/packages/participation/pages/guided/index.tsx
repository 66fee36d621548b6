import '../../messages'
import type { GuidedShift, ShiftPersonView } from '@domain/contracts/staff-volunteers'
import { isolated } from '@domain/text'
import { HOUR, MINUTE, saySpan } from '@domain/time'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { useRequest } from '@/cloud/use-request'
import { useErrorToast } from '@/features/errors/use-error-toast'
import { Loaded } from '@/features/requests/loaded'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { Chip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Pill } from '@/ui/pill'
import { Screen } from '@/ui/screen'
import { page } from '@/ui/screen/page'
import { Section } from '@/ui/section'
import { toast } from '@/ui/toast'
import { DigitsForm } from '../../parts/digits-form'
import { ManualSheet } from '../../parts/manual-sheet'
import styles from '../../parts/points.module.scss'
import { personState, sayHours } from '../../parts/volunteer-words'

/** A shift and its volunteers: check-in and check-out, signatures, and hours by hand. */
function GuidedPage() {
  const { centreId = '', id = '' } = useRouter().params
  const request = useRequest('staff.shift', { centreId, shiftId: id }, { refreshOnShow: true })
  return (
    <Screen id="guided" title="志愿班次">
      <Loaded request={request} skeleton={[160, 200]}>
        {({ now, shift }) => (
          <View className={cx(styles.page)}>
            <ListGroup>
              <ListRow
                icon="clock"
                title={shift.title}
                note={`${saySpan(shift.startsAt, shift.endsAt, now)} · ${shift.subject.title} · 带班 ${isolated(shift.guide || '同事')}`}
              />
            </ListGroup>
            {!shift.isClosed && !shift.isCancelled && now > shift.startsAt - HOUR && (
              <Marks centreId={centreId} shift={shift} onDone={answer => request.setData(answer)} />
            )}
            <People centreId={centreId} shift={shift} onDone={answer => request.setData(answer)} />
          </View>
        )}
      </Loaded>
    </Screen>
  )
}

interface PartProps {
  centreId: string
  shift: GuidedShift
  onDone: (answer: { now: number; shift: GuidedShift }) => void
}

/** Checks volunteers in and out by the digits on their phones. */
function Marks({ centreId, shift, onDone }: PartProps) {
  const [what, setWhat] = useState<'in' | 'out'>('in')
  const { busy, error, run } = useAction('staff.shiftMark')
  const problem = error && messageOf(error)
  const [round, setRound] = useState(0)
  const mark = async (code: string) => {
    const answer = busy ? null : await run({ centreId, shiftId: shift.id, code, what })
    if (!answer) return
    const name = answer.shift.people.find(({ key }) => key === answer.key)?.name ?? ''
    toast(`${isolated(name)} ${what === 'in' ? '签到了' : '签退了'}`)
    onDone(answer)
    // An empty field for the next one.
    setRound(was => was + 1)
  }
  return (
    <Section title="签到签退">
      <View className={cx(styles.stack)}>
        <View className={cx(styles.wrap)}>
          <Chip id="mark-in" on={what === 'in'} onTap={() => setWhat('in')}>
            来了，签到
          </Chip>
          <Chip id="mark-out" on={what === 'out'} onTap={() => setWhat('out')}>
            走了，签退
          </Chip>
        </View>
        {problem && <Alert id="mark-problem" {...problem} />}
        <DigitsForm
          key={round}
          id="mark"
          label="志愿者手机上的数字"
          find={what === 'in' ? '签到' : '签退'}
          onCode={code => void mark(code)}
        />
      </View>
    </Section>
  )
}

function People({ centreId, shift, onDone }: PartProps) {
  const { busy, error, run } = useAction('staff.shiftSign')
  useErrorToast(error)
  const [manual, setManual] = useState<ShiftPersonView | null>(null)
  const sign = async (key: string, isRight: boolean) => {
    const answer = await run({ centreId, shiftId: shift.id, key, isRight })
    if (answer) onDone(answer)
  }
  const isShort = ({ outcome, minutes, manual: entered }: ShiftPersonView) =>
    outcome !== null && !minutes && (entered === null || entered.state === 'rejected')
  return (
    <Section title={`志愿者（${shift.people.length}）`}>
      <ListGroup>
        {shift.people.length === 0 && <ListRow title="还没有人报名" />}
        {shift.people.map(person => (
          <View key={person.key}>
            <ListRow
              id={`person-${person.key}`}
              title={isolated(person.name || '已经注销的志愿者')}
              note={person.manual ? `手工补：${person.manual.reason}` : undefined}
              end={<Pill tone={personState(person, shift.asked).tone}>{personState(person, shift.asked).label}</Pill>}
            />
            {person.toSign !== null && shift.maySign && (
              <View className={cx(styles.acts)}>
                <Button
                  id={`sign-${person.key}`}
                  size="small"
                  disabled={busy}
                  onTap={() => void sign(person.key, true)}
                >
                  签字，算 {sayHours(person.toSign)}
                </Button>
                <Button look="plain" size="small" disabled={busy} onTap={() => void sign(person.key, false)}>
                  不算
                </Button>
              </View>
            )}
            {isShort(person) && person.name !== '' && (
              <View className={cx(styles.acts)}>
                <Button id={`manual-${person.key}`} look="plain" size="small" onTap={() => setManual(person)}>
                  补时长
                </Button>
              </View>
            )}
          </View>
        ))}
      </ListGroup>
      {manual && (
        <ManualSheet
          centreId={centreId}
          shiftId={shift.id}
          person={manual}
          most={Math.floor((shift.endsAt - shift.startsAt) / (15 * MINUTE)) * 15}
          onClose={() => setManual(null)}
          onDone={answer => {
            setManual(null)
            toast('报上去了', '别的中心核准以后才算。')
            onDone(answer)
          }}
        />
      )}
    </Section>
  )
}

export default page(GuidedPage)
