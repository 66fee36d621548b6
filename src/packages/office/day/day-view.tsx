import type { DaySummary, OpenTask } from '@domain/contracts/office-day'
import type { BoardSession } from '@domain/contracts/staff'
import { mondayOf } from '@domain/office/holidays'
import { atLocal, DAY, localClock, localDate, sayMoment, sayMonthDay, sayShortDate } from '@domain/time'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { cloudNow } from '@/cloud/clock'
import { useRequest } from '@/cloud/use-request'
import { Loaded } from '@/features/requests/loaded'
import { useNow } from '@/features/time/use-now'
import { KEY_ROW } from '@/platform/keys'
import { open } from '@/platform/navigate'
import { Tap } from '@/ui/base/tap'
import { Card } from '@/ui/card'
import { ChipStrip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { Icon } from '@/ui/icon'
import { joinWithDots } from '@/ui/join-with-dots'
import { ListGroup, ListRow } from '@/ui/list-row'
import { Pill } from '@/ui/pill'
import { Section } from '@/ui/section'
import { EmptyState } from '@/ui/states'
import office from '../parts/office.module.scss'
import type { Access } from '../parts/use-access'
import styles from './day.module.scss'

/** How often the board is renewed while it is in front, ms. */
const RENEW_MS = 30_000

/** A day of a centre: what is on and next first, its totals, the week around it, and what waits for somebody. */
export function DayView({ centreId, access }: { centreId: string; access: Access }) {
  const now = useNow(RENEW_MS)
  const [date, setDate] = useState(() => localDate(cloudNow()))
  const monday = localDate(mondayOf(atLocal(date)))
  const options = { refreshOnShow: true, refreshEvery: RENEW_MS }
  const week = useRequest('office.week', { centreId, from: monday }, options)
  const board = useRequest('staff.today', { centreId, date }, options)
  const tasks = useRequest('office.tasks', access.may('office.tasks') ? { centreId } : null, options)
  const openSession = access.may('staff.roster')
    ? (sessionId: string) => open('staff/roster', { centreId, sessionId })
    : undefined
  return (
    <View className={cx(styles.columns)}>
      <View className={cx(styles.main)}>
        <WeekStrip days={week.data?.days ?? []} monday={monday} date={date} now={now} onChoose={setDate} />
        <Loaded request={board.current ? board : { ...board, data: null }} skeleton={[80, 140, 100]}>
          {({ sessions }) => <Board sessions={sessions} now={now} onOpen={openSession} />}
        </Loaded>
      </View>
      {tasks.data && <Tasks centreId={centreId} tasks={tasks.data.tasks} access={access} now={now} />}
    </View>
  )
}

interface WeekStripProps {
  days: readonly DaySummary[]
  monday: string
  date: string
  now: number
  onChoose: (date: string) => void
}

function WeekStrip({ days, monday, date, now, onChoose }: WeekStripProps) {
  const shift = (weeks: number) => onChoose(localDate(atLocal(date) + weeks * 7 * DAY))
  const today = localDate(now)
  return (
    <View>
      <View className={cx(styles.turns)}>
        <Tap id="day-earlier" className={styles.turn} label="上一周" onTap={() => shift(-1)}>
          <Icon name="back" />
        </Tap>
        <View>{`${sayMonthDay(monday)}–${sayMonthDay(localDate(atLocal(monday) + 6 * DAY))}`}</View>
        <Tap id="day-later" className={styles.turn} label="下一周" onTap={() => shift(1)}>
          <Icon name="next" />
        </Tap>
      </View>
      <ChipStrip key={monday} chosen={`day-${date}`}>
        {Array.from({ length: 7 }, (_, n) => localDate(atLocal(monday) + n * DAY)).map(each => {
          const day = days.find(other => other.date === each)
          return (
            <Tap
              key={each}
              id={`day-${each}`}
              className={cx(styles.day, each === date && styles.chosen)}
              role="radio"
              checked={each === date}
              onTap={() => onChoose(each)}
            >
              <View>{each === today ? '今天' : sayShortDate(atLocal(each))}</View>
              <View className={cx(office.note)}>{day && day.sessions > 0 ? `${day.sessions} 场` : '—'}</View>
              {day && day.booked > 0 && <View className={cx(office.note)}>约 {day.booked}</View>}
            </Tap>
          )
        })}
      </ChipStrip>
    </View>
  )
}

interface BoardProps {
  sessions: readonly BoardSession[]
  now: number
  onOpen: ((sessionId: string) => void) | undefined
}

function Board({ sessions, now, onOpen }: BoardProps) {
  const [showsOver, setShowsOver] = useState(false)
  const held = sessions.filter(({ status }) => status === 'open')
  const sum = (of: 'booked' | 'came' | 'waiting') => held.reduce((total, session) => total + session[of], 0)
  const over = held.filter(({ endsAt }) => endsAt <= now)
  const running = held.filter(({ startsAt, endsAt }) => startsAt <= now && now < endsAt)
  const next = held.filter(({ startsAt }) => startsAt > now)
  if (held.length === 0) return <EmptyState scene="calendar" title="这一天没有排课" note="到课表里可以加。" />
  const rows = (some: readonly BoardSession[]) =>
    some.map(session => <BoardLine key={session.id} session={session} now={now} onOpen={onOpen} />)
  return (
    <>
      <Card padded>
        <View id="day-totals" className={cx(styles.totals)}>
          <Total value={held.length} label="场" />
          <Total value={sum('booked')} label="约了" />
          <Total value={sum('came')} label="到了" />
          {sum('waiting') > 0 && <Total value={sum('waiting')} label="候补" />}
        </View>
        <View className={cx(office.note)}>课和空间；订餐看备餐单</View>
      </Card>
      {running.length > 0 && (
        <Section title="正在进行">
          <View className={cx(office.stack)}>{rows(running)}</View>
        </Section>
      )}
      {next.length > 0 && (
        <Section title="接下来">
          <View className={cx(office.stack)}>{rows(next)}</View>
        </Section>
      )}
      {over.length > 0 && (
        <View className={cx(office.stack)}>
          <Tap id="day-over" className={styles.over} onTap={() => setShowsOver(!showsOver)}>
            已结束 {over.length} 场，到了 {over.reduce((total, { came }) => total + came, 0)} 人
            <Icon name={showsOver ? 'down' : 'next'} size="small" />
          </Tap>
          {showsOver && rows(over)}
        </View>
      )}
    </>
  )
}

function Total({ value, label }: { value: number; label: string }) {
  return (
    <View className={cx(styles.total)}>
      <View className={cx(styles.value)}>{value}</View>
      <View className={cx(office.note)}>{label}</View>
    </View>
  )
}

function BoardLine({ session, now, onOpen }: Omit<BoardProps, 'sessions'> & { session: BoardSession }) {
  const { id, title, room, teacher, startsAt, endsAt, booked, came, capacity, seatsLeft, waiting } = session
  const isOn = startsAt <= now && now < endsAt
  const share = capacity === 0 ? 0 : Math.min(1, booked / capacity)
  const body = (
    <>
      <View className={cx(styles.when)}>
        {localClock(startsAt)}–{localClock(endsAt)}
      </View>
      <View className={cx(styles.what)}>
        <View className={cx(office.bold)}>{title}</View>
        <View className={cx(office.note)}>{joinWithDots([room, teacher])}</View>
      </View>
      <View className={cx(styles.figures)}>
        <View>
          {isOn || came > 0 ? `到了 ${came} / ` : ''}约了 {booked}
        </View>
        <View className={cx(styles.track)}>
          <View className={cx(styles.fill)} style={{ width: `${share * 100}%` }} />
        </View>
        <Pill tone={waiting > 0 ? 'few' : seatsLeft > 0 ? 'good' : 'none'}>
          {waiting > 0 ? `候补 ${waiting}` : seatsLeft > 0 ? `空 ${seatsLeft}` : '约满'}
        </Pill>
      </View>
    </>
  )
  if (!onOpen) return <View className={cx(styles.line, isOn && styles.isOn)}>{body}</View>
  return (
    <Tap id={`board-${id}`} className={cx(KEY_ROW, styles.line, isOn && styles.isOn)} onTap={() => onOpen(id)}>
      {body}
    </Tap>
  )
}

interface TasksProps {
  centreId: string
  tasks: readonly OpenTask[]
  access: Access
  now: number
}

const TASKS: Record<OpenTask['kind'], { title: string; note: string }> = {
  appeals: { title: '说明了没来的原因', note: '等您决定算不算' },
  duplicates: { title: '重复扫码', note: '同一个码扫了两次' },
  offers: { title: '候补没回话', note: '名额给他们留着，等确认' },
  waiting: { title: '有人在候补', note: '要不要加名额' },
  drafts: { title: '草稿没发布', note: '两周内的，居民还看不到' },
}

/** What waits for somebody, each kind with a way to it. */
function Tasks({ centreId, tasks, access, now }: TasksProps) {
  const opens = ({ kind, items: [first] }: OpenTask) => {
    if (kind === 'appeals') open('staff/appeals', { centreId })
    else if (kind === 'drafts') open('office/timetable', { centreId, ...(first ? { date: localDate(first.at) } : {}) })
    else if (kind === 'duplicates') open('staff/today', { centreId })
    else if (first && access.may('staff.roster')) open('staff/roster', { centreId, sessionId: first.id })
  }
  return (
    <View id="day-tasks" className={cx(styles.tasks)}>
      <Section title="要办的事">
        {tasks.length === 0 ? (
          <View className={cx(office.note)}>都办完了。</View>
        ) : (
          <ListGroup>
            {tasks.map(task => (
              <ListRow
                key={task.kind}
                id={`task-${task.kind}`}
                title={TASKS[task.kind].title}
                note={joinWithDots([TASKS[task.kind].note, task.items[0]?.title ?? '', sayMoment(task.firstAt, now)])}
                end={<View className={cx(styles.count)}>{task.count}</View>}
                leads
                onTap={() => opens(task)}
              />
            ))}
          </ListGroup>
        )}
      </Section>
    </View>
  )
}
