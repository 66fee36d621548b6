import { CHANGE_REASON_LENGTH } from '@domain/contracts/limits'
import type { CentreEdit } from '@domain/contracts/office-centres'
import type { Closure } from '@domain/places/opening-hours'
import { atLocal, DAY, localDate, sayShortDate } from '@domain/time'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { cloudNow } from '@/cloud/clock'
import { messageOf } from '@/cloud/messages'
import { useAction } from '@/cloud/use-action'
import { useRequest } from '@/cloud/use-request'
import { useErrorToast } from '@/features/errors/use-error-toast'
import { Alert } from '@/ui/alert'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { TextField } from '@/ui/field'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Section } from '@/ui/section'
import { ConfirmSheet, Sheet } from '@/ui/sheet'
import { toast } from '@/ui/toast'
import { ChoiceField } from '../fields/choice-field'
import { DayField } from '../fields/day-field'
import styles from '../parts/office.module.scss'
import { Table } from '../parts/table'
import { datesFrom } from '../timetable/items'
import { sayTimes } from '../timetable/say'

/** Days to choose the first one from. */
const AHEAD = 90
const LENGTHS = [1, 2, 3, 5, 7, 14, 30]

interface ClosuresProps {
  centre: CentreEdit
  onChange: (centre: CentreEdit) => void
}

const sayDays = ({ from, to }: Closure) =>
  from === to ? sayShortDate(atLocal(from)) : `${sayShortDate(atLocal(from))} 到 ${sayShortDate(atLocal(to))}`

/** The closures of a centre that are not over, and a new one. */
export function Closures({ centre, onChange }: ClosuresProps) {
  const [isAdding, setAdding] = useState(false)
  const [chosen, setChosen] = useState<Closure | null>(null)
  const { run, busy, error } = useAction('office.removeClosure')
  useErrorToast(error)
  const today = localDate(cloudNow())
  const coming = centre.hours.closures.filter(({ to }) => to >= today)
  const remove = async () => {
    if (!chosen) return
    const answer = await run({ centreId: centre.id, from: chosen.from, to: chosen.to })
    setChosen(null)
    if (!answer) return
    toast('照常开门', '取消过的课不会恢复。')
    onChange(answer.centre)
  }
  return (
    <Section title="临时关闭">
      <View className={cx(styles.stack)}>
        {coming.length > 0 && (
          <ListGroup>
            {coming.map(closure => (
              <ListRow
                key={closure.from}
                id={`closure-${closure.from}`}
                title={sayDays(closure)}
                note={closure.reason}
                end={
                  <Button id={`reopen-${closure.from}`} look="soft" size="small" onTap={() => setChosen(closure)}>
                    照常开门
                  </Button>
                }
              />
            ))}
          </ListGroup>
        )}
        <Button id="closure-add" look="soft" size="small" onTap={() => setAdding(true)}>
          临时关闭几天
        </Button>
      </View>
      {isAdding && (
        <ClosureSheet
          centreId={centre.id}
          onClose={() => setAdding(false)}
          onDone={changed => {
            setAdding(false)
            onChange(changed)
          }}
        />
      )}
      {chosen && (
        <ConfirmSheet
          title={`${sayDays(chosen)} 照常开门吗？`}
          text="从现在起又能排课。因为关闭取消了的课不会恢复，要的话请重新排。"
          confirm={{ id: 'reopen-yes', label: '照常开门' }}
          keep="还是关闭"
          busy={busy}
          onConfirm={() => void remove()}
          onClose={() => setChosen(null)}
        />
      )}
    </Section>
  )
}

const COLUMNS = [
  { label: '课', width: '1.6fr' },
  { label: '时间', width: '1.4fr' },
  { label: '约了', width: '80px' },
]

interface ClosureSheetProps {
  centreId: string
  onClose: () => void
  onDone: (centre: CentreEdit) => void
}

/** Closes the centre for days: what that cancels is said first. */
function ClosureSheet({ centreId, onClose, onDone }: ClosureSheetProps) {
  const days = datesFrom(cloudNow(), AHEAD)
  const [from, setFrom] = useState(days[0] ?? '')
  const [length, setLength] = useState(1)
  const [reason, setReason] = useState('')
  const { run, busy, error } = useAction('office.closeCentre')
  const span = { centreId, from, to: localDate(atLocal(from) + (length - 1) * DAY) }
  const preview = useRequest('office.previewClosure', span)
  const sessions = preview.current ? preview.data?.sessions : undefined
  const booked = (sessions ?? []).reduce((sum, each) => sum + each.booked, 0)
  const close = async () => {
    const answer = await run({ ...span, reason })
    if (!answer) return
    toast('关闭好了', answer.cancelled > 0 ? `取消了 ${answer.cancelled} 场，约好的人会收到通知。` : '')
    onDone(answer.centre)
  }
  return (
    <Sheet id="closure-sheet" title="临时关闭" onClose={onClose}>
      <View className={cx(styles.form)}>
        <DayField id="closure-from" label="从哪天起" days={days} day={from} onChange={setFrom} />
        <ChoiceField
          id="closure-days"
          label="关几天"
          value={length}
          choices={LENGTHS.map(value => ({ id: String(value), value, label: `${value} 天` }))}
          onChange={setLength}
        />
        {sessions && (
          <Alert
            id="closure-said"
            tone="caution"
            text={
              sessions.length === 0
                ? '这几天没有要取消的课。'
                : `会取消 ${sessions.length} 场，约了的 ${booked} 人自动取消，不算爽约`
            }
            hint={sessions.length === 0 ? undefined : '同意接收通知的人会收到微信。已经开始的照常上完。'}
          />
        )}
        {sessions && sessions.length > 0 && (
          <Table
            columns={COLUMNS}
            rows={sessions.map(session => ({
              id: `closes-${session.id}`,
              cells: [session.title, sayTimes(session), `约了 ${session.booked}`],
            }))}
          />
        )}
        <TextField
          id="closure-why"
          label={`原因（居民会看到，最多 ${CHANGE_REASON_LENGTH} 个字）`}
          value={reason}
          maxLength={CHANGE_REASON_LENGTH}
          onChange={setReason}
        />
        {error && <Alert id="closure-problem" {...messageOf(error)} />}
        <Button
          id="closure-yes"
          look="danger"
          busy={busy}
          disabled={!sessions || reason.trim() === ''}
          onTap={() => void close()}
        >
          {reason.trim() === '' ? '请写原因' : sessions?.length ? `关闭，并取消 ${sessions.length} 场` : '关闭'}
        </Button>
        <Button id="closure-keep" look="plain" onTap={onClose}>
          先不关
        </Button>
      </View>
    </Sheet>
  )
}
