import '../../messages'
import { type Category, categoryLabel, isSpace } from '@domain/offerings/kinds'
import { type FigureGroup, type FigureKey, groupFigures, type SessionFigures } from '@domain/office/figures'
import { sayMonthDay } from '@domain/time'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { useRequest } from '@/cloud/use-request'
import { Loaded } from '@/features/requests/loaded'
import { open } from '@/platform/navigate'
import { Chip, ChipStrip } from '@/ui/chip'
import { cx } from '@/ui/cx'
import { page } from '@/ui/screen/page'
import { Section } from '@/ui/section'
import { Sheet } from '@/ui/sheet'
import { EmptyState } from '@/ui/states'
import { Chart } from '../../figures/chart'
import own from '../../figures/figures.module.scss'
import { AgesChart, VisitsChart } from '../../figures/people-charts'
import { sayKey, sayShare, saySplit, sayTotals } from '../../figures/say'
import { datesOf, FIRST_SPAN, SpanChips } from '../../figures/span-chips'
import { Desk } from '../../parts/desk'
import styles from '../../parts/office.module.scss'
import { usePlace } from '../../parts/place'
import { Table } from '../../parts/table'
import { useAccess } from '../../parts/use-access'
import { sayTimes } from '../../timetable/say'
import { ExportButton } from '../../xlsx/export-button'
import { figuresSheet } from '../../xlsx/sheets'

const COLUMNS = [
  { label: '课', width: '2fr' },
  { label: '场次', width: '80px' },
  { label: '约出去', width: '1fr' },
  { label: '来了', width: '1fr' },
  { label: '约了没来', width: '1fr' },
  { label: '候补', width: '80px' },
]

const RECORDS = [
  { label: '课', width: '1.5fr' },
  { label: '时间', width: '1.3fr' },
  { label: '数字', width: '1.6fr' },
]

/** The records behind a bar. */
interface Shown {
  title: string
  ids: readonly string[]
}

/** The figures of a centre: each number in words, each bar with the records behind it. */
function FiguresPage() {
  const place = usePlace()
  const { centreId = '' } = place
  const access = useAccess(place)
  // The same days as the page that this one was opened from.
  const { from, to, only } = useRouter().params
  const [days, setDays] = useState(from && to ? null : FIRST_SPAN)
  const [category, setCategory] = useState<Category | null>(null)
  /** Undefined: what the page was opened for, a weekday or an hour. */
  const [shown, setShown] = useState<Shown | null | undefined>(only ? undefined : null)
  const span = days === null && from && to ? { from, to } : datesOf(days ?? FIRST_SPAN)
  const request = useRequest('office.figures', { centreId, ...span })
  const people = useRequest('office.rollUp', { centreId, ...span })
  return (
    <Desk id="office-figures" title="数字" section="figures" place={place}>
      <View className={cx(styles.page)}>
        <SpanChips id="figures" days={days} onChange={setDays} />
        {days === null && (
          <View className={cx(styles.note)}>{`${sayMonthDay(span.from)}–${sayMonthDay(span.to)}`}</View>
        )}
        <Loaded request={request.current ? request : { ...request, data: null }} skeleton={[60, 200, 200]}>
          {({ sessions: all, now }) => {
            // A day of seats counts slots, not people's places; and what has not begun cannot have been attended.
            const begun = all.filter(({ kind, startsAt }) => !isSpace(kind) && startsAt <= now)
            const categories = [...new Set(begun.map(session => session.category))]
            const sessions = begun.filter(session => category === null || session.category === category)
            const opened = shown === undefined ? behind(sessions, only ?? '') : shown
            return (
              <>
                <ChipStrip>
                  {[null, ...categories].map(each => (
                    <Chip
                      key={each}
                      id={`figures-of-${each ?? 'all'}`}
                      on={category === each}
                      onTap={() => setCategory(each)}
                    >
                      {each === null ? '全部类别' : categoryLabel(each)}
                    </Chip>
                  ))}
                </ChipStrip>
                <Figures sessions={sessions} onShow={setShown} />
                {category === null && people.current && people.data && (
                  <View className={cx(own.charts)}>
                    <AgesChart
                      id="chart-ages"
                      view={people.data}
                      onOpen={(title, said) =>
                        setShown({ title: `${title}：${said}`, ids: begun.filter(isClass).map(({ id }) => id) })
                      }
                    />
                    <VisitsChart
                      id="chart-visits"
                      view={people.data}
                      {...span}
                      onOpen={() => open('staff/stations', { centreId })}
                    />
                  </View>
                )}
                {sessions.length > 0 && (
                  <View className={cx(styles.wrap)}>
                    <ExportButton id="figures-export" file={`数字 ${span.to}`} sheet={() => figuresSheet(sessions)} />
                  </View>
                )}
                {opened && (
                  <Records
                    shown={opened}
                    sessions={all}
                    onClose={() => setShown(null)}
                    onOpen={
                      access.may('staff.roster')
                        ? sessionId => {
                            setShown(null)
                            open('staff/roster', { centreId, sessionId })
                          }
                        : undefined
                    }
                  />
                )}
              </>
            )
          }}
        </Loaded>
      </View>
    </Desk>
  )
}

