import { FIGURE_DAYS } from '@domain/contracts/limits'
import type { RollUp } from '@domain/contracts/office-day'
import { type FigureGroup, medianOf } from '@domain/office/figures'
import { groupOfSums, lastWeeks, type SeriesBar } from '@domain/office/roll-up'
import { atLocal, DAY, sayMonthDay } from '@domain/time'
import { View } from '@tarojs/components'
import { open } from '@/platform/navigate'
import { cx } from '@/ui/cx'
import styles from '../parts/office.module.scss'
import { Table, type TableRow } from '../parts/table'
import { ExportButton } from '../xlsx/export-button'
import { Chart } from './chart'
import own from './figures.module.scss'
import { VisitsChart } from './people-charts'
import { sayBar, sayShare, sayWeeks } from './say'
import { SplitCharts } from './split-charts'

const COLUMNS = [
  { label: '中心', width: '2fr' },
  { label: '场次', width: '80px' },
  { label: '约出去', width: '1fr' },
  { label: '约了的来了', width: '1fr' },
  { label: '约了没来', width: '1fr' },
  { label: '候补', width: '80px' },
]

interface ComparedProps {
  view: RollUp
  from: string
  to: string
  bars: readonly SeriesBar[]
  /** Narrows the page to the days of a bar. */
  onOpen: (bar: SeriesBar) => void
}

const cellsOf = ({ sessions, booked, capacity, fill, attendance, missed, absence, waiting }: FigureGroup) => [
  `${sessions} 场`,
  `约出去 ${booked} / ${capacity}（${sayShare(fill)}）`,
  attendance === null ? '' : `来了 ${sayShare(attendance)}`,
  missed > 0 ? `没来 ${missed}（${sayShare(absence)}）` : '',
  waiting > 0 ? `候补 ${waiting}` : '',
]

/** The centres of a place over a span: what all did over time, and each beside the others. */
export function Compared({ view, from, to, bars, onOpen }: ComparedProps) {
  const groups = view.centres.map(({ sums, ...centre }) => ({
    ...centre,
    group: sums && groupOfSums({ key: centre.id, sums }),
  }))
  const known = groups.flatMap(({ group }) => group ?? [])
  const weeks = lastWeeks(view.series, view.by, from, to)
  const sum = (of: 'capacity' | 'booked' | 'came' | 'waiting') => known.reduce((total, group) => total + group[of], 0)
  const median = (of: 'fill' | 'attendance' | 'absence') => sayShare(medianOf(known.flatMap(group => group[of] ?? [])))
  const [capacity, booked, came, waiting] = [sum('capacity'), sum('booked'), sum('came'), sum('waiting')]
  const inWords = (part: number, whole: number) => sayShare(whole === 0 ? null : part / whole)
  const opened = (group: FigureGroup) => {
    const bar = bars.find(one => one.group.key === group.key)
    if (bar) onOpen(bar)
  }
  const span = atLocal(to) - atLocal(from) < FIGURE_DAYS * DAY ? { from, to } : {}
  const rows = groups.map(
    ({ id, name, group }): TableRow => ({
      id: `compare-${id}`,
      cells: [name, ...(group ? cellsOf(group) : ['没有课', '', '', '', ''])],
      onTap: () => open('office/figures', { centreId: id, ...span }),
    }),
  )
  return (
    <>
      <View id="compare-said" className={cx(styles.note)}>
        算到 {sayMonthDay(view.until ?? to)} 晚上{view.behind > 0 && `（${view.behind} 个中心还在补算）`}
        。中位数：约出去 {median('fill') || '—'}，约了的来了 {median('attendance') || '—'}，约了没来{' '}
        {median('absence') || '—'}。{weeks && sayWeeks(weeks)}各中心大小和做的事不一样，只看一个数排不出高低。
      </View>
      <View className={cx(own.charts)}>
        {bars.length > 0 && (
          <>
            <Chart
              id="compare-fill"
              title="约出去的名额"
              said={`${capacity} 个名额里约出去 ${booked} 个，${inWords(booked, capacity)}`}
              groups={bars.map(({ group }) => group)}
              tone="indigo"
              value={({ fill }) => fill ?? 0}
              label={({ fill }) => sayShare(fill)}
              name={sayBar}
              onOpen={opened}
            />
            <Chart
              id="compare-came"
              title="来了多少人"
              said={`约了的 ${booked} 人里来了 ${came} 人，${inWords(came, booked)}`}
              groups={bars.map(({ group }) => group)}
              tone="pine"
              value={group => group.came}
              label={group => String(group.came)}
              name={sayBar}
              onOpen={opened}
            />
          </>
        )}
        {waiting > 0 && (
          <Chart
            id="compare-waiting"
            title="想来没轮到的"
            said={`${waiting} 家候补到最后也没轮到`}
            groups={bars.map(({ group }) => group)}
            tone="amber"
            value={group => group.waiting}
            label={group => String(group.waiting)}
            name={sayBar}
            onOpen={opened}
          />
        )}
        <SplitCharts view={view} from={from} to={to} />
        <VisitsChart id="compare-visits" view={view} from={from} to={to} onOpen={onOpen} />
      </View>
      <Table columns={COLUMNS} rows={rows} />
      <View className={cx(styles.wrap)}>
        <ExportButton
          id="compare-export"
          file={`各中心的数字 ${from} 到 ${to}`}
          sheet={() => ({
            name: '各中心',
            columns: ['中心', '县区', '场次', '名额', '约了', '来了', '约了没来', '候补'].map((label, n) => ({
              label,
              width: n === 0 ? 28 : 10,
            })),
            rows: groups.map(({ name, county, group }) =>
              group
                ? [name, county, group.sessions, group.capacity, group.booked, group.came, group.missed, group.waiting]
                : [name, county, 0],
            ),
          })}
        />
      </View>
    </>
  )
}
