import type { RollUp } from '@domain/contracts/office-day'
import type { FigureGroup } from '@domain/office/figures'
import { FIRST_AFTER_DAYS, sayAgeGroup } from '@domain/office/people'
import { cameOnly, groupOfSums, type SeriesBar, seriesBars } from '@domain/office/roll-up'
import { Chart } from './chart'
import { sayBar } from './say'

/** In months, as people say it. */
const FIRST_MONTHS = Math.round(FIRST_AFTER_DAYS / 30)

const came = (group: FigureGroup) => group.came
const label = (group: FigureGroup) => String(group.came)

interface AgesChartProps {
  id: string
  view: Pick<RollUp, 'people'>
  /** What a bar says, in words. */
  onOpen: (title: string, said: string) => void
}

/** Who comes to classes, by age, and how many of them are new. */
export function AgesChart({ id, view: { people }, onOpen }: AgesChartProps) {
  if (people.length === 0) return null
  const all = (of: 'came' | 'first') => people.reduce((sum, one) => sum + one[of], 0)
  return (
    <Chart
      id={id}
      title="各年龄（岁）来了多少"
      said={`来上课的 ${all('came')} 人次，其中 ${all('first')} 人是新来的（之前 ${FIRST_MONTHS} 个月没来过），不分课程类别`}
      groups={cameOnly(people.map(one => ({ key: one.group, visits: one.came }))).map(groupOfSums)}
      tone="indigo"
      value={came}
      label={label}
      // One line under each bar: the title says of what.
      name={({ key }) => sayAgeGroup(key).replace(' 岁', '')}
      onOpen={({ key }) => {
        const counts = people.find(({ group }) => group === key)
        onOpen(sayAgeGroup(key), `来了 ${counts?.came ?? 0} 人次，其中 ${counts?.first ?? 0} 人是新来的。`)
      }}
    />
  )
}

interface VisitsChartProps {
  id: string
  view: Pick<RollUp, 'visits' | 'by'>
  from: string
  to: string
  onOpen: (bar: SeriesBar) => void
}

/** How many sat down in the rest stations. */
export function VisitsChart({ id, view: { visits, by }, from, to, onOpen }: VisitsChartProps) {
  const bars = seriesBars(cameOnly(visits), by, from, to)
  if (bars.length === 0) return null
  return (
    <Chart
      id={id}
      title="驿站里歇过脚的"
      said={`一共 ${bars.reduce((total, { group }) => total + group.came, 0)} 人次，不分课程类别`}
      groups={bars.map(({ group }) => group)}
      tone="pine"
      value={came}
      label={label}
      name={sayBar}
      onOpen={group => {
        const bar = bars.find(one => one.group.key === group.key)
        if (bar) onOpen(bar)
      }}
    />
  )
}