const isClass = ({ kind }: SessionFigures) => kind === 'class'

/** The sessions of a weekday (`w2`) or an hour (`h09`); null: there are none. */
function behind(sessions: readonly SessionFigures[], key: string): Shown | null {
  const by = key.startsWith('w') ? 'weekday' : 'hour'
  const group = groupFigures(sessions, by).find(one => one.key === key.slice(1))
  return group ? { title: saySplit(key), ids: group.ids } : null
}

function Figures({ sessions, onShow }: { sessions: readonly SessionFigures[]; onShow: (shown: Shown) => void }) {
  const [total] = groupFigures(sessions, 'all')
  if (!total) return <EmptyState scene="calendar" title="这段时间没有课" note="换一段时间再看看。" />
  const by = (key: FigureKey) => groupFigures(sessions, key)
  const show = (title: string, key: FigureKey) => (group: FigureGroup) =>
    onShow({ title: `${title}：${sayKey(key, group.key)}`, ids: group.ids })
  const named = (key: FigureKey) => (group: FigureGroup) => sayKey(key, group.key)
  const titles = new Map(sessions.map(({ offeringId, title }) => [offeringId, title]))
  return (
    <>
      <View id="figures-said" className={cx(own.said)}>
        {sayTotals(total)}
      </View>
      <View className={cx(own.charts)}>
        <Chart
          id="chart-fill"
          title="约出去的名额，按周"
          said={`${total.capacity} 个名额里约出去 ${total.booked} 个，${sayShare(total.fill)}`}
          groups={by('week')}
          tone="indigo"
          value={({ fill }) => fill ?? 0}
          label={({ fill }) => sayShare(fill)}
          name={named('week')}
          onOpen={show('约出去的名额', 'week')}
        />
        <Chart
          id="chart-came"
          title="约了的来了多少，按周"
          said={`约了的 ${total.booked} 人里来了 ${total.came} 人，${sayShare(total.attendance)}`}
          groups={by('week')}
          tone="pine"
          value={({ attendance }) => attendance ?? 0}
          label={({ attendance }) => sayShare(attendance)}
          name={named('week')}
          onOpen={show('来了多少', 'week')}
        />
        <Chart
          id="chart-missed"
          title="约了没来，按周几"
          said={`约了没来 ${total.missed} 人，占约了的 ${sayShare(total.absence)}`}
          groups={by('weekday')}
          tone="amber"
          value={({ missed }) => missed}
          label={({ missed }) => String(missed)}
          name={named('weekday')}
          onOpen={show('约了没来', 'weekday')}
        />
        {total.waiting > 0 && (
          <Chart
            id="chart-waiting"
            title="想来没轮到的，按周几"
            said={`${total.waiting} 家候补到最后也没轮到`}
            groups={by('weekday')}
            tone="indigo"
            value={({ waiting }) => waiting}
            label={({ waiting }) => String(waiting)}
            name={named('weekday')}
            onOpen={show('想来没轮到', 'weekday')}
          />
        )}
        <Chart
          id="chart-hours"
          title="几点开始的来的人多"
          said={`一共来了 ${total.came} 人`}
          groups={by('hour')}
          tone="plum"
          value={({ came }) => came}
          label={({ came }) => String(came)}
          name={named('hour')}
          onOpen={show('来了多少', 'hour')}
        />
      </View>
      <Section title="按课">
        <Table
          columns={COLUMNS}
          rows={by('offering').map(group => ({
            id: `figures-by-${group.key}`,
            cells: [
              titles.get(group.key) ?? '',
              `${group.sessions} 场`,
              `约出去 ${group.booked} / ${group.capacity}（${sayShare(group.fill)}）`,
              `来了 ${group.came}${group.attendance === null ? '' : `（${sayShare(group.attendance)}）`}`,
              group.missed > 0 ? `没来 ${group.missed}` : '',
              group.waiting > 0 ? `候补 ${group.waiting}` : '',
            ],
            onTap: () => onShow({ title: titles.get(group.key) ?? '', ids: group.ids }),
          }))}
        />
      </Section>
    </>
  )
}

interface RecordsProps {
  shown: Shown
  sessions: readonly SessionFigures[]
  onClose: () => void
  onOpen: ((sessionId: string) => void) | undefined
}

function Records({ shown, sessions, onClose, onOpen }: RecordsProps) {
  const own = shown.ids.flatMap(id => sessions.find(session => session.id === id) ?? [])
  return (
    <Sheet id="figures-records" title={shown.title} onClose={onClose}>
      <View className={cx(styles.form)}>
        <View className={cx(styles.note)}>{own.length} 场</View>
        <Table
          columns={RECORDS}
          rows={own.map(({ id, title, startsAt, booked, came, missed, capacity }) => ({
            id: `record-${id}`,
            cells: [
              title,
              sayTimes({ startsAt, endsAt: startsAt }).replace(/–.*$/, ''),
              `约 ${booked} / ${capacity}，来 ${came}${missed > 0 ? `，没来 ${missed}` : ''}`,
            ],
            onTap: onOpen && (() => onOpen(id)),
          }))}
        />
      </View>
    </Sheet>
  )
}

export default page(FiguresPage)
